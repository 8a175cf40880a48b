import { serverApp } from './sdks';
import type { CloudProcess } from './spawn-cloud';

export const blob = (text: string, type = '') =>
  new Blob([text], { type }) as never;

/** What the SDK has and its types leave out. */
export interface Loose {
  copyFile(params: object): Promise<{ fileList: Outcome[]; code?: string }>;
  getFileInfo(params: object): Promise<{ fileList: Outcome[] }>;
  downloadFile(params: object): Promise<{ fileContent?: Buffer }>;
}
export interface Outcome extends Record<string, unknown> {
  code?: string;
  fileId?: string;
}

/** What a test of files does besides using the SDKs. */
export function storageTools(cloudOf: () => CloudProcess) {
  const rulesAre = (rules: unknown) =>
    cloudOf().door('PUT', 'storage/rules', { rules });
  const server = () => {
    const app = serverApp(cloudOf());
    return Object.assign(app, {
      put: async (cloudPath: string, text: string) =>
        (await app.uploadFile({ cloudPath, fileContent: Buffer.from(text) }))
          .fileID,
      text: async (fileID: string) =>
        String((await app.downloadFile({ fileID })).fileContent),
      link: async (fileID: string, maxAge = 600, urlType?: string) => {
        const file = { fileID, maxAge, ...(urlType && { urlType }) };
        const answer = await app.getTempFileURL({ fileList: [file] as never });
        return String(answer.fileList[0]?.tempFileURL);
      },
    });
  };
  /** A step of the gateway as nobody in particular. */
  async function gateway(step: string, list: unknown[]) {
    const answer = await fetch(`${cloudOf().url}/v1/storages/${step}`, {
      method: 'POST',
      body: JSON.stringify(list),
    });
    return (await answer.json()) as { code?: string };
  }

  return { rulesAre, server, gateway };
}
