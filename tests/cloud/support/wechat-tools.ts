import { serverApp, type signedIn } from './sdks';
import type { CloudProcess } from './spawn-cloud';

export type App = Awaited<ReturnType<typeof signedIn>>;

interface Outcome {
  ok: boolean;
  value: Record<string, unknown>;
  errCode?: number;
  errMsg?: string;
}

/** Asks the project's function for a call of WeChat. */
export async function call(
  app: App,
  api: string,
  params: unknown,
  appid?: string
): Promise<Outcome> {
  const request = { name: 'wechat', data: { api, params, appid } };
  const reply = (await app.callFunction(request)) as { result: Outcome };
  return reply.result;
}

export const MESSAGE = {
  touser: 'o1',
  templateId: 'T1',
  page: 'pages/chat/index?a=1',
  data: {
    thing1: { value: '有新消息' },
    character_string2: { value: 'A-100' },
  },
};

/** What a test of WeChat's doubles does besides asking functions. */
export function wechatTools(cloudOf: () => CloudProcess) {
  /** What the function was pushed, oldest first. */
  async function inbox(): Promise<Record<string, unknown>[]> {
    const { data } = await serverApp(cloudOf())
      .database()
      .collection('inbox')
      .get();
    return data as Record<string, unknown>[];
  }
  const accept = () =>
    cloudOf().door('POST', 'wechat/subscribe', {
      openid: 'o1',
      results: { T1: 'accept' },
    });

  return { accept, inbox };
}
