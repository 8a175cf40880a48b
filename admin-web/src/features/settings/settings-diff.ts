import { changedValues } from '../../../../domain/settings/change';
import type { Settings } from '../../../../domain/settings/schema';
import { fill } from '../../../../domain/ui/copy/fill';
import {
  SETTING_CHOICES,
  SETTING_WORDS,
  type SettingPath,
  type SettingWords,
} from '../../../../domain/ui/copy/setting-words';
import { SETTINGS_COPY, WEEKDAYS } from '../../../../domain/ui/copy/settings';
import { lengthOf, oneLine } from '../../../../domain/values/text';
import { NOBODY } from '../../../../domain/values/collections';
import { intervalWords, dateWords } from './hours/day-words';
import { listDiff } from './list-diff';

/** One thing that is different, as people say it. */
export interface Change {
  /** `hours.weekly` for a Wednesday too. */
  path: string;
  label: string;
  /** '' where only what is new can be told. */
  before: string;
  after: string;
}

export type NameOf = (staffId: string) => string;

/** What differs, in words and in the order of the settings. */
export function diffWords(
  before: Settings,
  after: Settings,
  nameOf: NameOf
): Change[] {
  return changedValues(before, after).flatMap((path) => {
    const own = OWN[path];
    if (own) return own(before, after).map((part) => ({ path, ...part }));
    const words = (settings: Settings) =>
      valueWords(path, valueAt(settings, path), nameOf);
    const label = labelOf(path);
    return [{ path, label, before: words(before), after: words(after) }];
  });
}

export function labelOf(path: string): string {
  return SETTING_WORDS[path as SettingPath]?.label ?? path;
}

type Part = Omit<Change, 'path'>;
type Own = (before: Settings, after: Settings) => Part[];

/** Values of several parts, told part by part. */
const OWN: Partial<Record<string, Own>> = {
  'hours.weekly': (before, after) => {
    const words = ({ hours }: Settings, weekday: number) =>
      intervalWords(hours.weekly[weekday] ?? []);
    return MONDAY_FIRST.map((weekday) => ({
      label: WEEKDAYS[weekday] ?? '',
      before: words(before, weekday),
      after: words(after, weekday),
    })).filter(differs);
  },
  'hours.exceptions': (before, after) => {
    const words = ({ hours }: Settings, date: string) => {
      const day = hours.exceptions.find((one) => one.date === date);
      if (!day) return SETTINGS_COPY.usualDay;
      return `${day.name} ${intervalWords(day.intervals)}`.trim();
    };
    const all = [...before.hours.exceptions, ...after.hours.exceptions];
    const dates = [...new Set(all.map(({ date }) => date))].sort();
    return dates
      .map((date) => ({
        label: dateWords(date),
        before: words(before, date),
        after: words(after, date),
      }))
      .filter(differs);
  },
  'autoReplies.questions': (before, after) => {
    const name = labelOf('autoReplies.questions');
    const old = before.autoReplies.questions;
    const now = after.autoReplies.questions;
    const answers = now.flatMap(({ question, answer }) => {
      const was = old.find((one) => one.question === question);
      if (!was || was.answer === answer) return [];
      const label = fill(SETTINGS_COPY.answerOf, { question });
      return [{ label, before: quote(was.answer), after: quote(answer) }];
    });
    const asked = (list: typeof now) => list.map(({ question }) => question);
    return [...listDiff(name, asked(old), asked(now)), ...answers];
  },
  'autoReplies.shortcuts': ({ autoReplies: old }, { autoReplies: now }) =>
    listDiff(labelOf('autoReplies.shortcuts'), old.shortcuts, now.shortcuts),
  'safety.words': ({ safety: old }, { safety: now }) =>
    listDiff(labelOf('safety.words'), old.words, now.words),
};
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];

function valueWords(path: string, value: unknown, nameOf: NameOf): string {
  const choices: Record<string, string> | undefined =
    SETTING_CHOICES[path as keyof typeof SETTING_CHOICES];
  if (choices) return choices[String(value)] ?? String(value);
  if (typeof value === 'boolean') return switchWord(value);
  if (typeof value === 'number') return numberWords(path, value);
  if (path === 'alerts.webhook') return hostOf(String(value));
  if (path === 'assignment.dutyStaffId') {
    return value === NOBODY ? SETTINGS_COPY.nobody : nameOf(String(value));
  }
  if (isSentence(value)) {
    return `${switchWord(value.on)} ${quote(value.text)}`;
  }
  return String(value ?? SETTINGS_COPY.nothing);
}

function numberWords(path: string, value: number): string {
  const words: SettingWords | undefined = SETTING_WORDS[path as SettingPath];
  if (words?.unit === '%') return `${Math.round(value * 1_000) / 10}%`;
  return words?.unit ? `${value} ${words.unit}` : String(value);
}

/** The address carries a key: its host says which one it is. */
function hostOf(address: string): string {
  if (address === '') return SETTINGS_COPY.nothing;
  const [, host] = /^https?:\/\/([^/?#]+)/.exec(address) ?? [];
  return host ? `${host}/…` : quote(address);
}

const LONGEST = 60;
function quote(text: string): string {
  const line = oneLine(text);
  if (line === '') return SETTINGS_COPY.nothing;
  const short = Array.from(line).slice(0, LONGEST).join('');
  return lengthOf(line) > LONGEST ? `“${short}…”` : `“${line}”`;
}

function switchWord(on: boolean): string {
  return on ? SETTINGS_COPY.on : SETTINGS_COPY.off;
}

function isSentence(value: unknown): value is { on: boolean; text: string } {
  return typeof value === 'object' && value !== null && 'text' in value;
}

function differs({ before, after }: Part): boolean {
  return before !== after;
}

function valueAt(settings: Settings, path: string): unknown {
  const [section = '', key = ''] = path.split('.');
  const all = settings as unknown as Record<string, Record<string, unknown>>;
  return all[section]?.[key];
}
