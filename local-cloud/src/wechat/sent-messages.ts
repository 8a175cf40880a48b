import { randomUUID } from 'node:crypto';
import type { PushRecord } from '../kernel/services';
import { errcodeOf, messageOf } from './errcodes';
import type { Memory } from './memory';
import type { MessagePush } from './message-push';
import { textOf, type ApiParams, type ApiReply } from './options';
import type { Surroundings } from './options';
import { sentEvent } from './subscribe-events';

const KEPT = 1_000;

/** Every call of `subscribeMessage.send`, also those that were refused. */
export function createSentMessages(
  { clock }: Surroundings,
  memory: Memory,
  push: Pick<MessagePush, 'tell'>
): {
  note(params: ApiParams, reply: ApiReply): void;
  all(): PushRecord[];
} {
  const messages = memory.topic<PushRecord>('messages');
  return {
    note(params, reply) {
      const record = recordOf(params, reply, clock.now());
      messages.put(randomUUID(), record, KEPT);
      if (record.errcode !== 0) return;
      push.tell(sentEvent(record.touser, record.templateId));
    },
    all: () => messages.all(),
  };
}

function recordOf(params: ApiParams, reply: ApiReply, at: number): PushRecord {
  const page = textOf(params.page);
  const errcode = errcodeOf(reply);
  return {
    at,
    touser: textOf(params.touser),
    templateId: textOf(params.template_id),
    ...(page && { page }),
    data: (params.data ?? {}) as PushRecord['data'],
    errcode,
    errmsg: 'json' in reply ? String(reply.json.errmsg) : messageOf(errcode),
  };
}
