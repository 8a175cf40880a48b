import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { actions, type ActionName } from '../../domain/actions/index';
import type { Access, Scope } from '../../domain/actions/spec';
import { reaches } from '../../domain/staff/scope';
import { STAFF_ROLES, type StaffRole } from '../../domain/values/states';
import { fixtureOf } from '../support/matrix/fixtures';
import {
  hireInto,
  possess,
  type Member,
  type Possession,
} from '../support/matrix/possessions';
import { stopTimers } from '../support/killing';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';

/** Whose the thing is: his own, of one in his team, of one in another. */
const OWNERSHIPS = ['own', 'team', 'other'] as const;
type Ownership = (typeof OWNERSHIPS)[number];
type Table = Partial<Record<StaffRole, Scope>>;

/** The call was not let through. Whatever else is answered, it was. */
const BY_ROLE = ['FORBIDDEN', 'UNAUTHENTICATED', 'SESSION_EXPIRED'];
/** The same where there is a thing: somebody may not even know of it. */
const BY_OWNER = [...BY_ROLE, 'NOT_FOUND', 'CONVERSATION_TRANSFERRED'];

/** These say nothing about access: the line of the fixture is wrong. */
const UNCLEAR = ['INVALID_INPUT', 'UNKNOWN_ACTION', 'INTERNAL'];

/** Their being allowed is what every other test of that role shows. */
const ENDS_THE_CALLER: ActionName[] = ['account.signOut'];

const tableOf = (access: Access): Table | null =>
  typeof access === 'string' ? null : access;
const ALL = Object.keys(actions) as ActionName[];
const OF_STAFF = ALL.filter((name) => tableOf(actions[name].access));
const OF_TIMERS = ALL.filter((name) => actions[name].access === 'timer');

let world: World;
let admin: WebPerson;
let north: string;
let actors: Record<StaffRole, Member>;
let owners: Record<'team' | 'other', Member>;
const possessions = new Map<string, Promise<Possession>>();

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  north = (await admin.ask('team.create', { name: '北区' })).team.teamId;
  const south = (await admin.ask('team.create', { name: '南区' })).team.teamId;
  actors = {
    agent: await hireInto(world, admin, north, 'agent'),
    supervisor: await hireInto(world, admin, north, 'supervisor'),
    admin: await hireInto(world, admin, north, 'admin'),
  };
  owners = {
    team: await hireInto(world, admin, north, 'agent'),
    other: await hireInto(world, admin, south, 'agent'),
  };
});
afterAll(() => world.stop());

/** Made when first asked for, and again where the last was used up. */
function thingOf(owner: Member, fresh: boolean): Promise<Possession> {
  const known = possessions.get(owner.staffId);
  if (known && !fresh) return known;
  const made = possess(world, owner);
  if (!fresh) possessions.set(owner.staffId, made);
  return made;
}

async function codeOf(
  person: Person,
  name: ActionName,
  input: unknown
): Promise<string> {
  const event = { action: name, input };
  const reply = await person.raw(actions[name].in, event);
  const { ok, error } = reply as { ok: boolean; error?: { code: string } };
  return ok ? 'OK' : (error?.code ?? JSON.stringify(reply));
}

/** Somebody of this role asks for a thing of this owner. */
async function cell(
  name: ActionName,
  role: StaffRole,
  ownership: Ownership
): Promise<{ code: string; allowed: boolean }> {
  const fixture = fixtureOf(name);
  const scope = tableOf(actions[name].access)?.[role];
  const fresh = fixture.spends === true && scope !== undefined;
  // Whoever is used up by the call must not be one of the cast.
  const usedUp = fresh && /^staff\./.test(name);
  const inCast = ownership === 'own' ? actors[role] : owners[ownership];
  const owner = usedUp
    ? await hireInto(world, admin, inCast.teamId, inCast.role)
    : inCast;
  const actor = ownership === 'own' ? owner : actors[role];
  const thing = await thingOf(owner, fresh);
  const code = await codeOf(actor.phone, name, fixture.input(thing));
  const object = { staffId: owner.staffId, teamId: owner.teamId };
  const he = { _id: actor.staffId, teamId: actor.teamId };
  const reached = scope !== undefined && reaches(scope, he, object);
  const allowed = reached && (!fixture.private || ownership === 'own');
  return { code, allowed };
}

describe('[A-N07] role × action × ownership', () => {
  for (const name of OF_STAFF) {
    const table = tableOf(actions[name].access) ?? {};
    const words = STAFF_ROLES.map((role) => `${role} ${table[role] ?? 'no'}`);
    it(`[A-BR15] ${name}: ${words.join(', ')}`, async () => {
      const { of } = fixtureOf(name);
      const wrong: string[] = [];
      for (const role of STAFF_ROLES) {
        if (of === 'nothing') wrong.push(...(await byRole(name, role, table)));
        else wrong.push(...(await byOwner(name, role)));
      }
      expect(wrong).toEqual([]);
    });
  }
});

/** What is not as the table says, as sentences. */
async function byRole(
  name: ActionName,
  role: StaffRole,
  table: Table
): Promise<string[]> {
  if (ENDS_THE_CALLER.includes(name)) return [];
  const code = await codeOf(actors[role].phone, name, {});
  const allowed = table[role] !== undefined;
  const right = allowed ? !BY_ROLE.includes(code) : code === 'FORBIDDEN';
  return right ? [] : [`${role} (${allowed ? 'allowed' : 'refused'}): ${code}`];
}

async function byOwner(name: ActionName, role: StaffRole): Promise<string[]> {
  const wrong: string[] = [];
  for (const ownership of OWNERSHIPS) {
    // Administrators answer nobody: nothing is theirs but themselves.
    const none = role === 'admin' && ownership === 'own';
    if (none && fixtureOf(name).of !== 'staff') continue;
    const { code, allowed } = await cell(name, role, ownership);
    const right =
      !UNCLEAR.includes(code) && BY_OWNER.includes(code) !== allowed;
    const wish = allowed ? 'allowed' : 'refused';
    if (!right) wrong.push(`${role}, ${ownership} (${wish}): ${code}`);
  }
  return wrong;
}

describe('[A-N07] who is no member of staff', () => {
  let before: Record<string, number>;
  let strangers: Person[];
  beforeAll(async () => {
    // What was handed over before goes on by itself until it is done.
    await vi.waitFor(
      async () => {
        await world.door.advance(5 * 60_000);
        expect(await world.all('jobs')).toEqual([]);
      },
      { timeout: 30_000, interval: 300 }
    );
    // So does the hour's work, which a moved clock starts beside this.
    await stopTimers(world, ['clock']);
    await atRest();
    strangers = [world.customerPhone(), await world.web()];
    before = await world.counts();
  });

  /** Nothing that was begun before goes on writing. */
  const atRest = async () => {
    let last: Record<string, number> = {};
    await vi.waitFor(
      async () => {
        const now = await world.counts();
        const same = JSON.stringify(now) === JSON.stringify(last);
        last = now;
        expect(same).toBe(true);
      },
      { timeout: 30_000, interval: 500 }
    );
  };

  for (const name of OF_STAFF) {
    it(`${name} is refused to customers and to anonymous browsers`, async () => {
      for (const person of strangers) {
        expect(await codeOf(person, name, {})).toBe('UNAUTHENTICATED');
      }
    });
  }

  for (const name of OF_TIMERS) {
    it(`${name} is refused to everybody but a timer`, async () => {
      const everybody = [...Object.values(actors).map(({ phone }) => phone)];
      for (const person of [...everybody, admin, world.customerPhone()]) {
        expect(await codeOf(person, name, {})).toBe('FORBIDDEN');
      }
    });
  }

  it('has written nothing by any of that', async () => {
    // How often somebody asks is counted, whatever he is answered.
    const counted = { limits: expect.any(Number) };
    expect(await world.counts()).toEqual({ ...before, ...counted });
  });
});
