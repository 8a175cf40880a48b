import type { AuditRow } from '../../../../domain/audit/schema';
import { fill } from '../../../../domain/ui/copy/fill';
import {
  AUDIT_DETAILS,
  AUDIT_FIELDS,
  AUDIT_SENTENCES,
} from '../../../../domain/ui/copy/records';
import {
  SETTING_WORDS,
  type SettingPath,
} from '../../../../domain/ui/copy/setting-words';
import type { StaffRole } from '../../../../domain/values/states';
import { ROLE_NAMES } from '../session/roles';

/** Names of staff by id; undefined where nobody has it. */
export type NameOf = (id: string) => string | undefined;

/** Actions whose detail is a list of fields. */
const WITH_FIELDS = ['staff.update', 'customer.update', 'team.update'];
const BETWEEN = ', ';
const HANDED = /^to (.+): (\d+), requeued (\d+)$/;
const ABOVE = / above capacity$/;
const REVISION = /^rev\.(\d+)$/;

/** What an entry keeps beside the deed, for people; '' for nothing. */
export function detailWords(
  { action, detail }: Pick<AuditRow, 'action' | 'detail'>,
  nameOf: NameOf
): string {
  const parts = detail.split(BETWEEN);
  if (action.startsWith('settings.')) return parts.map(settingWords).join('、');
  if (WITH_FIELDS.includes(action)) return parts.map(fieldWords).join('，');
  const handed = HANDED.exec(detail);
  if (handed) {
    const [, to = '', n = '', m = ''] = handed;
    const name = nameOf(to) ?? AUDIT_SENTENCES.queue;
    return fill(AUDIT_SENTENCES.handedOver, { name, n, m });
  }
  const id = detail.replace(ABOVE, '');
  const name = nameOf(id) ?? AUDIT_DETAILS[id] ?? id;
  return id === detail ? name : fill(AUDIT_SENTENCES.aboveCapacity, { name });
}

/** What it was done to: a name or a revision, else its id. */
export function objectWords(object: string, nameOf: NameOf): string {
  const [, n] = REVISION.exec(object) ?? [];
  if (n) return fill(AUDIT_SENTENCES.revision, { n });
  return nameOf(object) ?? object;
}

const settingWords = (path: string): string =>
  SETTING_WORDS[path as SettingPath]?.label ?? path;

/** `role agent → supervisor`, or `name` alone. */
function fieldWords(text: string): string {
  const [, key = text, before, after] = /^(\w+) (.*) → (.*)$/.exec(text) ?? [];
  const field = AUDIT_FIELDS[key] ?? key;
  // The id of a team tells nobody anything.
  if (before === undefined || after === undefined || key === 'teamId') {
    return field;
  }
  const words = (value: string) => ROLE_NAMES[value as StaffRole] ?? value;
  return fill(AUDIT_SENTENCES.fromTo, {
    field,
    before: words(before),
    after: words(after),
  });
}
