import { afterAll, beforeAll, expect, describe, it } from 'vitest';
import { SETUP_CODE, startWorld, type World } from '../support/world';

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
afterAll(() => world.stop());

const first = {
  setupCode: SETUP_CODE,
  name: '管理员',
  staffCode: 'ADMIN',
  password: 'admin-password',
};

describe('[F009a] the first administrator', () => {
  it('is not made with a wrong code, and nothing is written', async () => {
    const web = await world.web();
    const input = { ...first, setupCode: 'guessed' };
    expect(await web.refusal('account.setup', input)).toBe('SETUP_REFUSED');
    const written = Object.values(await world.counts());
    expect(written.reduce((sum, one) => sum + one)).toBe(0);
  });

  it('is one, however many ask at once', async () => {
    const web = await world.web();
    const codes = await Promise.all(
      ['ADMIN', 'ADMIN2', 'ADMIN3', 'ADMIN4'].map((staffCode) =>
        web.refusal('account.setup', { ...first, staffCode })
      )
    );
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(codes.filter((code) => code === 'SETUP_REFUSED')).toHaveLength(3);
    expect(await world.all('staff')).toHaveLength(1);
  });

  it('finds the ground that rules need', async () => {
    const seats = await world.all<{ _id: string }>('seats');
    expect(seats.map(({ _id }) => _id).sort()).toEqual(['null', 'undefined']);
    expect(await world.all('meta', { _id: 'version' })).toEqual([
      { _id: 'version', version: 1 },
    ]);
  });
});
