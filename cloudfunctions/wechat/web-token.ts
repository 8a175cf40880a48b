import * as z from 'zod';
import { get, updateWhere, addOnce } from '../platform/documents';
import { seal, unseal } from '../platform/seal';
import { askWechat } from './ask-wechat';

const TOKEN = 'token';
/** WeChat keeps the old one alive for five minutes; we do not count on it. */
const EARLY_MS = 5 * 60_000;

const Issued = z.object({ access_token: z.string(), expires_in: z.number() });
interface Known {
  token: string;
  expiresAt: number;
}
let known: Known | null = null;

/**
 * WeChat's access token: remembered here, and sealed in the database for the
 * next process, so that many codes cost one. `refused` is one that WeChat
 * does not take any more. null: WeChat gives none.
 */
export async function webToken(refused?: string): Promise<string | null> {
  const now = Date.now();
  const fits = (one: Known | null): one is Known =>
    one !== null && one.expiresAt > now && one.token !== refused;
  if (!fits(known)) known = await stored();
  if (!fits(known)) known = await issued(false, now);
  // It insists on the one it refused: now a new one must be forced.
  if (refused && known?.token === refused) known = await issued(true, now);
  return known?.token ?? null;
}

async function stored(): Promise<Known | null> {
  const kept = await get('meta', TOKEN);
  if (!kept?.sealed) return null;
  const token = unseal(kept.sealed, TOKEN);
  return { token, expiresAt: kept.expiresAt ?? 0 };
}

async function issued(force: boolean, now: number): Promise<Known | null> {
  const answer = await askWechat('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: process.env['KF_APP_ID'] ?? '',
    secret: process.env['KF_APP_SECRET'] ?? '',
    force_refresh: force,
  });
  const read = Issued.safeParse('json' in answer ? answer.json : null);
  if (!read.success) return null;
  const { access_token: token, expires_in: seconds } = read.data;
  const expiresAt = now + seconds * 1_000 - EARLY_MS;
  const kept = { sealed: seal(token, TOKEN), expiresAt };
  if (!(await addOnce('meta', { _id: TOKEN, ...kept }))) {
    await updateWhere('meta', { _id: TOKEN }, kept);
  }
  return { token, expiresAt };
}
