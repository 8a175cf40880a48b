import {
  TemplateField,
  TemplateWords,
} from '../../../../../domain/template/schema';
import { TEMPLATE_COPY } from '../../../../../domain/ui/copy/settings';

/** What most templates tell first. */
export const FIRST_FIELDS: readonly TemplateField[] = [
  { name: 'thing1', from: 'sender' },
  { name: 'thing2', from: 'summary' },
];

/** Only a fixed text has one. */
export function bareField({ name, from, text }: TemplateField): TemplateField {
  return from === 'text' && text ? { name, from, text } : { name, from };
}

/** By `templateId`, `title`, `fields` or `fields.0`; empty: it can be saved. */
export function checkTemplate(words: TemplateWords): Map<string, string> {
  const errors = new Map<string, string>();
  for (const { path } of TemplateWords.safeParse(words).error?.issues ?? []) {
    const [key, index] = path.map(String);
    if (key === 'fields' && index !== undefined) {
      errors.set(`fields.${index}`, TEMPLATE_COPY.needKind);
    } else if (key) errors.set(key, SENTENCES[key] ?? TEMPLATE_COPY.needFields);
  }
  words.fields.forEach((field, at) => {
    const sentence = sentenceOf(words.fields, field, at);
    if (sentence) errors.set(`fields.${at}`, sentence);
  });
  if ([...errors.keys()].some((key) => key.startsWith('fields.'))) {
    errors.delete('fields');
  }
  return errors;
}

const SENTENCES: Record<string, string> = {
  templateId: TEMPLATE_COPY.needId,
  title: TEMPLATE_COPY.needName,
};

function sentenceOf(
  fields: readonly TemplateField[],
  { name, from, text }: TemplateField,
  at: number
): string {
  if (!TemplateField.shape.name.safeParse(name).success) {
    return TEMPLATE_COPY.needKind;
  }
  if (fields.findIndex((one) => one.name === name) < at) {
    return TEMPLATE_COPY.twice;
  }
  return from === 'text' && !text ? TEMPLATE_COPY.needText : '';
}
