import type { FilePort } from '../../../h5/cloud/wx-files';
import type { WebFiles } from './cloud-port';

interface Held {
  /** By the address under which the page can show it. */
  files: Map<string, File>;
  port: FilePort;
}

/** Files chosen in this page; the browser forgets them with it. */
export function heldFiles(): Held {
  const files = new Map<string, File>();
  return {
    files,
    port: {
      open(path) {
        const file = files.get(path);
        return file
          ? Promise.resolve(file)
          : Promise.reject(new Error('the file is not held any more'));
      },
      save: () => Promise.reject(new Error('a page opens links instead')),
    },
  };
}

interface Task {
  onProgressUpdate(listener: (told: { progress: number }) => void): void;
  abort(): void;
}
interface Uploader {
  uploadFile(options: {
    cloudPath: string;
    filePath: string;
    success: () => void;
    fail: (error: unknown) => void;
  }): unknown;
}

export function createWebFiles(cloud: Uploader, { files }: Held): WebFiles {
  return {
    hold(file) {
      const path = URL.createObjectURL(file);
      files.set(path, file);
      return path;
    },
    keep: (path) => Promise.resolve(path),
    exists: (path) => Promise.resolve(files.has(path)),
    drop(path) {
      if (!files.delete(path)) return;
      URL.revokeObjectURL(path);
    },
    upload({ path, cloudPath, onProgress }) {
      let task: Task | undefined;
      const done = new Promise<void>((resolve, reject) => {
        task = cloud.uploadFile({
          cloudPath,
          filePath: path,
          success: () => resolve(),
          fail: (error) =>
            reject(new Error('the upload failed', { cause: error })),
        }) as Task;
        task.onProgressUpdate(({ progress }) => onProgress(progress / 100));
      });
      return { done, cancel: () => task?.abort() };
    },
  };
}
