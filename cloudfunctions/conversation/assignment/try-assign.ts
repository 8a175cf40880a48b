import { tryAssign } from '../../../domain/assignment/trial';
import type { Handler } from '../../platform/serve';
import { rosterAt } from './candidates';

/** Who is there now, by the rule that is asked about; nothing is written. */
export const deskTryAssign: Handler<'desk.tryAssign'> = async (
  policy,
  { now }
) => {
  const { candidates, staff } = await rosterAt(now);
  const trial = tryAssign(candidates, policy);
  const he = staff.get(trial.staffId);
  return {
    ...trial,
    name: he?.name ?? '',
    load: he?.load ?? 0,
    capacity: he?.capacity ?? 0,
  };
};
