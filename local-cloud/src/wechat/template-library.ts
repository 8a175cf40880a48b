import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import { kindOf } from './template-fields';
import type { Template } from './templates';

export interface Keyword {
  kid: number;
  name: string;
  example: string;
  /** A kind of field: `thing`. */
  rule: string;
}

/** A title of the public library, from whose keywords a template is made. */
export interface LibraryTitle {
  tid: number;
  title: string;
  kind: Template['kind'];
  categoryId: number;
  keywords: Keyword[];
}

/** What WeChat offers an account of these categories. */
export interface TemplateLibrary {
  categories: { id: number; name: string }[];
  titles: LibraryTitle[];
}

/** @throws CloudError INVALID_PARAM naming what is wrong */
export function readLibrary(value: unknown): TemplateLibrary {
  if (!isPlainObject(value)) throw wrong('library must be an object');
  const { categories = [], titles = [] } = value;
  return {
    categories: listOf(categories, 'categories').map((one) => ({
      id: idOf(one.id, 'id'),
      name: String(one.name ?? ''),
    })),
    titles: listOf(titles, 'titles').map(readTitle),
  };
}

/** A template of these keywords in their order, or null for unknown ones. */
export function composeTemplate(
  title: LibraryTitle,
  kids: unknown[],
  id: string
): Template | null {
  const keywords = kids.map((kid) =>
    title.keywords.find((one) => one.kid === Number(kid))
  );
  const fields: Template['fields'] = [];
  for (const keyword of keywords) {
    if (!keyword) return null;
    const { kid, name, example, rule } = keyword;
    fields.push({ key: `${rule}${kid}`, name, example });
  }
  return { id, title: title.title, kind: title.kind, fields };
}

function readTitle(value: Record<string, unknown>): LibraryTitle {
  const { title = '', kind = 'one-time' } = value;
  if (kind !== 'one-time' && kind !== 'long-term') {
    throw wrong('kind of a title must be one-time or long-term');
  }
  return {
    tid: idOf(value.tid, 'tid'),
    title: String(title),
    kind,
    categoryId: idOf(value.categoryId ?? 0, 'categoryId'),
    keywords: listOf(value.keywords, 'keywords').map(readKeyword),
  };
}

function readKeyword(value: Record<string, unknown>): Keyword {
  const kid = idOf(value.kid, 'kid');
  const rule = String(value.rule ?? '');
  if (!kindOf(`${rule}${kid}`)) throw wrong(`${rule} is no kind of field`);
  const { name = '', example = '' } = value;
  return { kid, rule, name: String(name), example: String(example) };
}

function listOf(value: unknown, name: string): Record<string, unknown>[] {
  if (Array.isArray(value) && value.every(isPlainObject)) return value;
  throw wrong(`${name} must be a list of objects`);
}

function idOf(value: unknown, name: string): number {
  if (Number.isInteger(value) && Number(value) >= 0) return Number(value);
  throw wrong(`${name} must be a whole number`);
}

function wrong(message: string): CloudError {
  return new CloudError('INVALID_PARAM', message);
}
