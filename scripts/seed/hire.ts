import { randomBytes } from 'node:crypto';
import type { CloudAddress } from '../start/cloud-process';
import { Actor } from './actor';
import { keepQuestions } from './questions';
import { ADMIN, DEPARTMENT, STAFF, type StaffHandle } from './people';

export interface Hired {
  actor: Actor;
  staffId: string;
  password: string;
}

/** The administrator by the setup code, then everybody by the administrator. */
export async function hireEverybody(
  cloud: CloudAddress,
  setupCode: string,
  adminPassword: string
): Promise<Record<StaffHandle, Hired>> {
  const admin = await Actor.arrive(cloud, ADMIN.openid);
  const { name, staffCode } = ADMIN;
  const password = adminPassword;
  await admin.ask('account.setup', { setupCode, name, staffCode, password });
  await admin.ask('account.signIn', { staffCode, password });
  await keepQuestions(admin);
  return {
    chen: await hire(cloud, admin, 'chen'),
    zhou: await hire(cloud, admin, 'zhou'),
    lin: await hire(cloud, admin, 'lin'),
  };
}

async function hire(
  cloud: CloudAddress,
  admin: Actor,
  handle: StaffHandle
): Promise<Hired> {
  const { openid, name, staffCode, role, specialty } = STAFF[handle];
  const { staff, initialPassword } = await admin.ask('staff.create', {
    name,
    staffCode,
    role,
    specialty,
    department: DEPARTMENT,
  });
  const actor = await Actor.arrive(cloud, openid);
  const password = await signIn(actor, staffCode, initialPassword);
  return { actor, staffId: staff.staffId, password };
}

/** The first password has to be changed. @returns the one in use afterwards */
async function signIn(
  actor: Actor,
  staffCode: string,
  password: string
): Promise<string> {
  const answer = await actor.ask('account.signIn', { staffCode, password });
  if (answer.step !== 'password') return password;
  const { challenge } = answer;
  const newPassword = randomBytes(5).toString('hex');
  await actor.ask('account.continueSignIn', { challenge, newPassword });
  return newPassword;
}
