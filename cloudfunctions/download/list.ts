import { downloadView } from '../../domain/download/schema';
import { command } from '../platform/cloud';
import { find } from '../platform/documents';
import { actorOf } from '../platform/request';
import type { Handler } from '../platform/serve';

const SHOWN = 20;

export const downloadList: Handler<'download.list'> = async (_, request) => {
  const { _id: staffId } = actorOf(request).staff;
  const his = { staffId, expiresAt: command.gt(request.now) };
  const found = await find('downloads', his, {
    orderBy: ['createdAt', 'desc'],
    limit: SHOWN,
  });
  return { downloads: found.map(downloadView) };
};
