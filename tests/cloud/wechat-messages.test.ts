import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { BuiltProject } from './support/build-project';
import { signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { buildWechatProject } from './support/wechat-project';
import { call, MESSAGE, wechatTools, type App } from './support/wechat-tools';

let project: BuiltProject;
let cloud: CloudProcess;
let phone: App;

beforeAll(async () => {
  project = await buildWechatProject();
  cloud = await spawnCloud({ project: project.dir });
});
afterAll(async () => {
  await cloud.stop();
  project.remove();
});
beforeEach(async () => {
  await cloud.door('POST', 'reset', {});
  phone = await signedIn(cloud, { openid: 'o1' });
});

const { accept, inbox } = wechatTools(() => cloud);

describe('subscribe messages over the wire', () => {
  it('[WX-4] one accept, one message, and the function hears of both', async () => {
    expect(await accept()).toMatchObject({ T1: 'accept' });
    const sent = await call(phone, 'subscribeMessage.send', MESSAGE);
    expect(sent).toMatchObject({ ok: true, value: { errCode: 0 } });
    expect(await call(phone, 'subscribeMessage.send', MESSAGE)).toEqual({
      ok: false,
      errCode: 43101,
      errMsg: expect.stringContaining(
        'openapi.subscribeMessage.send:fail user refuse to accept the msg'
      ),
    });
    await vi.waitFor(async () => expect(await inbox()).toHaveLength(2));
    expect(await inbox()).toMatchObject([
      {
        source: 'wx_unknown',
        openid: 'o1',
        event: {
          Event: 'subscribe_msg_popup_event',
          List: { TemplateId: 'T1', SubscribeStatusString: 'accept' },
        },
      },
      {
        event: {
          Event: 'subscribe_msg_sent_event',
          List: { ErrorCode: '0', ErrorStatus: 'success' },
        },
      },
    ]);
  });

  it('[WX-12] the first wrong field is named', async () => {
    await accept();
    const data = { thing1: { value: '有新消息' } };
    const params = { ...MESSAGE, data };
    expect(await call(phone, 'subscribeMessage.send', params)).toMatchObject({
      errCode: 47003,
      errMsg: expect.stringContaining('data.character_string2.value'),
    });
  });

  it('[WX-25] an error comes as ordered through the door', async () => {
    await accept();
    const order = { errcode: 45168, openid: 'o1' };
    await cloud.door('POST', 'wechat/errors', order);
    const send = () => call(phone, 'subscribeMessage.send', MESSAGE);
    expect(await send()).toMatchObject({ errCode: 45168 });
    expect(await send()).toMatchObject({ ok: true });
    await cloud.door('POST', 'wechat/errors', order);
    await cloud.door('POST', 'faults', { clear: true });
    expect(await cloud.door('GET', 'wechat/errors')).toEqual([]);
  });

  it('[WX-26] an answer that is lost on its way was still a message', async () => {
    await accept();
    const match = 'subscribeMessage.send';
    const drop = { moment: 'after', match, times: 1 };
    await cloud.door('POST', 'faults', { drop });
    expect((await call(phone, match, MESSAGE)).ok).toBe(false);
    const pushes = (await cloud.door('GET', 'pushes')) as unknown as unknown[];
    expect(pushes).toMatchObject([{ touser: 'o1', errcode: 0 }]);
  });
});

describe('messages into a function', () => {
  it('[WX-63] the function answers in the name of whom wrote', async () => {
    const told = await cloud.door('POST', 'wechat/customer-message', {
      openid: 'o9',
      content: '在吗',
    });
    expect(told).toMatchObject({
      function: 'wechat',
      answers: [{ answer: 'success' }],
    });
    expect(await inbox()).toMatchObject([
      { openid: 'o9', event: { MsgType: 'text', Content: '在吗' } },
    ]);
    const sent = await cloud.door('GET', 'wechat/customer-messages');
    expect(sent).toMatchObject([
      { touser: 'o9', msgtype: 'text', content: { content: '收到' } },
    ]);
  });

  it('[WX-62] any event is sent, and twice where that is wished', async () => {
    const event = {
      MsgType: 'event',
      Event: 'wxa_media_check',
      FromUserName: 'o1',
      trace_id: 'same',
    };
    const path = 'wechat/push-event?deliveries=2';
    expect(await cloud.door('POST', path, event)).toMatchObject({
      answers: [{ answer: 'success' }, { answer: 'success' }],
    });
    const traces = (await inbox()).map(
      (one) => (one.event as { trace_id: string }).trace_id
    );
    expect(traces).toEqual(['same', 'same']);
    expect(await cloud.door('GET', 'wechat/events')).toHaveLength(1);
  });
});
