import {
  welcome,
  whileSlow,
  whileWaiting,
} from '../../../../../domain/reply/auto-reply';
import {
  DEFAULT_HOURS,
  isOpen,
  nextClosing,
} from '../../../../../domain/settings/hours';
import type { Settings } from '../../../../../domain/settings/schema';
import { fill } from '../../../../../domain/ui/copy/fill';
import { REPLIES_COPY } from '../../../../../domain/ui/copy/settings';
import { SAMPLE_CARDS, SAMPLE_POSITION } from '../sample-words';

export const REPLY_KINDS = [
  'welcome',
  'outOfHours',
  'queue',
  'slowReply',
] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** What each may stand open for. */
export const REPLY_VARIABLES: Record<ReplyKind, readonly string[]> = {
  welcome: ['客服', '客户'],
  outOfHours: ['客户', '时间'],
  queue: ['客户', '位置'],
  slowReply: ['客服', '客户'],
};

export interface Preview {
  /** null: nothing is said. */
  said: string | null;
  /** Why not, or what to look at. */
  note: string;
}

/** What a customer reads, made by what the functions make it with. */
export function previewOf(
  settings: Settings,
  kind: ReplyKind,
  now: number
): Preview {
  const { on, text } = settings.autoReplies[kind];
  if (!on) return { said: null, note: REPLIES_COPY.isOff };
  if (text.trim() === '') return { said: null, note: REPLIES_COPY.emptyText };
  const said = SAID[kind](settings, now);
  if (said === null) return { said, note: REPLIES_COPY.alwaysOpen };
  return { said, note: notFilled(said) };
}

type Rules = Pick<Settings, 'hours' | 'autoReplies'>;
const open = ({ autoReplies }: Rules): Rules => ({
  hours: DEFAULT_HOURS,
  autoReplies,
});
const SAID: Record<ReplyKind, (rules: Rules, now: number) => string | null> = {
  welcome: (rules) => welcome(rules, SAMPLE_CARDS),
  outOfHours: (rules, now) => {
    const { hours } = rules;
    const closed = isOpen(hours, now) ? nextClosing(hours, now) : now;
    return closed === null
      ? null
      : whileWaiting(rules, SAMPLE_CARDS, null, closed);
  },
  queue: (rules, now) =>
    whileWaiting(open(rules), SAMPLE_CARDS, SAMPLE_POSITION, now),
  slowReply: (rules, now) => whileSlow(open(rules), SAMPLE_CARDS, now),
};

/** A brace that still stands there is read by the customer. */
function notFilled(said: string): string {
  const left = said.match(/\{[^{}]{1,12}\}/gu) ?? [];
  if (left.length === 0) return '';
  const names = [...new Set(left)].join('、');
  return fill(REPLIES_COPY.notFilled, { names });
}
