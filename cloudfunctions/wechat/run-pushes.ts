import { MOST_TRIES, outcomeOf, type Outcome } from '../../domain/push/outcome';
import { find } from '../platform/documents';
import { log } from '../platform/log';
import { pause } from '../platform/pause';
import { pushSettings } from '../platform/push-settings';
import type { StoredPush } from '../platform/tables';
import { transact } from '../platform/transact';
import { claimPush, creditIdOf, limitIdOf } from './claim-push';
import { sendSubscribeMessage, type SubscribeMessage } from './openapi';

const AT_ONCE = 20;

interface Result {
  outcome: Outcome;
  errCode: number;
  tries: number;
}

/**
 * Executes what waits, oldest first and one after the other: WeChat refuses
 * two at once to one person. Only a call that a phone or a timer started may
 * do this.
 * @returns how many WeChat accepted
 */
export async function runPushes(): Promise<number> {
  const waiting = await find(
    'pushes',
    { status: 'pending' },
    { orderBy: ['createdAt', 'asc'], limit: AT_ONCE }
  );
  let done = 0;
  for (const { _id } of waiting) {
    const push = await claimPush(_id);
    if (!push) continue;
    const result = await tryToSend(push);
    await record(push, result);
    if (result.outcome.kind === 'sent') done += 1;
  }
  return done;
}

async function tryToSend(push: StoredPush): Promise<Result> {
  const message = messageOf(push);
  for (let tries = 1; ; tries++) {
    const errCode = await sendSubscribeMessage(message);
    const outcome = outcomeOf(errCode, tries);
    if (outcome.kind !== 'again' || tries >= MOST_TRIES) {
      return { outcome, errCode, tries };
    }
    log('info', 'push again', { push: push._id, errCode, tries });
    await pause(tries);
  }
}

async function record(push: StoredPush, result: Result): Promise<void> {
  const { outcome, errCode, tries } = result;
  const now = Date.now();
  await transact(async (tx) => {
    await tx.patch('pushes', push._id, {
      status: outcome.kind === 'sent' ? 'sent' : 'failed',
      errCode,
      tries,
      sentAt: outcome.kind === 'sent' ? now : null,
      claimedUntil: 0,
    });
    if (outcome.kind !== 'failed') return;
    const credit = await tx.get('credits', creditIdOf(push));
    const balance =
      outcome.credit === 'returned' ? (credit?.balance ?? 0) + 1 : 0;
    await tx.patch('credits', creditIdOf(push), { balance, updatedAt: now });
    // What was never delivered does not count against his hour.
    const limit = await tx.get('limits', limitIdOf(push));
    const times = (limit?.times ?? []).slice(0, -1);
    await tx.put('limits', limitIdOf(push), { times });
  });
}

function messageOf(push: StoredPush): SubscribeMessage {
  const { fields, state } = pushSettings();
  const parts = { sender: push.sender, summary: push.summary };
  const data: SubscribeMessage['data'] = {};
  for (const part of ['sender', 'summary'] as const) {
    const field = fields[part];
    if (field) data[field] = { value: parts[part] };
  }
  const query = new URLSearchParams({
    conversationId: push.conversationId,
    pushId: push._id,
  });
  return {
    touser: push.openid,
    templateId: push.templateId,
    page: `pages/chat/index?${query.toString()}`,
    data,
    miniprogramState: state,
  };
}
