import type { World } from './world';

interface Struck {
  failure: { skip: number } | null;
}

/**
 * From its n-th operation on nothing that `act` asks of the database is done
 * or answered, not even a rollback: as if its function were killed there.
 * Whatever else runs meanwhile is killed too.
 * @returns whether it came so far
 */
export async function killedAt(
  world: World,
  operation: number,
  act: () => Promise<unknown>
): Promise<boolean> {
  const fail = { code: 'SYS_ERR', match: 'database.', skip: operation };
  await world.door.post('faults', { fail });
  await act();
  const { failure } = await world.door.get<Struck>('faults');
  await world.door.post('faults', { fail: { ...fail, times: 0 } });
  return failure?.skip === 0;
}

/** Timers of these functions fail before they run, until `times` is 0. */
export async function stopTimers(
  world: World,
  names: readonly string[],
  times = 1_000_000
): Promise<void> {
  for (const name of names) {
    await world.door.post('faults', { failFunction: { name, times } });
  }
}
