import type { Download } from '../../domain/download/schema';
import { refuse } from '../../domain/errors';
import { get } from '../platform/documents';
import { actorOf, type Request } from '../platform/request';

/** Of others nobody knows that it exists. @throws NOT_FOUND */
export async function ownDownload(
  id: string,
  request: Request
): Promise<Download> {
  const found = await get('downloads', id);
  const his = found?.staffId === actorOf(request).staff._id;
  if (!found || !his || found.expiresAt <= request.now) refuse('NOT_FOUND');
  return found;
}
