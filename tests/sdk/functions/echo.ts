/** Gives back what it was given, or fails when told to. */
export function main(event: Record<string, unknown>): unknown {
  if (event['fail']) throw new Error('as ordered');
  const { userInfo: _userInfo, ...data } = event;
  return data;
}
