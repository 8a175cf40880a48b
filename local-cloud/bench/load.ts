import { setTimeout as wait } from 'node:timers/promises';
import type { Chat } from './chat';

/** What one round of load saw. Times in milliseconds. */
export interface Round {
  /** From the call of send to the message at the other person. */
  latencies: number[];
  sent: number;
  lost: number;
  /** Longest time in which nobody got anything. */
  longestGapMs: number;
}

const PATIENCE_MS = 10_000;
let rounds = 0;

/**
 * Sends at an even rate, whatever the answers do (an open loop), each person
 * in turn, and waits for the last message to arrive.
 */
export async function runRound(
  chat: Chat,
  load: { people: number; perSecond: number; seconds: number }
): Promise<Round> {
  const total = Math.round(load.perSecond * load.seconds);
  rounds += 1;
  const mark = `round-${rounds}`;
  const sentAt = new Float64Array(total);
  const latencies: number[] = [];
  const failures: unknown[] = [];
  let longestGapMs = 0;
  let lastArrival = performance.now();
  chat.onMessage((text) => {
    const [round, index] = text.split(' ');
    if (round !== mark) return;
    const now = performance.now();
    latencies.push(now - (sentAt[Number(index)] ?? 0));
    longestGapMs = Math.max(longestGapMs, now - lastArrival);
    lastArrival = now;
  });
  const began = performance.now();
  for (let index = 0; index < total;) {
    const due = Math.min(
      total,
      Math.floor(((performance.now() - began) * load.perSecond) / 1_000) + 1
    );
    for (; index < due; index += 1) {
      sentAt[index] = performance.now();
      const person = (index * 7) % load.people;
      const text = `${mark} ${index} ${'.'.repeat(80)}`;
      chat.send(person, text).catch((error) => failures.push(error));
    }
    const next = began + (index * 1_000) / load.perSecond;
    await wait(Math.max(0, next - performance.now()));
  }
  const deadline = performance.now() + PATIENCE_MS;
  while (latencies.length < total && performance.now() < deadline) {
    await wait(5);
  }
  if (failures.length > 0) throw failures[0];
  const lost = total - latencies.length;
  return { latencies, sent: total, lost, longestGapMs };
}
