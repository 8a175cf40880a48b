// @vitest-environment happy-dom
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessageItem } from '../../miniprogram/views/thread-view';
import { stageForSimulate } from '../../scripts/stage-simulate';

/**
 * Components on WeChat's older engine (exparser), with its own template
 * compiler. Pages run on glass-easel in the browser: two engines, one source.
 */
interface Simulated {
  dom: HTMLElement;
  data: Record<string, unknown>;
  attach(parent: Node): void;
  detach(): void;
  querySelector(selector: string): Simulated | undefined;
  querySelectorAll(selector: string): Simulated[];
  dispatchEvent(name: string, options?: object): void;
  addEventListener(name: string, handler: (event: Detail) => void): void;
  setData(data: object): void;
}
interface Detail {
  detail: unknown;
}
interface Simulate {
  load(path: string, tag: undefined, options: object): string;
  render(id: string, properties: object): Simulated;
  sleep(ms: number): Promise<void>;
}

const simulate = createRequire(import.meta.url)(
  'miniprogram-simulate'
) as Simulate;
const root = mkdtempSync(join(tmpdir(), 'simulate-'));
const mounted: Simulated[] = [];

beforeAll(async () => {
  await stageForSimulate(root);
  const getApp = () => ({ globalData: {} });
  Object.assign(globalThis, { wx: fakeWx(), getApp, getCurrentPages });
});
afterEach(() => mounted.splice(0).forEach((component) => component.detach()));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const getCurrentPages = () => [];

function fakeWx() {
  return {
    getWindowInfo: () => ({ windowWidth: 375, statusBarHeight: 44 }),
    getDeviceInfo: () => ({ platform: 'devtools' }),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.12' }),
    canIUse: () => true,
    nextTick: (task: () => void) => queueMicrotask(task),
  };
}

function mount(name: string, properties: object): Simulated {
  const path = join(root, `components/${name}/${name}`);
  const id = simulate.load(path, undefined, {
    rootPath: root,
    compiler: 'official',
  });
  const component = simulate.render(id, properties);
  component.attach(document.body);
  mounted.push(component);
  return component;
}

function heard(component: Simulated, name: string): unknown[] {
  const details: unknown[] = [];
  component.addEventListener(name, ({ detail }) => details.push(detail));
  return details;
}

/** Events travel in the next turn of the engine. */
async function tap(component: Simulated | undefined): Promise<void> {
  expect(component).toBeDefined();
  component?.dispatchEvent('tap');
  await simulate.sleep(0);
}

function item(patch: Partial<MessageItem>): MessageItem {
  return {
    key: 'm1',
    type: 'message',
    id: 'm1',
    own: true,
    first: true,
    look: 'text',
    text: '您好',
    parts: [{ kind: 'plain', text: '您好' }],
    person: { name: '李敏', initial: '李', tint: 1, avatar: '' },
    caption: '已送达',
    tone: 'quiet',
    state: 'settled',
    again: false,
    file: null,
    quote: '',
    spoken: '李敏，12:00，您好，已送达',
    ...patch,
  };
}

describe('message-bubble', () => {
  it('draws text, person and caption, and says them aloud', () => {
    const bubble = mount('message-bubble', { item: item({}) });
    expect(bubble.dom.textContent).toContain('您好');
    expect(bubble.dom.textContent).toContain('李');
    expect(bubble.dom.textContent).toContain('已送达');
    expect(bubble.dom.innerHTML).toContain('own');
  });

  it('[F003f] offers to send a failed one again, with its id', async () => {
    const failed = item({
      state: 'failed',
      again: true,
      caption: '没有发出 · 点按重发',
    });
    const bubble = mount('message-bubble', { item: failed });
    const resent = heard(bubble, 'resend');
    await tap(bubble.querySelector('.caption'));
    await tap(bubble.querySelector('.resend'));
    expect(resent).toEqual([{ id: 'm1' }, { id: 'm1' }]);
  });

  it('does nothing when a delivered one is tapped', async () => {
    const bubble = mount('message-bubble', { item: item({}) });
    const resent = heard(bubble, 'resend');
    await tap(bubble.querySelector('.caption'));
    expect(bubble.querySelector('.resend')).toBeUndefined();
    expect(resent).toEqual([]);
  });

  it('marks a note as one that the customer cannot see', () => {
    const bubble = mount('message-bubble', { item: item({ look: 'note' }) });
    expect(bubble.dom.textContent).toContain('内部备注 · 客户看不到');
  });
});

describe('composer', () => {
  const type = (composer: Simulated, value: string) =>
    composer
      .querySelector('.composer-input')
      ?.dispatchEvent('input', { detail: { value } });

  it('offers 发送 only when there is something to send', async () => {
    const composer = mount('composer', {});
    expect(composer.querySelector('.composer-send')).toBeUndefined();
    type(composer, '您好');
    await simulate.sleep(0);
    expect(composer.querySelector('.composer-send')).toBeDefined();
  });

  it('hands over the text without its edges and empties itself', async () => {
    const composer = mount('composer', {});
    const sent = heard(composer, 'send');
    type(composer, '  您好 \n');
    await simulate.sleep(0);
    await tap(composer.querySelector('.composer-send'));
    expect(sent).toEqual([{ text: '您好' }]);
    expect(composer.data.text).toBe('');
  });

  it('sends nothing that is only spaces', async () => {
    const composer = mount('composer', {});
    const sent = heard(composer, 'send');
    type(composer, '   ');
    await simulate.sleep(0);
    await tap(composer.querySelector('.composer-send'));
    expect(sent).toEqual([]);
  });

  it('asks for consent before it may be used', async () => {
    const composer = mount('composer', { locked: true });
    const asked = heard(composer, 'locked');
    await tap(composer.querySelector('.composer-lock'));
    await tap(composer.querySelector('.composer-emoji'));
    expect(asked).toHaveLength(2);
    expect(composer.data.panel).toBe('');
  });

  it('puts an emoji behind the text', async () => {
    const composer = mount('composer', { draft: '好' });
    const panel = mount('emoji-panel', {});
    const picked = heard(panel, 'pick');
    await tap(panel.querySelectorAll('.composer-emoji-item')[0]);
    expect(picked).toEqual([{ emoji: '😀' }]);
    await tap(composer.querySelector('.composer-emoji'));
    const inside = composer.querySelector('.composer-emoji-panel');
    inside?.dispatchEvent('pick', { detail: picked[0] });
    await simulate.sleep(0);
    expect(composer.data.text).toBe('好😀');
  });

  it('stands back for a notice', () => {
    const composer = mount('composer', { notice: '本次会话已结束' });
    expect(composer.dom.textContent).toContain('本次会话已结束');
    expect(composer.querySelector('.composer-input')).toBeUndefined();
  });
});

describe('wait-clock', () => {
  const MINUTE = 60_000;
  const clock = (minutes: number, offset = 0) =>
    mount('wait-clock', { since: Date.now() - minutes * MINUTE, offset });

  it('is neutral, then amber at three minutes, then red at five', () => {
    expect(clock(1).data).toMatchObject({ words: '1:00', level: '' });
    expect(clock(3).data).toMatchObject({ words: '3:00', level: 'soon' });
    expect(clock(5).data).toMatchObject({ words: '5:00', level: 'late' });
  });

  it('counts in the server’s time', () => {
    expect(clock(1, 2 * MINUTE).data).toMatchObject({ words: '3:00' });
  });

  it('says in words how long it has been', () => {
    expect(clock(3).data.spoken).toBe('已等待 3 分 0 秒');
  });

  it('shows nothing when nobody waits', () => {
    const none = mount('wait-clock', { since: 0 });
    expect(none.querySelector('.clock')).toBeUndefined();
  });
});

describe('rating-card', () => {
  const person = { name: '陈雨桐', initial: '陈', tint: 0, avatar: '' };

  it('submits only when both questions are answered', async () => {
    const card = mount('rating-card', { person });
    const rated = heard(card, 'rate');
    await tap(card.querySelector('.rating-submit'));
    await tap(card.querySelectorAll('.rating-star')[3]);
    await tap(card.querySelector('.rating-submit'));
    expect(rated).toEqual([]);
    await tap(card.querySelector('.rating-yes'));
    await tap(card.querySelector('.rating-submit'));
    expect(rated).toEqual([{ score: 4, resolved: true }]);
    expect(card.dom.textContent).toContain('满意');
  });

  it('shrinks to one line once given, and opens again to be changed', async () => {
    const rating = { score: 2, resolved: false, reason: 'slow' };
    const card = mount('rating-card', { person, rating });
    const rated = heard(card, 'rate');
    expect(card.dom.textContent).toContain('谢谢，已评价 2 分');
    expect(card.querySelector('.rating-submit')).toBeUndefined();
    await tap(card.querySelector('.rating-edit'));
    expect(card.querySelector('.rating-submit')).toBeDefined();
    expect(card.data).toMatchObject({ score: 2, resolved: 'no' });
    await tap(card.querySelectorAll('.rating-star')[2]);
    await tap(card.querySelector('.rating-submit'));
    // The reason he gave is still there, and what he wrote is left alone.
    expect(rated).toEqual([{ score: 3, resolved: false, reason: 'slow' }]);
  });

  it('offers no change once it is final', () => {
    const rating = { score: 5, resolved: true };
    const card = mount('rating-card', { person, rating, editable: false });
    expect(card.querySelector('.rating-edit')).toBeUndefined();
  });
});
