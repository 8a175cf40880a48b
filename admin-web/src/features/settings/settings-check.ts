import * as z from 'zod';
import {
  Settings,
  SETTINGS_SECTIONS,
  type SettingsSection,
} from '../../../../domain/settings/schema';
import { fill } from '../../../../domain/ui/copy/fill';
import {
  SETTING_WORDS,
  type SettingPath,
  type SettingWords,
} from '../../../../domain/ui/copy/setting-words';
import { SETTINGS_COPY } from '../../../../domain/ui/copy/settings';
import { changesToSend } from './settings-merge';

/** A sentence by the field it is about: `autoReplies.questions.0.question`. */
export type FieldErrors = ReadonlyMap<string, string>;

/** What would be refused of what was changed, by the same schema. */
export function checkSettings(base: Settings, draft: Settings): FieldErrors {
  const errors = new Map<string, string>();
  for (const { section, values } of changesToSend(base, draft)) {
    const result = Settings.shape[section].safeParse(draft[section]);
    for (const issue of result.error?.issues ?? []) {
      const path = [section, ...issue.path.map(String)];
      // What was stored before and nobody touched is not his mistake.
      if (!Object.hasOwn(values, path[1] ?? '')) continue;
      const field = path.join('.');
      const value = values[path[1] ?? ''];
      const broken = issue.code === 'invalid_type' && typeof value === 'number';
      const code = broken ? 'not_whole' : issue.code;
      if (!errors.has(field)) errors.set(field, sentenceFor(field, code));
    }
  }
  return errors;
}

/** What to do about a field that was refused here or by the function. */
export function sentenceFor(field: string, code = ''): string {
  if (field === 'alerts.webhook') return SETTINGS_COPY.needWeb;
  if (field === 'assignment.dutyStaffId') return SETTINGS_COPY.needDuty;
  if (field === 'safety.words') return SETTINGS_COPY.needMany;
  if (field.startsWith('safety.words.')) return SETTINGS_COPY.needWord;
  if (field.endsWith('.question') && code === 'too_small') {
    return SETTINGS_COPY.needQuestion;
  }
  const range = rangeOf(field);
  if (range) return rangeSentence(shownRange(field, range), code);
  if (code === 'too_big') return SETTINGS_COPY.needShort;
  return SETTINGS_COPY.refused;
}

export interface NumberRange {
  min: number;
  /** null: as much as one likes. */
  max: number | null;
  whole: boolean;
}

/** The bounds of a number as the schema has them; null: it is no number. */
export function rangeOf(field: string): NumberRange | null {
  const [section = '', key = '', ...rest] = field.split('.');
  if (rest.length > 0 || !isSection(section)) return null;
  const inner = bare(bare(Settings.shape[section]));
  const schema = inner instanceof z.ZodObject ? bare(inner.shape[key]) : null;
  if (!(schema instanceof z.ZodNumber)) return null;
  const { minValue, maxValue, format } = schema;
  const whole = format === 'safeint';
  const most = maxValue ?? Infinity;
  return {
    min: minValue ?? 0,
    max: most < Number.MAX_SAFE_INTEGER ? most : null,
    whole,
  };
}

/** As it is written on the page: a share counts in hundredths. */
export function shownRange(field: string, range: NumberRange): NumberRange {
  const words: SettingWords | undefined = SETTING_WORDS[field as SettingPath];
  if (words?.unit !== '%') return range;
  const { min, max, whole } = range;
  return { min: min * 100, max: max === null ? null : max * 100, whole };
}

function rangeSentence(range: NumberRange, code: string): string {
  const { min, max } = range;
  if (code === 'invalid_type') return SETTINGS_COPY.needNumber;
  if (code === 'not_whole') return SETTINGS_COPY.needWhole;
  return max === null
    ? fill(SETTINGS_COPY.needLeast, { min })
    : fill(SETTINGS_COPY.needRange, { min, max });
}

function isSection(name: string): name is SettingsSection {
  return (SETTINGS_SECTIONS as string[]).includes(name);
}

/** Without what only says what stands there when nothing is stored. */
function bare(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? schema.unwrap()
    : schema;
}
