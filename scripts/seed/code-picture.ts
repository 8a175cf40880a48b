import cloudbase from '@cloudbase/node-sdk';
import type { CloudAddress } from '../start/cloud-process';

/** A stored picture as a data URL, for a page that is not signed in. */
export async function pictureOf(
  cloud: CloudAddress,
  fileId: string
): Promise<string> {
  const app = cloudbase.init({
    env: cloud.env,
    serviceUrl: `${cloud.url}/admin`,
    secretId: 'local',
    secretKey: 'local',
  });
  const { fileContent } = await app.downloadFile({ fileID: fileId });
  if (!fileContent) throw new Error(`${fileId} is empty`);
  return `data:image/png;base64,${fileContent.toString('base64')}`;
}
