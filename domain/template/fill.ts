import type { Push } from '../push/schema';
import { placeTime } from '../settings/hours';
import { fieldFor, kindOfField } from './field';
import type { TemplateField } from './schema';

/** The fields of a template, filled with what a push tells. */
export function fillFields(
  fields: readonly TemplateField[],
  push: Pick<Push, 'sender' | 'summary' | 'createdAt' | 'conversationId'>,
  timeZone: string
): Record<string, { value: string }> {
  const parts = {
    sender: push.sender,
    summary: push.summary,
    time: clockOf(timeZone, push.createdAt),
    conversation: push.conversationId,
  };
  const filled = fields.map(({ name, from, text }) => {
    const value = from === 'text' ? (text ?? '') : parts[from];
    return [name, { value: fieldFor(kindOfField(name) ?? '', value) }] as const;
  });
  return Object.fromEntries(filled);
}

/** `2026-11-21 14:05`, which both `time` and `date` take. */
function clockOf(timeZone: string, at: number): string {
  const { date, minute } = placeTime(timeZone, at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
