import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import { plainPhone } from '../../../domain/customer/phone';
import { customerView } from '../../../domain/customer/profile';
import type { ParsedInputOf } from '../../../domain/actions/index';
import { command, database } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import {
  allOf,
  anyOf,
  between,
  containing,
  endingWith,
  pageAfter,
} from '../../platform/filters';
import { actorOf } from '../../platform/request';
import { markOf } from '../../platform/seal';
import type { Handler } from '../../platform/serve';
import { namesOf } from '../names';
import { notHisOwn, reachOf, type Reach } from '../reach';

type Query = ParsedInputOf<'customer.list'>;

/** Of those somebody served, the latest so many are looked through. */
const MOST_SERVED = 1_000;
const MOST_REMARKS = 200;

export const customerList: Handler<'customer.list'> = async (
  query,
  request
) => {
  const actor = actorOf(request);
  const reach = await reachOf(actor, query.staffId);
  const filters = [
    notHisOwn(actor, '_id'),
    ...(reach.staffIds ? [await within(reach)] : []),
    ...plainFilters(query, request.now),
    ...(query.text ? [await matching(query.text)] : []),
    ...pageAfter(query.after, 'lastActiveAt', 'customerId'),
  ];
  const found = await find('customers', allOf(filters), {
    orderBy: ['lastActiveAt', 'desc'],
    thenBy: ['customerId', 'desc'],
    limit: PAGE_ROWS + 1,
  });
  const { page, next } = pageOf(found, ({ lastActiveAt, customerId }) => ({
    at: lastActiveAt,
    id: customerId,
  }));
  const names = await namesOf(page.map(({ boundStaffId }) => boundStaffId));
  const customers = page.map((one) => ({
    ...customerView(one),
    agentName: names.get(one.boundStaffId) ?? '',
  }));
  return { customers, next };
};

function plainFilters({ tag, from, to, blocked }: Query, now: number): Loose[] {
  const lastActiveAt = between(from, to);
  return [
    ...(tag ? [{ tags: tag }] : []),
    ...(lastActiveAt ? [{ lastActiveAt }] : []),
    ...(blocked === undefined
      ? []
      : [{ blockedUntil: blocked ? command.gt(now) : command.lte(now) }]),
  ];
}

/** Who belongs to one of them, or talked with one of them last. */
async function within({ staffIds, conversations }: Reach): Promise<Loose> {
  const { aggregate } = command;
  const { data } = await database
    .collection('conversations')
    .aggregate()
    .match(conversations)
    .group({ _id: '$customerId', lastAt: aggregate.max('$lastAt') })
    .sort({ lastAt: -1 })
    .limit(MOST_SERVED)
    .end();
  const served = (data as { _id: string }[]).map(({ _id }) => _id);
  return anyOf([
    { boundStaffId: command.in(staffIds ?? []) },
    { customerId: command.in(served) },
  ]);
}

async function matching(text: string): Promise<Loose> {
  const part = containing(text);
  const remarks = await find(
    'remarks',
    { text: part },
    { orderBy: ['at', 'desc'], limit: MOST_REMARKS }
  );
  const remarked = [...new Set(remarks.map(({ customerId }) => customerId))];
  return anyOf([
    { nick: part },
    { name: part },
    { unit: part },
    { tags: text },
    { customerId: command.in(remarked) },
    ...phoneFilters(text),
  ]);
}

function phoneFilters(text: string): Loose[] {
  const phone = plainPhone(text);
  if (phone !== null) return [{ phoneKey: markOf(phone, 'phone') }];
  return /^\d{4}$/.test(text) ? [{ phone: endingWith(`*${text}`) }] : [];
}
