import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Customer } from '../../domain/customer/schema';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let supervisor: Hired;
let customerId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  const { conversation } = await world.customerPhone().says('你好');
  customerId = conversation.customerId;
  supervisor = await world.hire('S1001', { role: 'supervisor' });
});
afterAll(() => world.stop());

const stored = async () => {
  const [found] = await world.all<Customer>('customers', { customerId });
  if (!found) throw new Error('no such customer');
  return found;
};
const audited = (action: string) => world.all('audit', { action });

/** What the function told its log, but not what it was asked. */
async function logsOfAdmin(): Promise<string[]> {
  const calls = await world.door.get<{ logs: string[] }[]>(
    'calls?functionName=admin'
  );
  return calls.flatMap(({ logs }) => logs);
}

/** Runs `act` and expects the customer and the counts to be as before. */
async function expectNothingWritten<T>(act: () => Promise<T>): Promise<T> {
  const before = [await world.counts(), await stored()];
  const result = await act();
  expect([await world.counts(), await stored()]).toEqual(before);
  return result;
}

describe('[B-109] [A-N20] a phone number', () => {
  const phone = '13812345678';

  it('lies sealed, is shown by its ends, and is in no log', async () => {
    const { customer: seen } = await agent.phone.ask('customer.update', {
      customerId,
      phone: '+86 138-1234-5678',
    });
    expect(seen.phone).toBe('138****5678');
    const everything = await Promise.all([
      world.all('customers'),
      world.all('audit'),
      world.all('conversations'),
      logsOfAdmin(),
    ]);
    expect(JSON.stringify(everything)).not.toContain(phone);
    expect(JSON.stringify(seen)).not.toContain(phone);
    expect((await stored()).phoneSealed).not.toBe('');
  });

  it('is shown whole to a supervisor who says what for, on record', async () => {
    const purpose = '回电核实订单';
    const ask = { customerId, purpose };
    expect(await agent.phone.refusal('customer.phone', ask)).toBe('FORBIDDEN');
    const silent = await supervisor.phone.refusal('customer.phone', {
      customerId,
      purpose: ' ',
    });
    expect(silent).toBe('INVALID_INPUT');
    expect(await audited('customer.phone')).toEqual([]);
    const shown = await supervisor.phone.ask('customer.phone', ask);
    expect(shown).toEqual({ phone });
    expect(await audited('customer.phone')).toMatchObject([
      { actor: supervisor.staffId, object: customerId, detail: purpose },
    ]);
  });

  it('that is none is refused; an empty one takes it away', async () => {
    const code = await expectNothingWritten(() =>
      admin.refusal('customer.update', { customerId, phone: '12345' })
    );
    expect(code).toBe('INVALID_INPUT');
    await admin.ask('customer.update', { customerId, phone: '' });
    expect(await stored()).toMatchObject({
      phone: '',
      phoneSealed: '',
      phoneKey: '',
    });
    expect(
      await admin.refusal('customer.phone', { customerId, purpose: '核实' })
    ).toBe('NOT_FOUND');
  });
});
