import {
  downloadView,
  type Download,
  type DownloadWish,
} from '../../domain/download/schema';
import { DOWNLOAD_WORDS } from '../../domain/download/words';
import { needsLook } from '../../domain/record/query';
import { auditFilters } from '../admin/audit-rows';
import { reachOf } from '../admin/reach';
import { filterOf } from '../admin/record/search';
import { audit } from '../platform/audit';
import { addOnce, count } from '../platform/documents';
import { allOf } from '../platform/filters';
import { randomId } from '../platform/random-id';
import { actorOf, type Actor } from '../platform/request';
import type { Handler } from '../platform/serve';
import { mustMayTake } from './allowed';
import { ownDownload } from './own';

/** Files are deleted then. */
const KEPT_MS = 24 * 60 * 60_000;

export const downloadCreate: Handler<'download.create'> = async (
  { downloadId, wish, purpose, partRows },
  request
) => {
  const actor = actorOf(request);
  const total = await totalOf(wish, actor);
  const what = `${wordsOf(wish)}：${purpose}`;
  const by = actor.staff._id;
  await audit(request, by, 'download.create', downloadId, what);
  const begun: Download = {
    _id: downloadId,
    staffId: by,
    wish: upToNow(wish, request.now),
    purpose,
    partRows,
    key: randomId(32),
    state: 'working',
    parts: [],
    steps: 0,
    after: null,
    total,
    createdAt: request.now,
    expiresAt: request.now + KEPT_MS,
  };
  if (await addOnce('downloads', begun)) return seen(begun);
  return seen(await ownDownload(downloadId, request));
};

/** `会话记录 xlsx，含聊天正文`, for the audit. */
function wordsOf(wish: DownloadWish): string {
  const what = `${DOWNLOAD_WORDS[wish.kind]} ${wish.format}`;
  const texts = wish.kind === 'records' && wish.texts;
  return texts ? `${what}，${DOWNLOAD_WORDS.withTexts}` : what;
}

const seen = (download: Download) => ({ download: downloadView(download) });

/** What comes while files are made is in none of them. */
function upToNow(wish: DownloadWish, now: number): DownloadWish {
  const to = Math.min(wish.query.to ?? now, now);
  return { ...wish, query: { ...wish.query, to } } as DownloadWish;
}

/** @throws FORBIDDEN */
async function totalOf(
  wish: DownloadWish,
  actor: Actor
): Promise<number | null> {
  mustMayTake(wish, actor);
  if (wish.kind === 'audit') {
    return count('audit', allOf(auditFilters(wish.query)));
  }
  const { query } = wish;
  const { conversations } = await reachOf(actor, query.staffId);
  if (needsLook(query)) return null;
  return count('conversations', allOf([conversations, filterOf(query)]));
}
