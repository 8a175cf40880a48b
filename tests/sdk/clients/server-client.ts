import nodeSdk from '@cloudbase/node-sdk';
import type { Client } from '../behaviours/client';
import { noWatch } from './no-watch';
import { plainServices, type PlainApp } from './plain-services';
import { plainDocuments } from './plain-shape';

export type ServerApp = ReturnType<typeof nodeSdk.init>;
export type ServerConfig = Parameters<typeof nodeSdk.init>[0] & {
  accessKey?: string;
};

/** How a server proves itself: by a signature, or by an API key. */
export const CREDENTIALS = {
  signature: { secretId: 'local', secretKey: 'local' },
  'API key': { accessKey: 'local' },
} as const;

export function serverApp(
  cloud: { url: string; env: string },
  credentials: object = CREDENTIALS.signature
): ServerApp {
  return nodeSdk.init({
    env: cloud.env,
    serviceUrl: `${cloud.url}/admin`,
    ...credentials,
  } as ServerConfig);
}

/** node-sdk, outside functions. */
export function serverClient(mark: string, app: ServerApp): Client {
  return {
    mark,
    ...noWatch,
    ...plainDocuments(app.database()),
    ...plainServices(app as unknown as PlainApp),
    async upload(cloudPath, text) {
      const fileContent = Buffer.from(text);
      const { fileID } = await app.uploadFile({ cloudPath, fileContent });
      return fileID;
    },
  };
}
