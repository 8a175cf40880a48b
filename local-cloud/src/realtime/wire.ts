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
 * and shared by every group of watches that gets it.
 */
export type EventBody = string;

/** The members of an `events` array; events of one commit share an ID. */
export function eventsText(id: number, bodies: EventBody[]): string {
  return bodies.map((body) => `{"ID":${id},${body}}`).join(',');
}

/** INIT_EVENT and NEXT_EVENT, by concatenation of what is already JSON. */
export function eventFrame(
  to: Address,
  msgType: 'INIT_EVENT' | 'NEXT_EVENT',
  content: { queryID: string; currEvent: number; events: string }
): string {
  const { queryID, currEvent, events } = content;
  const head = frameText(to, msgType, { queryID, currEvent }).slice(0, -2);
  return `${head},"events":[${events}]}}`;
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
