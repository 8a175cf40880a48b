import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Told } from './crowd';

const CROWD = fileURLToPath(new URL('crowd.ts', import.meta.url));

/** Customers in processes of their own, who wait for the word. */
export interface Crowds {
  /** All write at once; what became of each. */
  arrive(): Promise<Told[]>;
  stop(): void;
}

export async function gatherCrowds(
  url: string,
  processes: number,
  each: number
): Promise<Crowds> {
  const children = Array.from({ length: processes }, (_, at) =>
    fork(CROWD, [url, `crowd${at}`, String(each)], {
      execArgv: ['--import', 'tsx'],
    })
  );
  await Promise.all(children.map(answer));
  return {
    async arrive() {
      const told = children.map(answer) as Promise<Told[]>[];
      for (const child of children) child.send('go');
      return (await Promise.all(told)).flat();
    },
    stop() {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}

async function answer(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
}
