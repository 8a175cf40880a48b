import type { InputOf } from '../../../../domain/actions/index';
import { daysOf } from './record-filter';

export interface AuditFilter {
  from: string;
  to: string;
  actor: string;
  action: string;
  object: string;
}
export const NO_AUDIT_FILTER: AuditFilter = {
  from: '',
  to: '',
  actor: '',
  action: '',
  object: '',
};

export function auditFilterFrom(read: (key: string) => string): AuditFilter {
  return {
    from: read('from'),
    to: read('to'),
    actor: read('actor'),
    action: read('action'),
    object: read('object').trim(),
  };
}

export function auditQueryOf(filter: AuditFilter): InputOf<'audit.list'> {
  const { actor, action, object } = filter;
  return {
    ...daysOf(filter),
    ...(actor ? { actor } : {}),
    ...(action ? { action } : {}),
    ...(object ? { object } : {}),
  };
}
