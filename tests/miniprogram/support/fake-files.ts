import type { FilesPort } from '../../../miniprogram/services/files-port';

export interface FakeFiles {
  port: FilesPort;
  /** Paths that are there. */
  there: Set<string>;
  /** Uploads begun, by cloud path, in order. */
  begun: string[];
  progress(fraction: number): void;
  /** Ends the oldest one that is under way. */
  finish(error?: Error): void;
}

/** A phone's files; uploads go on only as a test lets them. */
export function createFakeFiles(): FakeFiles {
  interface Running {
    onProgress(fraction: number): void;
    end(error?: Error): void;
  }
  const there = new Set<string>();
  const begun: string[] = [];
  const running: Running[] = [];
  const port: FilesPort = {
    keep: (path, name) => {
      const kept = `kept/${name}`;
      if (there.has(path)) there.add(kept);
      return Promise.resolve(kept);
    },
    exists: (path) => Promise.resolve(there.has(path)),
    drop: (path) => void there.delete(path),
    upload({ cloudPath, onProgress }) {
      begun.push(cloudPath);
      let end: Running['end'] = () => undefined;
      const done = new Promise<void>((resolve, reject) => {
        end = (error) => (error ? reject(error) : resolve());
      });
      const one = { onProgress, end };
      running.push(one);
      const cancel = () => {
        running.splice(running.indexOf(one), 1);
        end(new Error('abort'));
      };
      return { done, cancel };
    },
  };
  return {
    port,
    there,
    begun,
    progress: (fraction) => running[0]?.onProgress(fraction),
    finish: (error) => running.shift()?.end(error),
  };
}
