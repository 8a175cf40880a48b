import { describe, expect, it, vi } from 'vitest';
import { LONG, message, ONE, openWechat } from './test-wechat';

const SEND = 'subscribeMessage.send';

describe('the double of wx.requestSubscribeMessage', () => {
  it('[WX-21] counts accepts, and filters templates of one title', () => {
    const { wechat } = openWechat();
    const twin = { ...ONE, id: 'T2' };
    const banned = { ...ONE, id: 'T3', title: '别的', banned: true };
    wechat.settings.set('templates', [ONE, twin, banned]);
    const results = { T1: 'accept', T2: 'accept', T3: 'accept', T9: 'accept' };
    expect(wechat.popup.request({ openid: 'o1', results })).toEqual({
      errMsg: 'requestSubscribeMessage:ok',
      T1: 'accept',
      T2: 'filter',
      T3: 'ban',
      T9: 'filter',
    });
    wechat.popup.request({ openid: 'o1', results: { T1: 'reject' } });
    expect(['T1', 'T2', 'T3'].map((id) => wechat.credit('o1', id))).toEqual([
      1, 0, 0,
    ]);
  });

  it.each([
    [{}, 10001],
    [
      {
        a: 'accept',
        b: 'accept',
        c: 'accept',
        d: 'accept',
        e: 'accept',
        f: 'accept',
      },
      20003,
    ],
    [{ T9: 'accept' }, 20001],
    [{ T1: 'accept', L1: 'accept' }, 20002],
  ])('[WX-21] refuses %j with %i', (results, errCode) => {
    const { wechat } = openWechat();
    wechat.settings.set('templates', [ONE, LONG]);
    const answer = wechat.popup.request({ openid: 'o1', results });
    expect(answer).toMatchObject({ errCode });
    expect(wechat.credit('o1', 'T1')).toBe(0);
    expect(wechat.messagePush.events()).toEqual([]);
  });

  it('[WX-21] refuses with 20004 while the main switch is off', () => {
    const { wechat } = openWechat();
    wechat.popup.change({ openid: 'o1', mainSwitch: false });
    const results = { T1: 'accept' };
    expect(wechat.popup.request({ openid: 'o1', results })).toMatchObject({
      errCode: 20004,
    });
    expect(() =>
      wechat.popup.request({ openid: 'o1', results: { T1: 'maybe' } })
    ).toThrow('accept or reject');
  });

  it('[WX-22] tells what happened: List is an object when there is one', async () => {
    const { wechat, call } = openWechat();
    const results = { T1: 'accept', T2: 'reject' };
    wechat.popup.request({ openid: 'o1', results });
    await call(SEND, message());
    wechat.popup.change({ openid: 'o1', refuse: ['T1'] });
    await vi.waitFor(() => expect(wechat.messagePush.events()).toHaveLength(3));
    const events = wechat.messagePush.events().map(({ event }) => event);
    const head = {
      ToUserName: 'wxapp1',
      FromUserName: 'o1',
      CreateTime: expect.stringMatching(/^\d{10}$/),
      MsgType: 'event',
    };
    expect(events).toEqual([
      {
        ...head,
        Event: 'subscribe_msg_popup_event',
        List: [
          {
            TemplateId: 'T1',
            SubscribeStatusString: 'accept',
            PopupScene: '0',
          },
          {
            TemplateId: 'T2',
            SubscribeStatusString: 'reject',
            PopupScene: '0',
          },
        ],
      },
      {
        ...head,
        Event: 'subscribe_msg_sent_event',
        List: {
          TemplateId: 'T1',
          MsgID: expect.stringMatching(/^\d+$/),
          ErrorCode: '0',
          ErrorStatus: 'success',
        },
      },
      {
        ...head,
        Event: 'subscribe_msg_change_event',
        List: { TemplateId: 'T1', SubscribeStatusString: 'reject' },
      },
    ]);
  });
});
