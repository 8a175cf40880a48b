import type { Conversation } from './schema';

type Waiting = Pick<Conversation, 'state' | 'waitingSince'>;

/** An agent has it, and the customer has waited so long, or longer. */
export function isSlow(
  { state, waitingSince }: Waiting,
  now: number,
  slowMs: number
): boolean {
  return (
    state === 'active' && waitingSince !== null && now - waitingSince >= slowMs
  );
}

/** What the agent, and nobody else, reads. */
export function nudgeWords(
  waitingSince: number,
  now: number,
  by: 'system' | 'supervisor'
): string {
  const minutes = Math.max(1, Math.floor((now - waitingSince) / 60_000));
  const words = `客户已等待 ${minutes} 分钟，请尽快回复`;
  return by === 'supervisor' ? `主管提醒：${words}` : words;
}
