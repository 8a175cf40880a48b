import type { Client } from './client';
import { codeOf } from './code-of';

export async function commitsAndRollsBack(client: Client): Promise<unknown> {
  const { mark } = client;
  const id = await client.add('things', { mark, n: 1 });
  const change = { n: client.db.command.inc(10) };

  const undone = await client.begin();
  await undone.update('things', id, change);
  const inside = (await undone.read('things', id))?.['n'];
  await undone.rollback();
  const afterRollback = (await client.read('things', id))?.['n'];

  const done = await client.begin();
  await done.update('things', id, change);
  const added = await done.add('things', { mark, added: true });
  const before = await client.read('things', added);
  await done.commit();
  return {
    inside,
    afterRollback,
    before,
    afterCommit: (await client.read('things', id))?.['n'],
    added: (await client.read('things', added))?.['added'],
  };
}

/** Somebody else writes between its read and its write, once. */
export async function retriesConflicts(client: Client): Promise<unknown> {
  const { mark, db } = client;
  const id = await client.add('things', { mark, n: 0 });
  let attempts = 0;
  const outcome = await codeOf(() =>
    client.transact(async (transaction) => {
      attempts += 1;
      await transaction.read('things', id);
      if (attempts === 1) {
        await client.update('things', { _id: id }, { n: db.command.inc(1) });
      }
      await transaction.update('things', id, { n: db.command.inc(10) });
    })
  );
  return { attempts, outcome, n: (await client.read('things', id))?.['n'] };
}
