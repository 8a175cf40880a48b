import { earlyIdOf } from '../../../domain/safety/new-check';
import type { Check } from '../../../domain/safety/schema';
import type { Message } from '../../../domain/message/schema';
import {
  oneLess,
  settleCheck,
  type Answer,
} from '../../conversation/safety/settle-check';
import { command } from '../../platform/cloud';
import { find, get, removeById } from '../../platform/documents';
import { log, logError } from '../../platform/log';
import { settings } from '../../platform/settings';
import { linksTo } from '../../platform/storage';
import { transact } from '../../platform/transact';
import { checkMedia, checkText } from '../openapi';

const AT_ONCE = 20;
/** Longer than this function may run: then whoever claimed it is dead. */
const CLAIM_MS = 60_000;
const MOST_TRIES = 3;
/** WeChat downloads at once; its verdict comes within half an hour. */
const LINK_SECONDS = 3_600;
/** He was not here for two hours, or has no openid: no try mends that. */
const NOT_FRESH: readonly number[] = [61010, 40003];

/**
 * Asks WeChat about what waits, oldest first. Only a call that a phone or a
 * timer started may do this.
 */
export async function runChecks(): Promise<void> {
  if (!(await settings()).safety.askWechat) return;
  const free = command.lte(Date.now());
  const waiting = await find(
    'checks',
    { status: 'ask', claimedUntil: free },
    { orderBy: ['at', 'asc'], limit: AT_ONCE }
  );
  for (const { _id } of waiting) {
    try {
      await runCheck(_id);
    } catch (error) {
      logError('check', error, { check: _id });
    }
  }
}

async function runCheck(id: string): Promise<void> {
  const check = await claim(id);
  if (!check) return;
  const message = await get('messages', id);
  if (!message || message.kind === 'tombstone') {
    return settleCheck(id, { verdict: 'pass', label: 0, errCode: 0 });
  }
  if (check.kind === 'text') await askAboutText(check, message);
  else await askAboutMedia(check, check.kind, message);
}

function claim(id: string): Promise<Check | null> {
  return transact(async (tx) => {
    const check = await tx.get('checks', id);
    const now = Date.now();
    if (check?.status !== 'ask' || check.claimedUntil > now) return null;
    const mine = { claimedUntil: now + CLAIM_MS, tries: check.tries + 1 };
    await tx.patch('checks', id, mine);
    return { ...check, ...mine };
  });
}

async function askAboutText(check: Check, { body }: Message): Promise<void> {
  const said = await checkText(check.openid, `${body.text}${body.name ?? ''}`);
  if ('errCode' in said) return refused(check, said.errCode);
  const { suggest, label } = said;
  await settleCheck(check._id, { verdict: suggest, label, errCode: 0 });
}

async function askAboutMedia(
  check: Check,
  kind: 'image' | 'voice',
  { body }: Message
): Promise<void> {
  const [link = null] = await linksTo([body.fileId ?? ''], LINK_SECONDS);
  if (!link) return refused(check, -1);
  const asked = await checkMedia(check.openid, link, kind);
  if ('errCode' in asked) return refused(check, asked.errCode);
  await awaitVerdict(check, asked.traceId);
  // Its verdict may have been quicker than we.
  const earlyId = earlyIdOf(asked.traceId);
  const early = await get('checks', earlyId);
  if (early?.verdict) {
    const { verdict, label, errCode } = early;
    await settleCheck(check._id, { verdict, label, errCode });
    await removeById('checks', earlyId);
  }
}

function awaitVerdict(
  { _id, conversationId }: Check,
  traceId: string
): Promise<void> {
  return transact(async (tx) => {
    const check = await tx.get('checks', _id);
    if (check?.status !== 'ask') return;
    const conversation = await tx.get('conversations', conversationId);
    await tx.patch('checks', _id, { status: 'asked', traceId, errCode: 0 });
    if (!conversation) return;
    await tx.patch('conversations', conversationId, oneLess(conversation));
  });
}

/** Tried again after a while, unless no try would mend it. */
async function refused(check: Check, errCode: number): Promise<void> {
  const { _id, tries } = check;
  log('info', 'check refused', { check: _id, errCode, tries });
  if (NOT_FRESH.includes(errCode) || tries >= MOST_TRIES) {
    const unanswered: Answer = { verdict: 'unanswered', label: 0, errCode };
    return settleCheck(_id, unanswered);
  }
  await transact(async (tx) => {
    const now = await tx.get('checks', _id);
    if (now?.status === 'ask') await tx.patch('checks', _id, { errCode });
  });
}
