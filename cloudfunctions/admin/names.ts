import { command } from '../platform/cloud';
import { find } from '../platform/documents';

/** What members of staff are called, by staffId; who is unknown is missing. */
export async function namesOf(
  staffIds: readonly string[]
): Promise<Map<string, string>> {
  const ids = [...new Set(staffIds)];
  if (ids.length === 0) return new Map();
  const found = await find(
    'staff',
    { _id: command.in(ids) },
    { limit: ids.length }
  );
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

/** What customers call themselves, by customerId; who is gone is missing. */
export async function nicksOf(
  customerIds: readonly string[]
): Promise<Map<string, string>> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return new Map();
  const found = await find(
    'customers',
    { customerId: command.in(ids) },
    { limit: ids.length, fields: ['customerId', 'nick'] }
  );
  return new Map(found.map(({ customerId, nick }) => [customerId, nick]));
}
