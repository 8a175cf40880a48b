import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import type { Consents } from './consents';
import { textOf } from './options';
import type { PushEvent } from './message-push';
import { popupEvent, changeEvent } from './subscribe-events';
import { kindOf } from './subscribe-message';
import type { Template } from './templates';

const MOST_TEMPLATES = 5;
const CHOICES = ['accept', 'reject'];

export interface PopupParts {
  consents: Consents;
  templates: () => Template[] | null;
  push: (event: PushEvent) => void;
}

/** What the client's double of wx.requestSubscribeMessage is answered with. */
export type PopupAnswer = Record<string, string | number>;

/**
 * `wx.requestSubscribeMessage` and the person's settings, as WeChat's client
 * tells WeChat of them.
 */
export function createPopup({ consents, templates, push }: PopupParts) {
  function request(body: Record<string, unknown>): PopupAnswer {
    const openid = openidOf(body);
    const choices = choicesOf(body.results);
    const ids = Object.keys(choices);
    const code = popupError(consents, openid, ids, templates());
    if (code) return code;
    const results = resultsOf(choices, templates());
    for (const [id, result] of Object.entries(results)) {
      if (result !== 'accept') continue;
      consents.grant(openid, kindOf(templates(), id), 1);
    }
    push(popupEvent(openid, shown(results)));
    return { errMsg: 'requestSubscribeMessage:ok', ...results };
  }

  /** An accept that only counts, without the popup's own rules. */
  function credit(openid: string, templateId: string, count: number): void {
    consents.grant(openid, kindOf(templates(), templateId), count);
    if (count > 0) push(popupEvent(openid, [[templateId, 'accept']]));
  }

  /** The settings page, or the menu of a message that was received. */
  function change(body: Record<string, unknown>): { mainSwitch: boolean } {
    const openid = openidOf(body);
    const { mainSwitch, refuse = [] } = body;
    if (typeof mainSwitch === 'boolean') {
      consents.setMainSwitch(openid, mainSwitch);
    }
    if (!Array.isArray(refuse)) throw wrong('refuse must be template ids');
    const ids = refuse.map(String);
    for (const id of ids) consents.refuse(openid, id);
    if (ids.length > 0) push(changeEvent(openid, ids));
    return { mainSwitch: consents.mainSwitch(openid) };
  }

  return { request, credit, change };
}

function popupError(
  consents: Consents,
  openid: string,
  ids: string[],
  templates: Template[] | null
): PopupAnswer | null {
  const fail = (errCode: number, why: string): PopupAnswer => ({
    errCode,
    errMsg: `requestSubscribeMessage:fail ${why}`,
  });
  if (ids.length === 0) return fail(10001, 'TmplIds can not be empty');
  if (ids.length > MOST_TEMPLATES) return fail(20003, 'too many templates');
  if (!consents.mainSwitch(openid)) {
    return fail(20004, 'The main switch is switched off');
  }
  if (!templates) return null;
  const known = templates.filter(({ id }) => ids.includes(id));
  if (known.length === 0) return fail(20001, 'No template data return');
  const kinds = new Set(known.map(({ kind }) => kind));
  return kinds.size > 1 ? fail(20002, 'Templates type must be same') : null;
}

/** Of templates with one title only the first is shown. */
function resultsOf(
  choices: Record<string, string>,
  templates: Template[] | null
): Record<string, string> {
  const titles = new Set<string>();
  const results = Object.entries(choices).map(([id, choice]) => {
    if (!templates) return [id, choice];
    const template = templates.find((one) => one.id === id);
    if (template?.banned) return [id, 'ban'];
    if (!template || titles.has(template.title)) return [id, 'filter'];
    titles.add(template.title);
    return [id, choice];
  });
  return Object.fromEntries(results) as Record<string, string>;
}

function shown(results: Record<string, string>): [string, string][] {
  return Object.entries(results).filter(([, one]) => CHOICES.includes(one));
}

function choicesOf(value: unknown): Record<string, string> {
  if (!isPlainObject(value)) throw wrong('results must be an object');
  for (const [id, choice] of Object.entries(value)) {
    if (!CHOICES.includes(textOf(choice))) {
      throw wrong(`the result of ${id} must be accept or reject`);
    }
  }
  return value as Record<string, string>;
}

function openidOf({ openid }: Record<string, unknown>): string {
  if (typeof openid === 'string' && openid !== '') return openid;
  throw wrong('openid is needed');
}

function wrong(message: string): CloudError {
  return new CloudError('INVALID_PARAM', message);
}
