import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../domain/actions/index';
import { COPY } from '../../domain/ui/copy/phone';
import { LIMITS } from '../../domain/values/limits';
import { codeFrom } from '../support/authenticator';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const STEP_MS = 30_000;
type Answer = OutputOf<'account.signIn'>;

let world: World;
let admin: WebPerson;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
});
afterAll(() => world.stop());

interface Enrolled extends Hired {
  secret: string;
  recoveryCodes: string[];
}

async function enrolled(staffCode: string): Promise<Enrolled> {
  const hired = await world.hire(staffCode);
  const { password, phone } = hired;
  const begun = await phone.ask('account.enrolSecondFactor', { password });
  const { secret, challenge } = begun;
  const code = codeFrom(secret, await world.door.now());
  const done = await phone.ask('account.confirmSecondFactor', {
    challenge,
    code,
  });
  return { ...hired, secret, recoveryCodes: done.recoveryCodes };
}

/** The code of the next step: the present one may have been used. */
async function nextCode(secret: string): Promise<string> {
  await world.door.advance(STEP_MS);
  return codeFrom(secret, await world.door.now());
}

function signIn(person: Person, { staffCode, password }: Hired) {
  return person.ask('account.signIn', { staffCode, password });
}

function challengeOf(answer: Answer): string {
  if (!('challenge' in answer)) throw new Error(answer.step);
  return answer.challenge;
}

describe('[A-N06] a second factor', () => {
  it('counts from the first right code on, and is asked for from then on', async () => {
    const hired = await world.hire('A1001');
    const { password, phone, staffId } = hired;
    const begun = await phone.ask('account.enrolSecondFactor', { password });
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\//);
    expect(begun.uri).toContain(begun.secret);
    expect(decodeURIComponent(begun.uri)).toContain(COPY.brandService);
    expect((await signIn(phone, hired)).step).toBe('done');

    const { challenge, secret } = begun;
    const now = await world.door.now();
    const wrong = { challenge, code: codeFrom(secret, now + 10 * STEP_MS) };
    expect(await phone.refusal('account.confirmSecondFactor', wrong)).toBe(
      'SECOND_FACTOR_FAILED'
    );
    const right = { challenge, code: codeFrom(secret, now) };
    const done = await phone.ask('account.confirmSecondFactor', right);
    expect(new Set(done.recoveryCodes).size).toBe(LIMITS.recoveryCodes);
    expect(await phone.refusal('account.confirmSecondFactor', right)).toBe(
      'CHALLENGE_EXPIRED'
    );

    const answer = await signIn(phone, hired);
    expect(answer.step).toBe('code');
    const next = await phone.ask('account.continueSignIn', {
      challenge: challengeOf(answer),
      code: await nextCode(secret),
    });
    expect(next).toMatchObject({ step: 'done', staff: { staffId } });
    const stored = JSON.stringify([
      await world.all('logins'),
      await world.all('challenges'),
      await world.all('staff'),
    ]);
    for (const plain of [secret, ...done.recoveryCodes]) {
      expect(stored).not.toContain(plain);
      expect(stored).not.toContain(plain.replaceAll('-', ''));
    }
  });

  it('takes the code of the step before and after, no other', async () => {
    const hired = await enrolled('A1002');
    const { phone, secret } = hired;
    await world.door.advance(10 * STEP_MS);
    const now = await world.door.now();
    const challenge = challengeOf(await signIn(phone, hired));
    for (const away of [-3, 3]) {
      const code = codeFrom(secret, now + away * STEP_MS);
      expect(
        await phone.refusal('account.continueSignIn', { challenge, code })
      ).toBe('SECOND_FACTOR_FAILED');
    }
    const code = codeFrom(secret, (await world.door.now()) - STEP_MS);
    expect(
      await phone.refusal('account.continueSignIn', { challenge, code })
    ).toBe('OK');
  });

  it('takes no code twice, not even of many at once', async () => {
    const hired = await enrolled('A1003');
    const people = await Promise.all([1, 2].map(() => world.web()));
    const asked = await Promise.all(
      people.map(async (person) => {
        const challenge = challengeOf(await signIn(person, hired));
        return { person, challenge };
      })
    );
    const code = await nextCode(hired.secret);
    const codes = await Promise.all(
      asked.map(({ person, challenge }) =>
        person.refusal('account.continueSignIn', { challenge, code })
      )
    );
    expect(codes.filter((one) => one === 'OK')).toHaveLength(1);
    expect(codes.filter((one) => one === 'SECOND_FACTOR_FAILED')).toHaveLength(
      1
    );
  });

  it('each recovery code opens once, however it is typed', async () => {
    const hired = await enrolled('A1004');
    const { phone } = hired;
    const [first = '', second = ''] = hired.recoveryCodes;
    const withCode = async (recoveryCode: string) => {
      const challenge = challengeOf(await signIn(phone, hired));
      const input = { challenge, recoveryCode };
      return phone.refusal('account.continueSignIn', input);
    };
    expect(await withCode(first)).toBe('OK');
    expect(await withCode(first)).toBe('SECOND_FACTOR_FAILED');
    expect(await withCode(second.toUpperCase().replaceAll('-', ' '))).toBe(
      'OK'
    );
    const [login] = await world.all<{ secondFactor: { recovery: string[] } }>(
      'logins',
      { _id: 'A1004' }
    );
    expect(login?.secondFactor.recovery).toHaveLength(8);
  });

  it('[B-111] is not guessed: wrong codes lock, also by asking anew and at once', async () => {
    const hired = await enrolled('A1005');
    const web = await world.web();
    const guess = async () => {
      const input = { staffCode: 'A1005', password: hired.password };
      const reply = await web.call('account.signIn', input);
      if (!reply.ok) return reply.error.code;
      const challenge = challengeOf(reply.data);
      const code = '000000';
      return web.refusal('account.continueSignIn', { challenge, code });
    };
    const codes: string[] = [];
    for (let at = 0; at < 4; at++) codes.push(await guess());
    expect(codes.at(0)).toBe('SECOND_FACTOR_FAILED');
    expect(codes.at(-1)).toBe('SIGN_IN_LOCKED');
    await world.door.advance(LIMITS.signInLockMs);
    const challenge = challengeOf(await signIn(web, hired));
    const many = await Promise.all(
      Array.from({ length: 12 }, () =>
        web.refusal('account.continueSignIn', { challenge, code: '000000' })
      )
    );
    const tried = many.filter((one) => one === 'SECOND_FACTOR_FAILED');
    expect(tried).toHaveLength(LIMITS.signInFailures - 1);
    await world.door.advance(LIMITS.signInLockMs);
  });

  it('goes with password and code; the administrator can take it away', async () => {
    const hired = await enrolled('A1006');
    const { phone, password, secret, staffId } = hired;
    const wrong = { password: 'not-his-own', code: await nextCode(secret) };
    expect(await phone.refusal('account.disableSecondFactor', wrong)).toBe(
      'SIGN_IN_FAILED'
    );
    const odd = { password, code: '000000' };
    expect(await phone.refusal('account.disableSecondFactor', odd)).toBe(
      'SECOND_FACTOR_FAILED'
    );
    const right = { password, code: await nextCode(secret) };
    await phone.ask('account.disableSecondFactor', right);
    expect((await signIn(phone, hired)).step).toBe('done');

    const other = await enrolled('A1007');
    const { staff } = await admin.ask('staff.resetSecondFactor', {
      staffId: other.staffId,
    });
    expect(staff.secondFactor).toBe(false);
    expect((await signIn(other.phone, other)).step).toBe('done');
    const audited = { action: 'staff.resetSecondFactor' };
    expect(await world.all('audit', audited)).toEqual([
      expect.objectContaining({ object: other.staffId }),
    ]);
    expect(await phone.refusal('staff.resetSecondFactor', { staffId })).toBe(
      'FORBIDDEN'
    );
  });

  it('is set up at the sign-in where it is required, and not asked where it is off', async () => {
    await world.settings('people', { secondFactor: 'required' });
    const hired = await world.hire('A1008', { signIn: false });
    const web = await world.web();
    const answer = await signIn(web, hired);
    if (answer.step !== 'enrol') throw new Error(answer.step);
    const { challenge, secret } = answer;
    const code = codeFrom(secret, await world.door.now());
    const done = await web.ask('account.continueSignIn', { challenge, code });
    expect(done.step === 'done' && done.recoveryCodes).toHaveLength(10);
    expect((await web.entersBy(done)).staff.secondFactor).toBe(true);
    await world.settings('people', { secondFactor: 'off' });
    expect((await signIn(await world.web(), hired)).step).toBe('done');
    const { password } = hired;
    expect(await web.refusal('account.enrolSecondFactor', { password })).toBe(
      'FORBIDDEN'
    );
    await world.settings('people', { secondFactor: 'optional' });
  });
});

describe('the challenge of a sign-in', () => {
  it('is for who began it, for ten minutes, and once', async () => {
    const hired = await enrolled('A2001');
    const [web, stranger] = [await world.web(), await world.web()];
    const challenge = challengeOf(await signIn(web, hired));
    const code = await nextCode(hired.secret);
    const input = { challenge, code };
    expect(await stranger.refusal('account.continueSignIn', input)).toBe(
      'CHALLENGE_EXPIRED'
    );
    await world.door.advance(LIMITS.challengeMs);
    expect(await web.refusal('account.continueSignIn', input)).toBe(
      'CHALLENGE_EXPIRED'
    );
    const again = challengeOf(await signIn(web, hired));
    const next = { challenge: again, code: await nextCode(hired.secret) };
    expect(await web.refusal('account.continueSignIn', next)).toBe('OK');
    expect(await web.refusal('account.continueSignIn', next)).toBe(
      'CHALLENGE_EXPIRED'
    );
  });

  it('asks for what it asks for, and is over with a reset password', async () => {
    const hired = await enrolled('A2002');
    const web = await world.web();
    const challenge = challengeOf(await signIn(web, hired));
    const newPassword = 'something-long';
    expect(
      await web.refusal('account.continueSignIn', { challenge, newPassword })
    ).toBe('INVALID_INPUT');
    await admin.ask('staff.resetPassword', { staffId: hired.staffId });
    const code = await nextCode(hired.secret);
    expect(
      await web.refusal('account.continueSignIn', { challenge, code })
    ).toBe('CHALLENGE_EXPIRED');
  });
});
