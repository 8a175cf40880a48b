import { refuse } from '../../../domain/errors';
import { changedValues, changeSettings } from '../../../domain/settings/change';
import { readSettings } from '../../../domain/settings/read';
import { type Settings } from '../../../domain/settings/schema';
import { NOBODY } from '../../../domain/values/collections';
import { auditIn } from '../../platform/audit';
import { get } from '../../platform/documents';
import { actorOf, type Request } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { CURRENT_SETTINGS } from '../../platform/settings';
import { transact, type Transaction } from '../../platform/transact';

/**
 * Some values of some sections. Saying what is so already changes nothing, so
 * a call that is repeated after a lost answer is no conflict.
 */
export const settingsUpdate: Handler<'settings.update'> = async (
  { changes, rev },
  request
) =>
  transact(async (tx) => {
    const before = await inForce(tx);
    const settings = changeSettings(before.settings, changes);
    const differs = changedValues(before.settings, settings).length > 0;
    if (differs && before.rev !== rev) refuse('SETTINGS_CHANGED');
    await refuseUnknownDuty(before.settings, settings);
    return store(tx, request, before, settings, null);
  });

/** Takes up an earlier revision again; what came between stays on record. */
export const settingsRestore: Handler<'settings.restore'> = async (
  { rev, onlyAt },
  request
) =>
  transact(async (tx) => {
    const before = await inForce(tx);
    const kept = rev === 0 ? null : await tx.get('settings', `rev.${rev}`);
    if (rev !== 0 && !kept) refuse('NOT_FOUND');
    const { settings } = readSettings(kept?.values);
    const differs = changedValues(before.settings, settings).length > 0;
    const moved = onlyAt !== undefined && before.rev !== onlyAt;
    if (differs && moved) refuse('SETTINGS_CHANGED');
    return store(tx, request, before, settings, rev);
  });

interface InForce {
  rev: number;
  at: number;
  settings: Settings;
  /** As stored: sections of another version stay where they are. */
  values: Record<string, unknown>;
}

async function inForce(tx: Transaction): Promise<InForce> {
  const stored = await tx.get('settings', CURRENT_SETTINGS);
  const values = stored?.values ?? {};
  const { settings } = readSettings(values);
  return { rev: stored?.rev ?? 0, at: stored?.at ?? 0, settings, values };
}

async function store(
  tx: Transaction,
  request: Request,
  before: InForce,
  settings: Settings,
  restored: number | null
) {
  const changed = changedValues(before.settings, settings);
  const { rev: last, at } = before;
  if (changed.length === 0) return { rev: last, at, settings: before.settings };
  const rev = last + 1;
  const { _id: by } = actorOf(request).staff;
  const fields = {
    rev,
    values: { ...before.values, ...settings },
    at: request.now,
    by,
    changed,
    restored,
  };
  await tx.put('settings', CURRENT_SETTINGS, fields);
  await tx.put('settings', `rev.${rev}`, fields);
  const action = restored === null ? 'settings.update' : 'settings.restore';
  await auditIn(tx, request, by, action, `rev.${rev}`, changed.join(', '));
  return { rev, at: request.now, settings };
}

/** Whoever is to serve outside the hours must be there. */
async function refuseUnknownDuty(
  before: Settings,
  { assignment: { dutyStaffId } }: Settings
): Promise<void> {
  if (dutyStaffId === NOBODY) return;
  if (dutyStaffId === before.assignment.dutyStaffId) return;
  const staff = await get('staff', dutyStaffId);
  if (staff?.status === 'active') return;
  const field = 'assignment.dutyStaffId';
  refuse('INVALID_INPUT', field, { field });
}
