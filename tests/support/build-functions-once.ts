import { buildFunctions } from '../../scripts/build-functions';

/**
 * Before the first file of a run: the functions that the clouds of all its
 * files run. Each file has a process of its own and would build them again.
 */
export default async function setup(): Promise<void> {
  await buildFunctions();
}
