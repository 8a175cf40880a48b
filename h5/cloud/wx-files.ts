import type { SdkApp } from './sdk-types';
import { runAs } from './session';
import type { Session } from './session';
import { UploadTask, type UploadTicket } from './upload-task';

/** How a path of the phone becomes bytes, and bytes become a path. */
export interface FilePort {
  /** What js-sdk uploads: a File in a browser, a stream or path in Node. */
  open(path: string): Promise<unknown>;
  save(url: string): Promise<string>;
}

interface FileInfo {
  fileID: string;
  code?: string;
  tempFileURL?: string;
  download_url?: string;
  maxAge?: number;
}

interface UploadOptions {
  cloudPath: string;
  filePath: string;
  success?: (answer: object) => void;
  fail?: (error: unknown) => void;
  complete?: (answer: unknown) => void;
}

type FileRef = string | { fileID: string; maxAge?: number };

/** `wx.cloud`'s four calls about files. */
export function fileCalls(app: SdkApp, session: Session, files?: FilePort) {
  const port = (): FilePort => {
    if (!files) throw new Error('this bridge was made without a file port');
    return files;
  };
  const temporaryUrls = async (fileList: FileRef[]) => {
    const asked = fileList.map((ref) =>
      typeof ref === 'string' ? { fileID: ref, maxAge: 7200 } : ref
    );
    const answer = await runAs<{ fileList: FileInfo[] }>(
      session,
      'cloud.getTempFileURL',
      () => app.getTempFileURL({ fileList: asked })
    );
    return answer.fileList.map(describe);
  };
  const ticketFor = async (cloudPath: string) => {
    const { data } = await runAs<{ data: UploadTicket }>(
      session,
      'cloud.uploadFile',
      () => app.getUploadMetadata({ cloudPath, method: 'post' })
    );
    return data;
  };
  const follow = async (task: UploadTask, options: UploadOptions) => {
    const { cloudPath, filePath, success, fail, complete } = options;
    try {
      const content = (await port().open(filePath)) as Blob;
      const ticket = await ticketFor(cloudPath);
      await task.send(ticket, cloudPath, content);
      const errMsg = 'uploadFile:ok';
      const answer = { fileID: ticket.fileId, statusCode: 201, errMsg };
      success?.(answer);
      complete?.(answer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const told = { errMsg: `uploadFile:fail ${reason}` };
      fail?.(told);
      complete?.(told);
    }
  };
  const uploadWhole = async ({ cloudPath, filePath }: UploadOptions) => {
    const content = await port().open(filePath);
    const { fileID } = await runAs<{ fileID: string }>(
      session,
      'cloud.uploadFile',
      () => app.uploadFile({ cloudPath, filePath: content })
    );
    return { fileID, statusCode: 200, errMsg: 'cloud.uploadFile:ok' };
  };
  return {
    /** With a callback the answer is a task, else a promise, as in WeChat. */
    uploadFile(options: UploadOptions): UploadTask | Promise<object> {
      if (!options.success && !options.fail && !options.complete) {
        return uploadWhole(options);
      }
      const task = new UploadTask();
      void follow(task, options);
      return task;
    },
    async downloadFile({ fileID }: { fileID: string }) {
      const [file] = await temporaryUrls([fileID]);
      const tempFilePath = await port().save(file?.tempFileURL ?? '');
      const statusCode = 200;
      return { tempFilePath, statusCode, errMsg: 'cloud.downloadFile:ok' };
    },
    async getTempFileURL({ fileList }: { fileList: FileRef[] }) {
      const found = await temporaryUrls(fileList);
      return { fileList: found, errMsg: 'cloud.getTempFileURL:ok' };
    },
    async deleteFile({ fileList }: { fileList: string[] }) {
      const answer = await runAs<{ fileList: FileInfo[] }>(
        session,
        'cloud.deleteFile',
        () => app.deleteFile({ fileList })
      );
      const done = answer.fileList.map(describe);
      return { fileList: done, errMsg: 'cloud.deleteFile:ok' };
    },
  };
}

function describe({ fileID, code, maxAge, ...rest }: FileInfo) {
  const ok = !code || code === 'SUCCESS';
  return {
    fileID,
    tempFileURL: rest.tempFileURL ?? rest.download_url ?? '',
    maxAge,
    status: ok ? 0 : -1,
    errMsg: ok ? 'ok' : code,
  };
}
