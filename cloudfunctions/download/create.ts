import {
  downloadView,
  type Download,
  type DownloadWish,
} from '../../domain/download/schema';
import { DOWNLOAD_WORDS } from '../../domain/download/words';
import { needsLook } from '../../domain/record/query';
import { inMoments } from '../../domain/record/moments';
import { auditFilters } from '../admin/audit-rows';
import { recordReach } from '../admin/record/record-reach';
import { filterOf } from '../admin/record/search';
import { audit } from '../platform/audit';
import { addOnce, count } from '../platform/documents';
import { allOf } from '../platform/filters';
import { randomId } from '../platform/random-id';
import { actorOf, type Actor } from '../platform/request';
import type { Handler } from '../platform/serve';
import { settings } from '../platform/settings';
import { mustMayTake } from './allowed';
import { ownDownload } from './own';
import { filtersOf } from './filters-of';

/** Files are deleted then. */
const KEPT_MS = 24 * 60 * 60_000;

export const downloadCreate: Handler<'download.create'> = async (
  { downloadId, wish: asked, purpose, partRows },
  request
) => {
  const actor = actorOf(request);
  const { timeZone } = (await settings()).hours;
  const wish = withMoments(asked, timeZone);
  const total = await totalOf(wish, actor);
  const what = `${await wordsOf(wish, timeZone)}：${purpose}`;
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

/** `会话记录 xlsx，小组 一组，含聊天正文`, for the audit. */
async function wordsOf(wish: DownloadWish, timeZone: string): Promise<string> {
  const what = `${DOWNLOAD_WORDS[wish.kind]} ${wish.format}`;
  if (wish.kind !== 'records') return what;
  const texts = wish.texts && DOWNLOAD_WORDS.withTexts;
  const filters = await filtersOf(wish.query, timeZone);
  return [what, filters, texts].filter(Boolean).join('，');
}

/** What a day is, is settled when somebody asks. */
function withMoments(wish: DownloadWish, timeZone: string): DownloadWish {
  const query = inMoments(wish.query, timeZone);
  return { ...wish, query } as DownloadWish;
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
  const { conversations } = await recordReach(actor, query);
  if (needsLook(query)) return null;
  return count('conversations', allOf([conversations, filterOf(query)]));
}
