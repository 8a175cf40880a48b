import type { Host } from '../runtime/host';
import type { PhoneHooks } from '../runtime/test-hooks';
import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import { button, element, openOverlay } from './overlay';
import type { Permissions } from './permissions';

type Choice = 'accept' | 'reject';
type Result = Record<string, Choice>;

interface Request {
  tmplIds: string[];
}

const MAX_TEMPLATES = 5;

/**
 * WeChat's subscribe panel. One accept is one message; "always" keeps the
 * choice for later calls, which then show no panel but still count.
 */
export function subscribeApis(host: Host, permissions: Permissions): WxPart {
  const always = new AlwaysChoices(host.parameters.session);
  let open = false;
  const request = async ({ tmplIds }: Request): Promise<Result> => {
    checkRequest(host, tmplIds, open);
    open = true;
    try {
      const result = await choose(tmplIds, always);
      await report(host, result);
      return result;
    } finally {
      open = false;
    }
  };
  return {
    requestSubscribeMessage: asyncApi<Request>(
      'requestSubscribeMessage',
      request
    ),
    getSetting: asyncApi<{ withSubscriptions?: boolean }>(
      'getSetting',
      ({ withSubscriptions }) => setting(always, permissions, withSubscriptions)
    ),
    openSetting: asyncApi<{ withSubscriptions?: boolean }>(
      'openSetting',
      async ({ withSubscriptions }) => {
        always.forget();
        if (!withSubscriptions) await permissions.openSettings();
        return setting(always, permissions, withSubscriptions);
      }
    ),
  };
}

function checkRequest(host: Host, tmplIds: string[], open: boolean): void {
  if (!host.gestures.isTapping()) {
    throw new WxError('can only be invoked by user TAP gesture.', {
      errCode: 20001,
    });
  }
  if (open) throw new WxError('last call has not ended');
  if (!Array.isArray(tmplIds) || tmplIds.length === 0) {
    throw new WxError('TmplIds can not be empty', { errCode: 10001 });
  }
  if (tmplIds.length > MAX_TEMPLATES) {
    throw new WxError('Templates count out of max bounds', { errCode: 20003 });
  }
}

function setting(
  always: AlwaysChoices,
  permissions: Permissions,
  withSubscriptions = false
): object {
  const authSetting = permissions.asScopes();
  if (!withSubscriptions) return { authSetting };
  return {
    authSetting,
    subscriptionsSetting: { mainSwitch: true, itemSettings: always.read() },
  };
}

async function choose(
  tmplIds: string[],
  always: AlwaysChoices
): Promise<Result> {
  const kept = always.read();
  const asked = tmplIds.filter((id) => !kept[id]);
  const answer = asked.length > 0 ? await ask(asked) : undefined;
  if (answer?.keep) always.add(answer.result);
  const result = { ...kept, ...answer?.result };
  return Object.fromEntries(tmplIds.map((id) => [id, result[id] ?? 'reject']));
}

function ask(tmplIds: string[]): Promise<{ result: Result; keep: boolean }> {
  return new Promise((resolve) => {
    const keep = element('input', { type: 'checkbox' }) as HTMLInputElement;
    const answer = (choice: Choice) => {
      close();
      const result = Object.fromEntries(tmplIds.map((id) => [id, choice]));
      resolve({ result, keep: keep.checked });
    };
    const panel = element(
      'div',
      { class: 'native-subscribe', role: 'dialog' },
      element('h1', {}, '申请发送以下消息'),
      element('ul', {}, ...tmplIds.map((id) => element('li', {}, id))),
      element('label', {}, keep, '总是保持以上选择，不再询问'),
      element(
        'footer',
        {},
        button('拒绝', () => answer('reject')),
        button('允许', () => answer('accept'), { 'data-accept': '' })
      )
    );
    const close = openOverlay(panel, true);
  });
}

/** WeChat counts the credit itself; here the stage or the local cloud does. */
async function report(host: Host, result: Result): Promise<void> {
  const hooks = (globalThis as { __phone?: PhoneHooks }).__phone;
  if (hooks?.onSubscribe) return hooks.onSubscribe(result);
  const { cloud, openid } = host.parameters;
  if (!cloud) return;
  const accepted = Object.keys(result).filter((id) => result[id] === 'accept');
  for (const templateId of accepted) {
    const counted = await fetch(`${cloud}/__local/wechat/credit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid, templateId, count: 1 }),
    });
    // Until an answer is read to its end its connection is taken.
    await counted.text();
  }
}

/** Choices for which the person ticked "always", kept like WeChat keeps them. */
class AlwaysChoices {
  private readonly key: string;

  constructor(session: string) {
    this.key = `wechat:${session}:subscribe`;
  }

  read(): Result {
    return JSON.parse(localStorage.getItem(this.key) ?? '{}') as Result;
  }

  add(result: Result): void {
    const all = { ...this.read(), ...result };
    localStorage.setItem(this.key, JSON.stringify(all));
  }

  forget(): void {
    localStorage.removeItem(this.key);
  }
}
