import type { CloudProcess } from '../cloud-of-project';
import type { Opened } from './opened';
import { serverApp } from './server-client';

/** wx-server-sdk inside a function, which node-sdk calls from outside. */
export async function openInFunction(cloud: CloudProcess): Promise<Opened> {
  const app = serverApp(cloud);
  return {
    async run(behaviour) {
      const name = 'everything';
      const { result } = await app.callFunction({ name, data: { behaviour } });
      return result;
    },
    close: async () => undefined,
  };
}
