import { describe, expect, it, vi } from 'vitest';
import { shallowRef } from 'vue';
import type { AppContext } from '../../app-context';
import { failedOnTheWay } from '../../cloud/request-failed';
import { createRunner } from './export-runner';

const ID = 'd'.repeat(20);
const job = (state: string, rows: number) => ({
  downloadId: ID,
  state,
  rows,
  createdAt: 1,
});

/** A function that answers these, one after the other. */
function runnerOf(...answers: (object | Error)[]) {
  const asked: string[] = [];
  const staff = shallowRef({ staffId: 'one' });
  const call = (action: string) => {
    asked.push(action);
    const answer = answers.shift() ?? failedOnTheWay('OFFLINE', null);
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer);
  };
  const context = { call, session: { staff } } as unknown as AppContext;
  return { runner: createRunner(context), asked, staff };
}
const settled = (asked: readonly string[], count: number) =>
  vi.waitFor(() => expect(asked).toHaveLength(count));

describe('[F012b] files that are being made', () => {
  it('are asked for until they are whole, found unfinished in the list', async () => {
    const { runner, asked } = runnerOf(
      { downloads: [job('working', 0)] },
      { download: job('working', 2) },
      { download: job('ready', 3) }
    );
    await runner.load();
    await settled(asked, 3);
    expect(asked).toEqual(['download.list', 'download.run', 'download.run']);
    await vi.waitFor(() =>
      expect(runner.jobs.value).toMatchObject([{ state: 'ready', rows: 3 }])
    );
  });

  it('stop where the cloud is away, say so, and go on when they are told', async () => {
    const { runner, asked } = runnerOf(
      { download: job('working', 0) },
      failedOnTheWay('OFFLINE', null),
      { download: job('ready', 3) }
    );
    await runner.begin({} as never);
    await vi.waitFor(() =>
      expect(runner.stopped.value.get(ID)?.code).toBe('OFFLINE')
    );
    await runner.run(ID);
    expect(runner.stopped.value.size).toBe(0);
    expect(runner.jobs.value).toMatchObject([{ state: 'ready' }]);
    expect(asked).toHaveLength(3);
  });

  it('are nobody else’s who signs in afterwards', async () => {
    const { runner, staff } = runnerOf({ downloads: [job('ready', 1)] });
    await runner.load();
    expect(runner.jobs.value).toHaveLength(1);
    staff.value = { staffId: 'two' };
    await vi.waitFor(() => expect(runner.jobs.value).toEqual([]));
  });
});
