import { describe, expect, it } from 'vitest';
import type { Invoke } from './options';
import { openWechat } from './test-wechat';

type Call = Parameters<Invoke>[0];
const EVENT = {
  MsgType: 'event',
  Event: 'user_enter_tempsession',
  FromUserName: 'o1',
};
const TARGET = { event: 'user_enter_tempsession', function: 'inbox' };

/** The doubles with a function that notes its calls. */
function withFunction(
  answer: (call: Call) => unknown = () => 'success',
  moved: Parameters<typeof openWechat>[1] = {}
) {
  const calls: Call[] = [];
  const invoke: Invoke = async (call) => {
    calls.push(call);
    return answer(call);
  };
  return { ...openWechat({ invoke }, moved), calls };
}

describe('message push', () => {
  it('[WX-60] goes to the function of its (MsgType, Event) and to no other', async () => {
    const { wechat, calls } = withFunction();
    const functions = [
      { msgType: 'text', function: 'texts' },
      { event: 'subscribe_msg_event', function: 'consents' },
      TARGET,
    ];
    wechat.settings.set('messagePush', { functions });
    const { send } = wechat.messagePush;
    await send({ MsgType: 'text', Content: '好', FromUserName: 'o1' });
    await send({ MsgType: 'event', Event: 'subscribe_msg_sent_event' });
    await send(EVENT);
    const lost = await send({ MsgType: 'event', Event: 'wxa_media_check' });
    expect(lost).toMatchObject({ function: null, answers: [] });
    expect(calls.map(({ name }) => name)).toEqual([
      'texts',
      'consents',
      'inbox',
    ]);
    expect(wechat.messagePush.events()).toMatchObject([
      { function: 'texts', answers: [{ answer: 'success' }] },
      { function: 'consents' },
      { function: 'inbox' },
      { function: null },
    ]);
  });

  it('[WX-60] an answer other than success is told to the log', async () => {
    const lines: string[] = [];
    const { wechat } = openWechat({
      invoke: async ({ name }) => (name === 'inbox' ? 'ok' : 'success'),
      log: (line) => lines.push(line),
    });
    const functions = [TARGET, { msgType: 'text', function: 'texts' }];
    wechat.settings.set('messagePush', { functions });
    await wechat.messagePush.send(EVENT);
    await wechat.messagePush.send({ MsgType: 'text', Content: '好' });
    expect(lines).toEqual([
      'message push to inbox: the answer is not "success"',
    ]);
  });

  it.each([
    ['documented', 'number'],
    ['number', 'number'],
    ['text', 'string'],
  ])('[WX-61] CreateTime as %s is a %s', async (createTime, type) => {
    const { wechat, calls, clock } = withFunction();
    wechat.settings.set('messagePush', { functions: [TARGET], createTime });
    await wechat.messagePush.send(EVENT);
    const event = calls[0]?.event as { CreateTime: unknown };
    expect(typeof event.CreateTime).toBe(type);
    const seconds = clock.now() / 1_000;
    expect(Math.abs(Number(event.CreateTime) - seconds)).toBeLessThan(60);
    await wechat.messagePush.send({ ...EVENT, CreateTime: 7, ToUserName: 'g' });
    expect(calls[1]?.event).toMatchObject({ CreateTime: 7, ToUserName: 'g' });
  });

  it('[WX-62] may come twice, and again when the function fails', async () => {
    let failures = 1;
    const { wechat, calls } = withFunction(() => {
      if (failures-- > 0) throw new Error('boom');
      return 'success';
    });
    const push = { functions: [TARGET], deliveries: 2, retries: 1 };
    wechat.settings.set('messagePush', push);
    const { answers } = await wechat.messagePush.send(EVENT);
    expect(answers).toEqual([
      { error: 'Error: boom' },
      { answer: 'success' },
      { answer: 'success' },
    ]);
    expect(calls.map(({ event }) => event)).toEqual(
      Array.from({ length: 3 }, () => calls[0]?.event)
    );
    await wechat.messagePush.send(EVENT, 1);
    expect(calls).toHaveLength(4);
  });

  it.each([
    ['wx_unknown', 'sender', { kind: 'client', openid: 'o1' }],
    ['wx_client', 'absent', null],
  ] as const)(
    '[WX-63] SOURCE when messagePushSource is %s, OPENID when messagePushOpenid is %s',
    async (messagePushSource, messagePushOpenid, caller) => {
      const moved = { messagePushSource, messagePushOpenid };
      const { wechat, calls } = withFunction(() => 'success', moved);
      wechat.settings.set('messagePush', { functions: [TARGET] });
      await wechat.messagePush.send(EVENT);
      await wechat.messagePush.send({ ...EVENT, FromUserName: undefined });
      expect(calls).toMatchObject([
        { source: messagePushSource, caller },
        { source: messagePushSource, caller: null },
      ]);
    }
  );

  it.each([
    [{ functions: [{ event: 'a' }] }, 'a function is missing'],
    [{ functions: 'x' }, 'functions must be a list'],
    [{ deliveries: 0 }, 'deliveries'],
    [{ retries: -1 }, 'retries'],
    [{ createTime: 'never' }, 'createTime'],
  ])('[WX-60] refuses the setting %j', (setting, why) => {
    const { settings } = openWechat().wechat;
    expect(() => settings.set('messagePush', setting)).toThrow(why);
    expect(settings.get('messagePush').functions).toEqual([]);
  });
});

describe('customer-service messages', () => {
  const HOUR = 3_600_000;
  const text = { touser: 'o1', msgtype: 'text', text: { content: '好' } };
  const SEND = 'customerServiceMessage.send';

  it('[WX-64] a message of the person allows five within 48 hours', async () => {
    const { wechat, clock, call } = openWechat();
    const codes = async (times: number) => {
      const answers: unknown[] = [];
      for (let i = 0; i < times; i += 1) {
        answers.push((await call(SEND, text)).errcode);
      }
      return answers;
    };
    expect(await codes(1)).toEqual([45015]);
    wechat.customers.receive({ openid: 'o1', content: '在吗' });
    wechat.customers.receive({ openid: 'o1', content: '在吗' });
    clock.advance(47 * HOUR);
    expect(await codes(6)).toEqual([0, 0, 0, 0, 0, 45047]);
    clock.advance(2 * HOUR);
    expect(await codes(1)).toEqual([45015]);
    expect(wechat.customers.sent()).toHaveLength(5);
  });

  it('[WX-64] entering allows two within a minute', async () => {
    const { wechat, clock, call } = openWechat();
    wechat.customers.receive({ openid: 'o1', msgType: 'event' });
    const codes: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      codes.push((await call(SEND, text)).errcode);
    }
    expect(codes).toEqual([0, 0, 45047]);
    wechat.customers.receive({ openid: 'o1', msgType: 'event' });
    clock.advance(61_000);
    expect(await call(SEND, text)).toMatchObject({ errcode: 45015 });
  });

  it.each([
    [{ ...text, touser: '' }, 40003],
    [{ ...text, msgtype: 'voice' }, 47003],
    [{ ...text, text: {} }, 47003],
    [{ touser: 'o1', msgtype: 'image', image: { media_id: 'm' } }, 0],
    [{ touser: 'o1', msgtype: 'link', link: { title: 'a' } }, 47003],
  ])('[WX-65] %j is answered with %i', async (params, errcode) => {
    const { wechat, call } = openWechat();
    wechat.customers.receive({ openid: 'o1', content: '在吗' });
    expect(await call(SEND, params)).toMatchObject({ errcode });
    expect(wechat.customers.sent()).toHaveLength(errcode === 0 ? 1 : 0);
  });

  it('[WX-66] typing shows for 15 s, within 30 s of what the person did', async () => {
    const { wechat, clock, call } = openWechat();
    const type = async (command: string) =>
      (
        await call('customerServiceMessage.setTyping', {
          touser: 'o1',
          command,
        })
      ).errcode;
    expect(await type('Typing')).toBe(45080);
    wechat.customers.receive({ openid: 'o1', content: '在吗' });
    expect(await type('Singing')).toBe(45072);
    expect(await type('Typing')).toBe(0);
    expect(await type('Typing')).toBe(45081);
    expect(await type('CancelTyping')).toBe(0);
    expect(await type('Typing')).toBe(0);
    clock.advance(16_000);
    expect(await type('Typing')).toBe(0);
    clock.advance(16_000);
    expect(await type('Typing')).toBe(45080);
  });

  it('[WX-67] what the person writes is an event in WeChat’s shape', () => {
    const { customers } = openWechat().wechat;
    expect(customers.receive({ openid: 'o1', content: '好' })).toEqual({
      FromUserName: 'o1',
      CreateTime: 'number',
      MsgType: 'text',
      Content: '好',
      MsgId: expect.any(String),
    });
    const picture = { openid: 'o1', msgType: 'image', picUrl: 'http://a/b' };
    expect(customers.receive(picture)).toMatchObject({
      MsgType: 'image',
      PicUrl: 'http://a/b',
      MediaId: expect.any(String),
    });
    expect(() => customers.receive({ content: '好' })).toThrow('openid');
    expect(() => customers.receive({ openid: 'o1' })).toThrow('msgType');
  });
});
