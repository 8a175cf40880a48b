import * as z from 'zod';
import { PUSH_PURPOSES } from '../values/states';
import { FIELD_KINDS, kindOfField } from './field';

/** What of a push may stand in a field. */
export const FIELD_SOURCES = [
  'sender',
  'summary',
  'time',
  'conversation',
  'text',
] as const;

export const TemplateField = z.strictObject({
  /** `thing1`: WeChat's kind and a number. */
  name: z
    .string()
    .max(32)
    .refine((name) => kindOfField(name) !== null, {
      error: `one of ${FIELD_KINDS.join(', ')} and a number`,
    }),
  from: z.enum(FIELD_SOURCES),
  /** What always stands there, where it comes from `text`. */
  text: z.string().min(1).max(32).optional(),
});
export type TemplateField = z.infer<typeof TemplateField>;

/** WeChat's ids; they are also field names in the ledger. */
export const TemplateId = z.string().regex(/^[\w-]{1,64}$/);

/** What an administrator says of a subscribe template of WeChat. */
export const TemplateWords = z.strictObject({
  templateId: TemplateId,
  title: z.string().min(1).max(20),
  purpose: z.enum(PUSH_PURPOSES),
  /** Long-term: one acceptance is for good; not every account may have it. */
  kind: z.enum(['once', 'long-term']),
  fields: z
    .array(TemplateField)
    .min(1)
    .max(10)
    .refine(
      (fields) =>
        new Set(fields.map(({ name }) => name)).size === fields.length,
      { error: 'a field stands twice' }
    )
    .refine(
      (fields) => fields.every(({ from, text }) => from !== 'text' || text),
      { error: 'a fixed text is missing' }
    ),
  active: z.boolean(),
});
export type TemplateWords = z.infer<typeof TemplateWords>;

/** `templates/{WeChat's id}`. */
export const Template = TemplateWords.omit({ templateId: true }).extend({
  _id: z.string(),
  updatedAt: z.number(),
  updatedBy: z.string(),
});
export type Template = z.infer<typeof Template>;
