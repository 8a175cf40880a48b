import type cloudbase from '@cloudbase/js-sdk/app';
import '@cloudbase/js-sdk/database';
import '@cloudbase/js-sdk/realtime';
import '@cloudbase/js-sdk/storage';
import {
  createWxCloud,
  type WxCloudOptions,
} from '../../../h5/cloud/create-wx-cloud';
import type {
  CloudDatabase,
  CloudQuery,
} from '../../../miniprogram/services/cloud-port';
import type { CloudData, WatchHandlers } from './cloud-port';
import { createWebFiles, heldFiles } from './web-files';

type App = ReturnType<typeof cloudbase.init>;

/**
 * Documents and files of the signed-in person, in the shapes of the phone, so
 * that its services run here as they are.
 */
export function openData(app: App): CloudData & {
  watchPresence(handlers: WatchHandlers): () => void;
} {
  const held = heldFiles();
  const wx = createWxCloud({
    app: app as unknown as WxCloudOptions['app'],
    files: held.port,
  });
  const database = wx.database() as unknown as CloudDatabase;
  return {
    database: () => database,
    files: createWebFiles(wx, held),
    watchPresence(handlers) {
      const all = { lastSeenAt: database.command.gt(-1) };
      return watch(database.collection('presence').where(all), handlers);
    },
  };
}

function watch(
  query: CloudQuery,
  { onDocuments, onDead }: WatchHandlers
): () => void {
  const watcher = query.watch({
    onChange: ({ docs }) => onDocuments(docs),
    onError: onDead,
  });
  return () => void watcher.close();
}
