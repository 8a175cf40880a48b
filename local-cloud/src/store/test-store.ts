import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movableClock } from '../kernel/clock';
import { openDatabase, type Database } from './open-database';
import { SqliteStore } from './sqlite-store';

/** A store on a folder of its own, for tests. */
export interface TestStore {
  store: SqliteStore;
  database: Database;
  lines: string[];
  close(): Promise<void>;
}

export async function startTestStore(
  ...collections: string[]
): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  const database = openDatabase(folder);
  const lines: string[] = [];
  const store = new SqliteStore(
    database.driver,
    movableClock(),
    (line) => void lines.push(line)
  );
  for (const name of collections) await store.createCollection(name);
  return {
    store,
    database,
    lines,
    async close() {
      await store.close();
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}
