import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverApp, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { becomePage, webApp, type WebBuild } from './support/web-sdks';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
  becomePage(cloud);
});
afterAll(() => cloud.stop());

describe.each<[WebBuild, Mode]>([
  ['js-sdk 3.7', 'GATEWAY'],
  ['js-sdk 3.7', 'CLOUD_API'],
  ['js-sdk 2.32', 'GATEWAY'],
  ['js-sdk 2.32', 'CLOUD_API'],
])('%s in a page, %s', (build, mode) => {
  const text = async (fileID: string) =>
    String((await serverApp(cloud).downloadFile({ fileID })).fileContent);

  it.each(['put', 'post'])(
    '[FILE-33] uploads by %s, links and removes',
    async (method) => {
      const app = webApp(cloud, build, mode);
      await app.auth().signInAnonymously({});
      const { fileID } = await app.uploadFile({
        cloudPath: `页/${build}-${mode}-${method}.txt`,
        filePath: new File(['hello'], 'a.txt', { type: 'text/plain' }),
        method,
      } as never);
      expect(await text(fileID)).toBe('hello');
      const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
      const link = encodeURI(String(fileList?.[0]?.tempFileURL));
      expect(await (await fetch(link)).text()).toBe('hello');
      const gone = await app.deleteFile({ fileList: [fileID, fileID] });
      expect(gone.fileList?.map(({ code }) => code)).toContain('SUCCESS');
      expect((await fetch(link)).status).toBe(404);
    }
  );
});
