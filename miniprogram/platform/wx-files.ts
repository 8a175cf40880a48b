import type { FilesPort, Upload } from '../services/files-port';

/** Of a file that waits for its delivery; only such files are deleted. */
const PREFIX = 'outbox-';

/** undefined: this WeChat is too old to upload with progress. */
export function wxFiles(): FilesPort | undefined {
  if (!wx.cloud?.uploadFile || !wx.getFileSystemManager) return undefined;
  const system = wx.getFileSystemManager();
  return {
    keep: (path, name) =>
      new Promise((resolve) => {
        const kept = `${wx.env.USER_DATA_PATH}/${PREFIX}${name}`;
        system.copyFile({
          srcPath: path,
          destPath: kept,
          success: () => resolve(kept),
          // No room: it is sent from where it is, as long as that lasts.
          fail: () => resolve(path),
        });
      }),
    exists: (path) =>
      new Promise((resolve) => {
        system.access({
          path,
          success: () => resolve(true),
          fail: () => resolve(false),
        });
      }),
    drop(path) {
      const ours = path.startsWith(`${wx.env.USER_DATA_PATH}/${PREFIX}`);
      if (ours) system.unlink({ filePath: path, fail: () => undefined });
    },
    upload,
  };
}

function upload({
  path,
  cloudPath,
  onProgress,
}: Parameters<FilesPort['upload']>[0]): Upload {
  let cancel = () => undefined as void;
  const done = new Promise<void>((resolve, reject) => {
    // With a callback the answer is the task, not a promise.
    const task = wx.cloud.uploadFile({
      cloudPath,
      filePath: path,
      success: () => resolve(),
      fail: reject,
    }) as unknown as WechatMiniprogram.UploadTask | undefined;
    cancel = () => {
      task?.abort();
      reject(new Error('cancelled'));
    };
    task?.onProgressUpdate(({ progress }) => onProgress(progress / 100));
  });
  return { done, cancel: () => cancel() };
}
