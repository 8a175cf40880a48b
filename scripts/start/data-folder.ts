import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { KeptClock } from './kept-clock';
import { Plain } from '../lib/say.mjs';
import { instanceAt } from './ports';

const PREPARING = 'preparing';

/** Everything that one instance keeps. */
export interface DataFolder {
  path: string;
  /** The local cloud's own folder. */
  cloud: string;
  /** Accounts and passwords of the demo, written by the seed. */
  demo: string;
  /** With it the first administrator is made; random for each folder. */
  setupCode: string;
  /** What sealed fields are sealed with; random for each folder. */
  dataSecret: string;
  /** How far the cloud's clock was moved: the cloud itself forgets it. */
  clock: KeptClock;
  /** Takes everything away that the cloud and the demo wrote. */
  empty(): void;
  /** Noted while the demo is being prepared: half of it is worth nothing. */
  preparing(on: boolean): void;
  release(): void;
}

/**
 * Opens a folder for one instance at a time.
 * @throws Plain when another instance works on it.
 */
export async function openDataFolder(
  folder: string,
  port: number
): Promise<DataFolder> {
  mkdirSync(folder, { recursive: true });
  const lock = path.join(folder, 'in-use.json');
  await refuseSecond(folder, lock, port);
  writeFileSync(lock, JSON.stringify({ port }));
  const data = dataFolder(folder, lock);
  if (existsSync(path.join(folder, PREPARING))) data.empty();
  return data;
}

function dataFolder(folder: string, lock: string): DataFolder {
  const at = (name: string): string => path.join(folder, name);
  const remove = (name: string): void =>
    rmSync(at(name), { recursive: true, force: true });
  const clock = new KeptClock(at('clock-offset'));
  return {
    path: folder,
    cloud: at('cloud'),
    demo: at('demo.json'),
    setupCode: keptSecret(at('setup-code')),
    dataSecret: keptSecret(at('data-secret')),
    clock,
    empty: () => {
      ['cloud', 'demo.json', PREPARING].forEach(remove);
      clock.reset();
    },
    preparing: (on) => {
      if (on) writeFileSync(at(PREPARING), '');
      else remove(PREPARING);
    },
    release: () => rmSync(lock, { force: true }),
  };
}

/** A lock of a process that died is nobody's: only who answers counts. */
async function refuseSecond(
  folder: string,
  lock: string,
  port: number
): Promise<void> {
  if (!existsSync(lock)) return;
  const holder = JSON.parse(readFileSync(lock, 'utf8')) as { port: number };
  if (holder.port === port) return;
  const other = await instanceAt(holder.port);
  if (other?.data !== folder) return;
  throw new Plain(
    `数据目录 ${folder} 正被另一份使用：http://127.0.0.1:${holder.port} 。` +
      '直接打开它，或换一个目录，例如：npm start -- --port 8800 --data .data-2'
  );
}

function keptSecret(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(16).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
