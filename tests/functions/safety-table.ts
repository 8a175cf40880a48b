import type { Message } from '../../domain/message/schema';

export const MODES = ['hold', 'show-first'] as const;
export const FAILURES = ['open', 'closed'] as const;
const VERDICTS = ['pass', 'review', 'risky', 'none'] as const;
const KINDS = ['text', 'image', 'voice'] as const;
/** Every kind under every rule with every verdict. */
export const TABLE = KINDS.flatMap((kind) =>
  MODES.flatMap((mode) =>
    FAILURES.flatMap((onFailure) =>
      VERDICTS.map((verdict) => ({ kind, mode, onFailure, verdict }))
    )
  )
);
export type Row = (typeof TABLE)[number];

/** What stands there in the end. */
export function expected({ kind, onFailure, verdict }: Row): Partial<Message> {
  if (verdict === 'pass' || verdict === 'review') {
    return { kind, safety: verdict };
  }
  if (verdict === 'none' && onFailure === 'open') {
    return { kind, safety: 'unchecked' };
  }
  const reason = verdict === 'risky' ? 'risky' : 'unchecked';
  return { kind: 'tombstone', safety: 'neutralised', reason };
}

/** What is said so that it is judged so. */
export const TEXTS = {
  pass: '正常',
  review: '可疑测试',
  risky: '违规测试',
  none: '没人回答',
} as const;
