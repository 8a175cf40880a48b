import type { SdkApp } from './sdk-types';
import { runAs } from './session';
import type { Session } from './session';

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
  return {
    async uploadFile(options: { cloudPath: string; filePath: string }) {
      const { cloudPath, filePath } = options;
      const content = await port().open(filePath);
      const { fileID } = await runAs<{ fileID: string }>(
        session,
        'cloud.uploadFile',
        () => app.uploadFile({ cloudPath, filePath: content })
      );
      return { fileID, statusCode: 200, errMsg: 'cloud.uploadFile:ok' };
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
