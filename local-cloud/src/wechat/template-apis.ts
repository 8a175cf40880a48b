import { randomBytes } from 'node:crypto';
import { fine, refusal } from './errcodes';
import { textOf, type Api, type ApiParams, type ApiReply } from './options';
import { composeTemplate, type TemplateLibrary } from './template-library';
import { describeTemplate, type Template } from './templates';

const MOST_TEMPLATES = 25;
const LONGEST_SCENE = 15;

export interface TemplateParts {
  templates: () => Template[] | null;
  library: () => TemplateLibrary;
  putTemplates: (templates: Template[]) => void;
}

/** The account's own templates and the library that it chooses them from. */
export function templateApis(parts: TemplateParts): Record<string, Api> {
  const { templates, library, putTemplates } = parts;

  return {
    'subscribeMessage.getTemplateList': () =>
      fine({ data: (templates() ?? []).map(describeTemplate) }),

    'subscribeMessage.deleteTemplate': (params) => {
      const id = textOf(params.pri_tmpl_id ?? params.priTmplId);
      const all = templates() ?? [];
      const rest = all.filter((one) => one.id !== id);
      if (rest.length === all.length) return refusal(200014);
      putTemplates(rest);
      return fine();
    },

    'subscribeMessage.addTemplate': (params) => {
      const kids = params.kid_list ?? params.kidList;
      const scene = params.scene_desc ?? params.sceneDesc ?? '';
      const title = titleOf(library(), params);
      if (!title) return refusal(200014);
      const isList = Array.isArray(kids) && kids.length >= 2;
      if (!isList || kids.length > 5) return refusal(200020);
      if (typeof scene !== 'string' || [...scene].length > LONGEST_SCENE) {
        return refusal(200021);
      }
      const all = templates() ?? [];
      if (all.length >= MOST_TEMPLATES) return refusal(200012);
      const id = randomBytes(32).toString('base64url');
      const template = composeTemplate(title, kids, id);
      if (!template) return refusal(200020);
      putTemplates([...all, template]);
      return fine({ priTmplId: id });
    },

    'subscribeMessage.getCategory': () => fine({ data: library().categories }),

    'subscribeMessage.getPubTemplateTitleList': (params) =>
      listTitles(library(), params),

    'subscribeMessage.getPubTemplateKeyWordsById': (params) => {
      const title = titleOf(library(), params);
      if (!title) return refusal(200014);
      return fine({ count: title.keywords.length, data: title.keywords });
    },
  };
}

function listTitles(library: TemplateLibrary, params: ApiParams): ApiReply {
  const { ids, start = 0, limit = 30 } = params;
  if (!textOf(ids)) return refusal(200018);
  if (!Number.isInteger(start) || Number(start) < 0) return refusal(200016);
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 0 || size > 30) return refusal(200017);
  const wanted = new Set(textOf(ids).split(',').map(Number));
  const known = library.categories.map(({ id }) => id);
  if ([...wanted].some((id) => !known.includes(id))) return refusal(200019);
  const found = library.titles.filter((one) => wanted.has(one.categoryId));
  const page = found.slice(Number(start), Number(start) + size);
  return fine({
    count: found.length,
    data: page.map(({ tid, title, kind, categoryId }) => ({
      tid,
      title,
      type: kind === 'one-time' ? 2 : 3,
      categoryId: String(categoryId),
    })),
  });
}

function titleOf(library: TemplateLibrary, { tid }: ApiParams) {
  return library.titles.find((one) => one.tid === Number(tid));
}
