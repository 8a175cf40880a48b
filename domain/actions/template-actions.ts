import * as z from 'zod';
import { Template, TemplateId, TemplateWords } from '../template/schema';
import { action } from './spec';

const access = { admin: 'organisation' } as const;

export const templateActions = {
  /** Every stored subscribe template. */
  'template.list': action({
    in: 'admin',
    access,
    input: z.strictObject({}),
    output: z.object({ templates: z.array(Template) }),
  }),
  /** Makes or replaces one; in force within a minute. */
  'template.save': action({
    in: 'admin',
    access,
    input: TemplateWords,
    output: z.object({ template: Template }),
  }),
  'template.remove': action({
    in: 'admin',
    access,
    input: z.strictObject({ templateId: TemplateId }),
    output: z.object({ templateId: z.string() }),
  }),
};
