import type { ClientCaller } from '../kernel/caller';
import type { Memory } from './memory';
import type { Invoke, Surroundings } from './options';
import { textOf } from './options';
import type { MessagePushSetting, PushTarget } from './settings';

/**
 * What WeChat tells an account. `CreateTime` as `text` or `number` is filled
 * in with the time; so is ToUserName where it is missing.
 */
export type PushEvent = Record<string, unknown> & { MsgType: string };

/** One event and what became of it. */
export interface PushedEvent {
  at: number;
  event: PushEvent;
  /** null: no function is configured for it. */
  function: string | null;
  /** What each delivery was answered with. */
  answers: { answer?: unknown; error?: string }[];
}

export interface MessagePush {
  /** Resolves when the function has answered every delivery. */
  send(event: PushEvent, deliveries?: number): Promise<PushedEvent>;
  /** Like `send`, after the caller's own work, with nobody waiting. */
  tell(event: PushEvent): void;
  events(): PushedEvent[];
  /** What is under way leaves no record. */
  forget(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

const KEPT = 1_000;
/** The console's one name for all events of subscribe messages. */
const SUBSCRIBE_EVENTS = 'subscribe_msg_event';

/** Message push into a cloud function, chosen by (MsgType, Event). */
export function createMessagePush(
  at: Surroundings,
  memory: Memory,
  setting: () => MessagePushSetting,
  invoke: Invoke | undefined
): MessagePush {
  const log = memory.topic<PushedEvent>('events');
  const underWay = new Set<Promise<unknown>>();
  let serial = 0;
  let era = 0;

  async function send(
    raw: PushEvent,
    deliveries = setting().deliveries
  ): Promise<PushedEvent> {
    const { functions, retries, createTime } = setting();
    const event = complete(at, raw, createTime);
    const begun = era;
    const target = functions.find((one) => isFor(one, event));
    const record: PushedEvent = {
      at: at.clock.now(),
      event,
      function: target?.function ?? null,
      answers: [],
    };
    for (let left = target && invoke ? deliveries : 0; left > 0; left -= 1) {
      await deliver(record, retries);
    }
    if (begun !== era) return record;
    serial += 1;
    log.put(`${at.clock.now()}-${serial}-${event.MsgType}`, record, KEPT);
    return record;
  }

  async function deliver(record: PushedEvent, retries: number): Promise<void> {
    for (let left = retries; left >= 0; left -= 1) {
      const answer = await callFunction(record);
      record.answers.push(answer);
      if (answer.error === undefined) return;
    }
  }

  async function callFunction(
    record: PushedEvent
  ): Promise<PushedEvent['answers'][number]> {
    const { messagePushSource: source } = at.switches();
    const name = record.function ?? '';
    const caller = senderOf(at, record.event);
    try {
      const request = { name, event: record.event, caller, source };
      const answer = await invoke?.(request);
      if (answer !== 'success') {
        at.log(`message push to ${name}: the answer is not "success"`);
      }
      return { answer };
    } catch (error) {
      at.log(`message push to ${name}: ${String(error)}`);
      return { error: String(error) };
    }
  }

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const done = (): boolean => underWay.delete(work);
    work.then(done, done);
    return work;
  }

  return {
    send: (event, deliveries) => track(send(event, deliveries)),
    tell(event) {
      track(send(event)).catch((error: unknown) =>
        at.log(`message push: ${String(error)}`)
      );
    },
    events: () => log.all(),
    forget: () => void (era += 1),
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

function isFor({ msgType, event }: PushTarget, pushed: PushEvent): boolean {
  const name = textOf(pushed.Event);
  if (msgType !== pushed.MsgType) return false;
  const isSubscribe = /^subscribe_msg_\w+_event$/.test(name);
  return event === name || (event === SUBSCRIBE_EVENTS && isSubscribe);
}

function complete(
  at: Surroundings,
  event: PushEvent,
  createTime: MessagePushSetting['createTime']
): PushEvent {
  const seconds = Math.floor(at.clock.now() / 1_000);
  const given = event.CreateTime ?? 'number';
  const known = given !== 'text' && given !== 'number';
  const kind = createTime === 'documented' ? given : createTime;
  return {
    ToUserName: at.appId,
    ...event,
    CreateTime: known ? given : kind === 'text' ? String(seconds) : seconds,
  };
}

function senderOf(at: Surroundings, event: PushEvent): ClientCaller | null {
  const openid = textOf(event.FromUserName);
  if (!openid || at.switches().messagePushOpenid === 'absent') return null;
  return { kind: 'client', openid };
}
