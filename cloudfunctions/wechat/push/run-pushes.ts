import {
  MOST_TRIES,
  outcomeOf,
  type Outcome,
} from '../../../domain/push/outcome';
import type { Settings } from '../../../domain/settings/schema';
import { fillFields } from '../../../domain/template/fill';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { log } from '../../platform/log';
import { pause } from '../../platform/pause';
import { miniprogramState, pushTemplates } from '../../platform/push-settings';
import { settings } from '../../platform/settings';
import { transact } from '../../platform/transact';
import { claimPush, type Claim } from './claim-push';
import { sendSubscribeMessage, type SubscribeMessage } from '../openapi';

const AT_ONCE = 20;
/** About ten seconds: then the next call or tick comes back to it. */
const MOST_WAITS = 80;

interface Result {
  outcome: Outcome;
  errCode: number;
  tries: number;
}

/**
 * Executes what waits, oldest first and one after the other: WeChat refuses
 * two at once to one person. Only a call that a phone or a timer started may
 * do this.
 * @param pushId this one only, which saves looking for it
 * @returns how many WeChat accepted
 */
export async function runPushes(pushId?: string): Promise<number> {
  const inForce = await settings();
  await pushTemplates();
  let done = 0;
  for (const id of pushId ? [pushId] : await waiting()) {
    const claim = await claimInTurn(id, inForce.push);
    if (!claim) continue;
    const result = await tryToSend(claim, inForce);
    await record(claim, result);
    if (result.outcome.kind === 'sent') done += 1;
  }
  return done;
}

async function waiting(): Promise<string[]> {
  const found = await find(
    'pushes',
    { status: 'pending' },
    { orderBy: ['createdAt', 'asc'], limit: AT_ONCE }
  );
  return found.map(({ _id }) => _id);
}

/** Waits while another process pushes to the same customer. */
async function claimInTurn(
  id: string,
  rules: Settings['push']
): Promise<Claim | null> {
  for (let tries = 1; tries <= MOST_WAITS; tries++) {
    const claim = await claimPush(id, rules);
    if (claim !== 'busy') return claim;
    await pause(tries);
  }
  return null;
}

async function tryToSend(claim: Claim, inForce: Settings): Promise<Result> {
  const message = messageOf(claim, inForce);
  for (let tries = 1; ; tries++) {
    const errCode = await sendSubscribeMessage(message);
    const outcome = outcomeOf(errCode, tries);
    if (outcome.kind !== 'again' || tries >= MOST_TRIES) {
      return { outcome, errCode, tries };
    }
    log('info', 'push again', { push: claim.push._id, errCode, tries });
    await pause(tries);
  }
}

async function record(claim: Claim, result: Result): Promise<void> {
  const { push } = claim;
  const { outcome, errCode, tries } = result;
  const sent = outcome.kind === 'sent';
  const now = Date.now();
  await transact(async (tx) => {
    await tx.patch('pushes', push._id, {
      status: sent ? 'sent' : 'failed',
      templateId: push.templateId,
      errCode,
      tries,
      sentAt: sent ? now : null,
    });
    const back = whatComesBack(claim, outcome);
    await tx.patch('credits', push.openid, { sending: null, ...back });
  });
}

/** While one is being sent nobody else changes what this writes. */
function whatComesBack(
  { template, timesBefore }: Claim,
  outcome: Outcome
): Record<string, unknown> {
  if (outcome.kind !== 'failed' || outcome.credit === 'taken') return {};
  const balance = `balances.${template._id}`;
  // What was certainly not delivered does not count against his hour.
  const times = timesBefore;
  if (outcome.credit === 'none left') return { [balance]: 0, times };
  const back = template.kind === 'long-term' ? 0 : 1;
  return { [balance]: command.inc(back), times };
}

function messageOf({ push, template }: Claim, { hours }: Settings) {
  const query = new URLSearchParams({
    conversationId: push.conversationId,
    pushId: push._id,
  });
  const message: SubscribeMessage = {
    touser: push.openid,
    templateId: template._id,
    page: `pages/chat/index?${query.toString()}`,
    data: fillFields(template.fields, push, hours.timeZone),
    miniprogramState: miniprogramState(),
  };
  return message;
}
