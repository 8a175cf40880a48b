import { setTimeout as wait } from 'node:timers/promises';
import { outgoing, personAt, type Person } from '../../support/person';

/** What became of the first message of one customer. */
export interface Told {
  customer: string;
  /** 'OK', or the last code or error. */
  code: string;
  /** Calls until then. */
  calls: number;
}

const MOST_CALLS = 60;
const PAUSE_MS = 500;

/**
 * A process with many customers who all write at the same moment. Started
 * with `url name count`; says `ready`, waits for any message, then answers
 * with what became of each. As an outbox does, it sends the same message
 * until it is taken.
 */
const [url = '', name = '', count = '0'] = process.argv.slice(2);
const people = Array.from({ length: Number(count) }, (_, at) =>
  personAt(url, { openid: `${name}-${at}` })
);

async function arrive(person: Person): Promise<Told> {
  const message = outgoing('你好', Date.now());
  const told = { customer: person.me, code: '', calls: 0 };
  while (told.code !== 'OK' && told.calls < MOST_CALLS) {
    if (told.calls > 0) await wait(PAUSE_MS * (0.5 + Math.random()));
    told.calls += 1;
    told.code = await person
      .refusal('conversation.start', { message })
      .catch(String);
  }
  return told;
}

process.once('message', () => {
  void Promise.all(people.map(arrive)).then((told) => {
    process.send?.(told, () => process.exit(0));
  });
});
process.send?.('ready');
