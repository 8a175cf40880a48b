/** A message on its way: the time of sending travels in its text. */
export type Receive = (text: string) => void;

/**
 * The two people of each private pair, connected to one server. Person 2p and
 * person 2p + 1 are a pair.
 */
export interface Chat {
  name: string;
  /** Resolves when the server has the message, durably where it keeps any. */
  send(from: number, text: string): Promise<void>;
  /** Called for every message that reaches anybody. */
  onMessage(receive: Receive): void;
  close(): Promise<void>;
}

export const partnerOf = (person: number): number => person ^ 1;

/** Opens connections a few at a time: a burst of 1,000 tests the backlog. */
export async function inBatches<T>(
  count: number,
  open: (index: number) => Promise<T>
): Promise<T[]> {
  const result: T[] = [];
  for (let from = 0; from < count; from += 50) {
    const size = Math.min(50, count - from);
    const batch = Array.from({ length: size }, (_, i) => open(from + i));
    result.push(...(await Promise.all(batch)));
  }
  return result;
}
