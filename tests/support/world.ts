import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tcb from '@cloudbase/node-sdk';
import type { CollectionName } from '../../domain/values/collections';
import type { Settings, SettingsSection } from '../../domain/settings/schema';
import { openDoor, type Door } from './door';
import { personAt, type Person, type WebPerson } from './person';
import { startCloudProcess, type CloudProcess } from './cloud-process';

/**
 * A whole product on a cloud of its own: the built functions, the rules and
 * empty data. People are made by `customerPhone`, `agentPhone` and `web`.
 *
 *     const world = await startWorld();
 *     const admin = await world.setUp();
 *     const agent = await world.hire('A1001');       // signed in, online
 *     const customer = world.customerPhone();
 *     const { conversation } = await customer.says('你好');
 *     await world.stop();
 */
export interface World {
  cloud: CloudProcess;
  url: string;
  env: string;
  /** What tests alone may do: clock, faults, pushes, counters. */
  door: Door;
  /** A person with a phone; the openid is made up where none is given. */
  customerPhone(openid?: string): Person;
  agentPhone(openid?: string): Person;
  /** A browser, signed in anonymously. */
  web(): Promise<WebPerson>;
  /** The first administrator, signed in on the web. Once per world. */
  setUp(): Promise<WebPerson>;
  /** A new agent made by that administrator, signed in on a phone. */
  hire(staffCode: string, more?: Hiring): Promise<Hired>;
  /**
   * Changes settings as the administrator does, and waits (by the cloud's
   * clock) until every function has seen it.
   */
  settings<S extends SettingsSection>(
    section: S,
    values: Partial<Settings[S]>
  ): Promise<void>;
  /** Reads the database as the server does; to look, never to prepare. */
  all<T = Record<string, unknown>>(
    collection: CollectionName,
    filter?: Record<string, unknown>
  ): Promise<T[]>;
  /** How many documents each collection has, to see that nothing changed. */
  counts(): Promise<Record<string, number>>;
  /** Empties the data and forgets everybody; the clock stays where it is. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface Hiring {
  capacity?: number;
  teamId?: string;
  role?: 'agent' | 'supervisor' | 'admin';
  openid?: string;
  /** False: only made, not signed in. */
  signIn?: boolean;
}

export interface Hired {
  staffId: string;
  staffCode: string;
  password: string;
  phone: Person;
}

export const SETUP_CODE = 'setup-code-of-the-tests';
/** 32 bytes in base64. */
export const DATA_KEY = Buffer.alloc(32, 7).toString('base64');
export const PUSH_TEMPLATE = 'template-of-the-tests';
/** Functions remember the settings for 10 seconds. */
const SETTINGS_SEEN_MS = 11_000;
const ADMIN = { staffCode: 'ADMIN', password: 'admin-password' };

/** Starts a cloud with the functions that were built before the run. */
export async function startWorld(
  options: { dataDir?: string; env?: Record<string, string> } = {}
): Promise<World> {
  const made = options.dataDir ? null : mkdtempSync(join(tmpdir(), 'world-'));
  const cloud = await startCloudProcess({
    dataDir: options.dataDir ?? made ?? '',
    env: {
      KF_SETUP_CODE: SETUP_CODE,
      KF_PUSH_TEMPLATE_ID: PUSH_TEMPLATE,
      KF_DATA_KEY: DATA_KEY,
      ...options.env,
    },
  });
  const stop = async () => {
    await cloud.stop();
    if (made) rmSync(made, { recursive: true, force: true });
  };
  return { ...peopled(cloud), stop };
}

function peopled(cloud: CloudProcess): Omit<World, 'stop'> {
  const { url, env } = cloud;
  const door = openDoor(url);
  const read = reader(url, env);
  let admin: WebPerson | null = null;
  let phones = 0;
  const phone = (kind: string) => (openid?: string) => {
    phones += 1;
    return personAt(url, { openid: openid ?? `${kind}-${phones}` });
  };
  const agentPhone = phone('agent');
  const web = () => personAt(url, 'anonymous');

  const setUp = async () => {
    const person = await web();
    await person.ask('account.setup', {
      setupCode: SETUP_CODE,
      name: '管理员',
      ...ADMIN,
    });
    await person.signsIn(ADMIN.staffCode, ADMIN.password);
    person.staysSignedIn();
    admin = person;
    return person;
  };
  const hire = async (staffCode: string, more: Hiring = {}) => {
    admin ??= await setUp();
    const { role = 'agent', capacity, teamId, openid } = more;
    const made = await admin.ask('staff.create', {
      name: `客服${staffCode}`,
      staffCode,
      role,
      ...(capacity !== undefined && { capacity }),
      ...(teamId !== undefined && { teamId }),
    });
    const his = agentPhone(openid);
    const first = more.signIn === false ? await web() : his;
    const given = made.initialPassword;
    const password = await choosePassword(first, staffCode, given);
    return { staffId: made.staff.staffId, staffCode, password, phone: his };
  };
  return {
    cloud,
    url,
    env,
    door,
    customerPhone: phone('customer'),
    agentPhone,
    web,
    setUp,
    hire,
    settings: async (section, values) => {
      admin ??= await setUp();
      const { rev } = await admin.ask('settings.get', {});
      await admin.ask('settings.update', {
        changes: [{ section, values }],
        rev,
      });
      await door.advance(SETTINGS_SEEN_MS);
    },
    ...read,
    async reset() {
      await door.post('reset');
      admin = null;
    },
  };
}

/** Signs in with the first password. @returns the one he has afterwards */
async function choosePassword(
  person: Person,
  staffCode: string,
  password: string
): Promise<string> {
  const answer = await person.ask('account.signIn', { staffCode, password });
  if (answer.step !== 'password') return password;
  const { challenge } = answer;
  const newPassword = `${password}-own`;
  await person.ask('account.continueSignIn', { challenge, newPassword });
  return newPassword;
}

/** The most that the server reads at once. */
const PAGE = 1000;

function reader(url: string, env: string): Pick<World, 'all' | 'counts'> {
  const app = tcb.init({
    env,
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${url}/admin`,
  });
  const database = app.database();
  return {
    async all<T>(collection: CollectionName, filter = {}) {
      const query = database.collection(collection).where(filter);
      const found: T[] = [];
      for (;;) {
        const page = query.orderBy('_id', 'asc').skip(found.length);
        const { data } = await page.limit(PAGE).get();
        found.push(...(data as T[]));
        if (data.length < PAGE) return found;
      }
    },
    async counts() {
      const { COLLECTIONS } = await import('../../domain/values/collections');
      const counted = COLLECTIONS.map(async (name) => {
        const { total } = await database.collection(name).count();
        return [name, total ?? 0] as const;
      });
      return Object.fromEntries(await Promise.all(counted));
    },
  };
}
