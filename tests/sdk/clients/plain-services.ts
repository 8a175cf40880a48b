import type { Client, Doc } from '../behaviours/client';

interface FileAnswer {
  fileList: { code?: string; tempFileURL?: string }[];
}

/** What node-sdk and js-sdk name alike. */
export interface PlainApp {
  database(): unknown;
  callFunction(options: { name: string; data: Doc }): Promise<Doc>;
  getTempFileURL(options: { fileList: string[] }): Promise<FileAnswer>;
  deleteFile(options: { fileList: string[] }): Promise<FileAnswer>;
}

/** Functions and files; how bytes go up is each SDK's own. */
export function plainServices(
  app: PlainApp
): Pick<Client, 'call' | 'link' | 'discard'> {
  return {
    async call(name, data) {
      const answer = await app.callFunction({ name, data });
      return answer['code'] ? answer : answer['result'];
    },
    async link(fileId) {
      const { fileList } = await app.getTempFileURL({ fileList: [fileId] });
      return fileList[0]?.tempFileURL || String(fileList[0]?.code);
    },
    async discard(fileId) {
      const { fileList } = await app.deleteFile({ fileList: [fileId] });
      return String(fileList[0]?.code);
    },
  };
}
