import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BYTES, stored, uploaded, uploads } from '../support/files';
import type { Person } from '../support/person';
import { startWorld, type World } from '../support/world';

const DENIED = 'STORAGE_EXCEED_AUTHORITY';

let world: World;
let customer: Person;
let stranger: Person;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  customer = world.customerPhone();
  stranger = world.customerPhone();
});
afterAll(() => world.stop());

const put = (person: Person, path: string) =>
  uploads(world, { openid: person.me }, path, BYTES.jpg);

/** What the platform says to a client who wants a file itself. */
async function wants(
  identity: { openid: string } | { uid: string },
  step: 'get-objects-download-info' | 'delete-objects',
  cloudObjectId: string
): Promise<string | null> {
  const answer = await fetch(`${world.url}/v1/storages/${step}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await world.door.tokenOf(identity)}`,
    },
    body: JSON.stringify([{ cloudObjectId }]),
  });
  const [one] = (await answer.json()) as { code?: string }[];
  return one?.code ?? null;
}

describe.each(['absent', 'empty'])(
  'the bucket, openid of web callers %s',
  (openidOfWebCaller) => {
    beforeAll(() => world.door.put('switches', { openidOfWebCaller }));

    it('[R-FILE-1] takes what somebody uploads below up/, of phone and web', async () => {
      const place = await uploaded(world, customer, 'image', 'jpg', BYTES.jpg);
      expect(await put(customer, place.cloudPath)).toBeNull();
      const web = await world.web();
      const path = `up/${'w'.repeat(31)}${openidOfWebCaller.length}.jpg`;
      const refused = await uploads(world, { uid: web.me }, path, BYTES.jpg);
      expect(refused).toBeNull();
    });

    it('[R-FILE-2] nothing anywhere else', async () => {
      const before = await stored(world);
      const paths = [
        'kept/a.jpg',
        'codes/a.png',
        'a.jpg',
        'x/up/a.jpg',
        'up/a/b.jpg',
        'up/../kept/a.jpg',
        'UP/a.jpg',
        'up/a.jpg/x',
        'up/a',
        'up/a.jpg\n',
      ];
      for (const path of paths) {
        expect(await put(customer, path)).not.toBeNull();
      }
      expect(await stored(world)).toEqual(before);
    });

    it('[R-FILE-3] nobody writes over, or deletes, what another put there', async () => {
      const bytes = BYTES.jpg;
      const { cloudPath, fileId } = await uploaded(
        world,
        customer,
        'image',
        'jpg',
        bytes
      );
      expect(await put(stranger, cloudPath)).toBe(DENIED);
      const him = { openid: stranger.me };
      expect(await wants(him, 'delete-objects', fileId)).toBe(DENIED);
      expect(await stored(world, cloudPath)).toHaveLength(1);
    });

    it('[R-FILE-4] nobody reads it directly, its owner neither', async () => {
      const bytes = BYTES.jpg;
      const { fileId } = await uploaded(world, customer, 'image', 'jpg', bytes);
      for (const identity of [
        { openid: customer.me },
        { openid: stranger.me },
        { uid: (await world.web()).me },
      ]) {
        const step = 'get-objects-download-info';
        expect(await wants(identity, step, fileId)).toBe(DENIED);
      }
    });
  }
);
