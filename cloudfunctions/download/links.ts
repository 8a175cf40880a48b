import { DOWNLOAD_WORDS } from '../../domain/download/words';
import { refuse } from '../../domain/errors';
import { dayOf } from '../../domain/rollup/day';
import { audit } from '../platform/audit';
import type { Handler } from '../platform/serve';
import { settings } from '../platform/settings';
import { linksTo } from '../platform/storage';
import { ownDownload } from './own';

const SECONDS = 600;

export const downloadLinks: Handler<'download.links'> = async (
  { downloadId },
  request
) => {
  const { state, staffId, parts, wish, purpose, createdAt } = await ownDownload(
    downloadId,
    request
  );
  if (state !== 'ready') refuse('NOT_FOUND', state);
  await audit(request, staffId, 'download.links', downloadId, purpose);
  const { timeZone } = (await settings()).hours;
  const day = dayOf(timeZone, createdAt).replaceAll('-', '');
  const name = `${DOWNLOAD_WORDS[wish.kind]}-${day}`;
  const urls = await linksTo(
    parts.map(({ fileId }) => fileId),
    SECONDS
  );
  const files = parts.map(({ rows }, at) => ({
    name: `${name}-${at + 1}.${wish.format}`,
    rows,
    url: urls[at] ?? refuse('NOT_FOUND', 'a file is gone'),
  }));
  return { files, expiresAt: request.now + SECONDS * 1_000 };
};
