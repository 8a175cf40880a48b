import type { Customer } from '../../../domain/customer/schema';
import { customerView } from '../../../domain/customer/profile';
import { NOBODY } from '../../../domain/values/collections';
import { find, get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { namesOf } from '../names';
import { agentOf, customerInReach, reachOf } from '../reach';
import { pageOfRecords } from '../record/records';

const MOST_REMARKS = 100;
const MOST_RELATIONS = 50;

export const customerGet: Handler<'customer.get'> = async (
  { customerId },
  request
) => {
  const actor = actorOf(request);
  const customer = await customerInReach(customerId, actor);
  const { conversations } = await reachOf(actor);
  const { records, next } = await pageOfRecords({
    ...conversations,
    customerId,
  });
  return {
    customer: customerView(customer),
    agent: await agentOf(customer),
    relations: await relationsOf(customerId),
    remarks: await remarksOn(customerId),
    records,
    recordsNext: next,
    pushBalances: await balancesOf(customer),
  };
};

async function relationsOf(customerId: string) {
  const relations = await find(
    'relations',
    { customerId },
    { orderBy: ['since', 'desc'], limit: MOST_RELATIONS }
  );
  const names = await namesOf(relations.map(({ staffId }) => staffId));
  return relations.map((one) => ({
    ...one,
    name: names.get(one.staffId) ?? '',
  }));
}

async function remarksOn(customerId: string) {
  const remarks = await find(
    'remarks',
    { customerId },
    { orderBy: ['at', 'desc'], limit: MOST_REMARKS }
  );
  const names = await namesOf(remarks.map(({ by }) => by));
  return remarks.map((one) => ({ ...one, name: names.get(one.by) ?? '' }));
}

/** Consents exist on the phone only. */
async function balancesOf({ openid }: Customer) {
  if (openid === NOBODY) return [];
  const { balances = {} } = (await get('credits', openid)) ?? {};
  return Object.entries(balances).map(([templateId, balance]) => ({
    templateId,
    balance,
  }));
}
