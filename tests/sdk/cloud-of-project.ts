import { spawnCloud, type CloudProcess } from '../cloud/support/spawn-cloud';
import { sdkProject } from './sdk-project';

export type { CloudProcess };

/** A local cloud in its own process, with the project of these tests. */
export async function cloudOfProject(): Promise<CloudProcess> {
  const project = await sdkProject();
  const cloud = await spawnCloud({ project: project.dir });
  await cloud.door('POST', 'accounts', {
    username: 'wang',
    password: 'secret-1',
  });
  return {
    ...cloud,
    async stop() {
      await cloud.stop();
      project.remove();
    },
  };
}
