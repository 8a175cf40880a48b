/** A frame of a client, as far as it is read. */
export interface ClientFrame {
  watchId?: string;
  requestId?: string;
  msgType: string;
  msgData: Record<string, unknown>;
  exMsgData: Record<string, unknown>;
}

/** null for what is not a frame at all. */
export function parseFrame(text: string): ClientFrame | null {
  const frame = parseObject(text);
  if (typeof frame?.['msgType'] !== 'string') return null;
  return {
    watchId: asText(frame['watchId']),
    requestId: asText(frame['requestId']),
    msgType: frame['msgType'],
    msgData: asObject(frame['msgData']),
    exMsgData: asObject(frame['exMsgData']),
  };
}

/** Where an answer belongs: a request of the client, or a watch. */
export interface Address {
  watchId?: string;
  requestId?: string;
}

export function frameText(
  to: Address,
  msgType: string,
  msgData: unknown
): string {
  return JSON.stringify({ ...to, msgType, msgData });
}

/**
 * An event without its ID: the inside of a JSON object, made once per write
 * and shared by every watch that gets it.
 */
export type EventBody = string;

/** The events of one change of a watch; they share one ID. */
export interface EventGroup {
  id: number;
  bodies: EventBody[];
}

/** INIT_EVENT and NEXT_EVENT, by concatenation of what is already JSON. */
export function eventFrame(
  to: Address,
  msgType: 'INIT_EVENT' | 'NEXT_EVENT',
  queryID: string,
  currEvent: number,
  groups: EventGroup[]
): string {
  const head = frameText(to, msgType, { queryID, currEvent }).slice(0, -2);
  const events = groups.flatMap(({ id, bodies }) =>
    bodies.map((body) => `{"ID":${id},${body}}`)
  );
  return `${head},"events":[${events.join(',')}]}}`;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
