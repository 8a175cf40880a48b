import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import { kindOf } from './template-fields';

export interface TemplateField {
  /** `thing1`: the kind and a number. */
  key: string;
  /** What a person reads before the value. */
  name: string;
  example: string;
  /** For an enum: what it may be. */
  values?: string[];
}

/** A subscribe-message template as the account has chosen it. */
export interface Template {
  id: string;
  title: string;
  kind: 'one-time' | 'long-term';
  fields: TemplateField[];
  /** WeChat has taken it away: 43107. */
  banned?: boolean;
}

/** @throws CloudError INVALID_PARAM naming what is wrong */
export function readTemplates(value: unknown): Template[] {
  if (!Array.isArray(value)) throw wrong('templates must be a list');
  const templates = value.map(readTemplate);
  const ids = templates.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw wrong(`template ${twice} stands twice`);
  return templates;
}

/** As `gettemplate` describes a template. */
export function describeTemplate(template: Template): Record<string, unknown> {
  const { id, title, kind, fields } = template;
  const lines = (of: (field: TemplateField) => string): string =>
    fields.map((field) => `${field.name}:${of(field)}\n`).join('');
  const enums = fields.filter(({ values }) => values);
  return {
    priTmplId: id,
    title,
    content: lines(({ key }) => `{{${key}.DATA}}`),
    example: lines(({ example }) => example),
    type: kind === 'one-time' ? 2 : 3,
    ...(enums.length > 0 && {
      keywordEnumValueList: enums.map(({ key, values }) => ({
        keywordCode: `${key}.DATA`,
        enumValueList: values,
      })),
    }),
  };
}

function readTemplate(value: unknown): Template {
  if (!isPlainObject(value)) throw wrong('a template must be an object');
  const { id, title = '', kind = 'one-time', fields, banned } = value;
  if (typeof id !== 'string' || id === '')
    throw wrong('a template needs an id');
  if (kind !== 'one-time' && kind !== 'long-term') {
    throw wrong(`kind of ${id} must be one-time or long-term`);
  }
  if (!Array.isArray(fields) || fields.length === 0) {
    throw wrong(`template ${id} needs fields`);
  }
  return {
    id,
    title: String(title),
    kind,
    fields: fields.map((field) => readField(id, field)),
    ...(banned === true && { banned }),
  };
}

function readField(id: string, value: unknown): TemplateField {
  const field = isPlainObject(value) ? value : { key: value };
  const { key, name = key, example = '', values } = field;
  if (typeof key !== 'string' || kindOf(key) === null) {
    throw wrong(`template ${id} has a field of no kind: ${String(key)}`);
  }
  return {
    key,
    name: String(name),
    example: String(example),
    ...(Array.isArray(values) && { values: values.map(String) }),
  };
}

function wrong(message: string): CloudError {
  return new CloudError('INVALID_PARAM', message);
}
