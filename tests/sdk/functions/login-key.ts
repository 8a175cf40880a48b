/** The environment's login key, which `cloudbaserc.json` gives it. */
export function main(): string | undefined {
  return process.env['LOGIN_KEY'];
}
