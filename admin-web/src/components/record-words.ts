import type { RecordRow } from '../../../domain/record/row';
import { fill } from '../../../domain/ui/copy/fill';
import {
  CLOSE_REASON_COPY,
  RECORD_CHIP_COPY,
  RECORDS_COPY,
  STATE_COPY,
} from '../../../domain/ui/copy/records';

const two = (value: number) => String(value).padStart(2, '0');

/** `11-20 14:26` of this year, else `2025-11-20 14:26`. */
export function stampWords(at: number, now: number): string {
  const date = new Date(at);
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const year = date.getFullYear();
  const far = year !== new Date(now).getFullYear();
  return `${far ? `${year}-` : ''}${day} ${clock}`;
}

export function stateWords({ state, closeReason }: RecordRow): string {
  return state === 'closed' && closeReason
    ? CLOSE_REASON_COPY[closeReason]
    : STATE_COPY[state];
}

export const nickOf = ({ nick }: { nick: string }): string =>
  nick || RECORDS_COPY.anonymous;

/** An hour of the week: `周日 9:00 开始`. */
export function slotWords(slot: number): string {
  const { slot: words, weekdays } = RECORD_CHIP_COPY;
  const day = weekdays[Math.floor(slot / 24)] ?? '';
  return fill(words, { day, hour: slot % 24 });
}
