import type { Conversation } from '../conversation/schema';
import { isOpen } from '../settings/hours';
import type { Settings } from '../settings/schema';
import { openingWords } from './opening-words';
import { fillVariables, type Values } from './variables';

type Rules = Pick<Settings, 'hours' | 'autoReplies'>;
type Asking = Pick<Conversation, 'customerCard' | 'agentCard'>;
type Kind = 'welcome' | 'outOfHours' | 'queue' | 'slowReply';

/** To whoever is served for the first time; null: nothing is said. */
export function welcome(rules: Rules, asking: Asking): string | null {
  return sentence(rules, 'welcome', asking, {});
}

/**
 * To whoever must wait: when somebody will be there, else his place, where it
 * is known. One of the two, or nothing.
 */
export function whileWaiting(
  rules: Rules,
  asking: Asking,
  position: number | null,
  now: number
): string | null {
  if (!isOpen(rules.hours, now)) return outOfHours(rules, asking, now);
  if (position === null) return null;
  return sentence(rules, 'queue', asking, { 位置: String(position) });
}

/** To whoever has an agent who does not answer. */
export function whileSlow(
  rules: Rules,
  asking: Asking,
  now: number
): string | null {
  if (!isOpen(rules.hours, now)) return outOfHours(rules, asking, now);
  return sentence(rules, 'slowReply', asking, {});
}

function outOfHours(rules: Rules, asking: Asking, now: number) {
  const time = openingWords(rules.hours, now);
  return sentence(rules, 'outOfHours', asking, { 时间: time });
}

function sentence(
  { autoReplies }: Rules,
  kind: Kind,
  { customerCard, agentCard }: Asking,
  more: Values
): string | null {
  const { on, text } = autoReplies[kind];
  if (!on || text === '') return null;
  const 客服 = agentCard?.name || '客服';
  const 客户 = customerCard.nick || '客户';
  return fillVariables(text, { 客服, 客户, ...more });
}
