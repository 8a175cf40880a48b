import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Demo } from '../../h5/stage/stage-api';
import type { CloudAddress } from '../start/cloud-process';
import type { DataFolder } from '../start/data-folder';
import { pictureOf } from './code-picture';
import { playConversations } from './conversations';
import { hireEverybody, type Hired } from './hire';
import { ADMIN, CUSTOMERS, STAFF, type StaffHandle } from './people';

/**
 * Fills an empty cloud by calling the product's own actions with a moved
 * clock, and writes who is who (with first passwords) for the stage.
 */
export async function seed(
  cloud: CloudAddress,
  data: DataFolder
): Promise<void> {
  const adminPassword = randomBytes(5).toString('hex');
  const staff = await hireEverybody(cloud, data.setupCode, adminPassword);
  const { actor, staffId } = staff.chen;
  const code = await actor.ask('code.create', { staffId: staffId });
  const { scene, fileId } = code;
  await playConversations({ cloud, clock: data.clock, staff, scene });
  const demo: Demo = {
    customers: demoCustomers(),
    staff: demoStaff(staff, adminPassword),
    code: fileId
      ? {
          scene,
          staffName: STAFF.chen.name,
          picture: await pictureOf(cloud, fileId),
        }
      : null,
  };
  writeFileSync(data.demo, JSON.stringify(demo, null, 2), { mode: 0o600 });
}

function demoCustomers(): Demo['customers'] {
  const tints = { li: 1, zhao: 3, wang: 6 };
  return (Object.keys(tints) as (keyof typeof tints)[]).map((handle) => ({
    ...CUSTOMERS[handle],
    handle,
    avatarTint: tints[handle],
  }));
}

function demoStaff(
  hired: Record<StaffHandle, Hired>,
  adminPassword: string
): Demo['staff'] {
  const tints = { chen: 0, zhou: 2, lin: 5 };
  const people = (Object.keys(tints) as (keyof typeof tints)[]).map(
    (handle) => {
      const { openid, name, staffCode, note } = STAFF[handle];
      const { password } = hired[handle];
      const avatarTint = tints[handle];
      return { openid, name, staffCode, note, password, avatarTint };
    }
  );
  return [...people, { ...ADMIN, password: adminPassword, avatarTint: 4 }];
}
