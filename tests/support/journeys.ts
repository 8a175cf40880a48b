import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { launchBrowser } from './browser';
import { broken, stored } from './invariants/check';
import { PhonePage } from './phone-page';
import { servePhones, type PhoneSite } from './phone-site';
import { startWorld, type Hired, type Hiring, type World } from './world';

const CHAT = 'pages/chat/index';
const SIGN_IN = 'packages/agent/pages/sign-in/index';
/** As often as the clock's own timer comes. */
const SWEEP_MS = 5 * 60_000;

export interface AgentPhone extends Omit<Hired, 'phone'> {
  phone: PhonePage;
  name: string;
  openid: string;
  /** The page that his own code opens. */
  code: string;
}

/** What the journeys of one file share: a browser, the site and a world. */
export interface Journeys {
  readonly world: World;
  /** Somebody who has agreed; by an agent's code, or just so. */
  customer(openid: string, route?: string): Promise<PhonePage>;
  /** A new agent, signed in on his phone, online, with a code of his own. */
  agent(staffCode: string, more?: Hiring): Promise<AgentPhone>;
  /** The cloud drops every socket, as it does when it is moved. */
  cutSockets(): Promise<void>;
}

/**
 * Once at the top of a file. Phones end with their test; who meets whom is
 * decided by codes, so that tests of one file do not interfere. After the last
 * one the database is whole (tests/support/invariants).
 */
export function startJourneys(): Journeys {
  let browser: Browser;
  let site: PhoneSite;
  let world: World;
  const phones: PhonePage[] = [];

  beforeAll(async () => {
    [browser, site, world] = await Promise.all([
      launchBrowser(),
      servePhones(),
      startWorld(),
    ]);
    await world.setUp();
  });
  afterEach(async () => {
    await Promise.all(phones.splice(0).map((phone) => phone.close()));
  });
  afterAll(async () => {
    try {
      await expectWhole(world);
    } finally {
      await world.stop();
      await browser.close();
      await site.stop();
    }
  });

  const open = async (openid: string, route: string) => {
    const phone = await PhonePage.open(browser, site, world, { openid, route });
    phones.push(phone);
    return phone;
  };
  return {
    get world() {
      return world;
    },
    async customer(openid, route = CHAT) {
      const phone = await open(openid, route);
      await phone.agreesToPrivacy();
      return phone;
    },
    async agent(staffCode, more = {}) {
      const hired = await world.hire(staffCode, { ...more, signIn: false });
      const { staffId, password } = hired;
      const openid = `phone-of-${staffCode}`;
      const phone = await open(openid, SIGN_IN);
      await phone.signsIn(staffCode, password);
      await phone.part('presence-pill').waitFor();
      const person = world.agentPhone(openid);
      const { scene } = await person.ask('code.create', { staffId });
      const code = `${CHAT}?scene=${scene}`;
      const name = `客服${staffCode}`;
      return { staffId, staffCode, password, phone, name, openid, code };
    },
    cutSockets: () => world.door.post('faults', { cutSockets: true }),
  };
}

/** A phone may have been closed in mid-sentence: the next sweep comes first. */
async function expectWhole(world: World): Promise<void> {
  await world.door.advance(SWEEP_MS);
  // What was read since the last message is counted with the next one.
  const wrong = async () =>
    broken(await stored(world)).filter((one) => !one.includes(' unread '));
  await vi.waitFor(async () => expect(await wrong()).toEqual([]), {
    timeout: 20_000,
    interval: 200,
  });
}
