import { expect, test } from 'vitest';
import type { Cursor } from '../../domain/conversation/schema';
import { startJourneys } from '../support/journeys';
import type { PhonePage } from '../support/phone-page';

const stage = startJourneys();

const place = (phone: PhonePage, text: string | RegExp) =>
  phone.part('queue-card').filter({ hasText: text });

test('[B-43] [US003] [A-N14] who queues sees his place move, keeps it, and is called when his turn comes', async () => {
  const chen = await stage.agent('A1024', { capacity: 1 });
  const agent = chen.phone;
  const [first, second, third] = await Promise.all(
    ['first', 'second', 'third'].map((one) => stage.customer(`phone-of-${one}`))
  );
  if (!first || !second || !third) throw new Error('three phones');
  await first.says('我先来');
  await agent.opensConversation('我先来');
  await second.says('我第二');
  await place(second, /第\s*1\s*位/).waitFor();
  await third.says('我第三');
  await place(third, /第\s*2\s*位/).waitFor();
  await third.looks('queue-1-second-place');

  // He has his place kept and leaves; the cloud drops everybody.
  await third.part('queue-remind').click();
  await third.page.locator('[data-accept]').click();
  await third.part('queue-kept').waitFor();
  await third.looks('queue-2-kept');
  await stage.cutSockets();
  await agent.closes();
  await second.part('queue-card').waitFor({ state: 'detached' });
  await second.part('nav-title', { hasText: chen.name }).waitFor();
  await place(third, /第\s*1\s*位/).waitFor();
  await third.leaves();
  const looking = async () => {
    const mine = { side: 'customer', customer: 'phone-of-third' };
    const [his] = await stage.world.all<Cursor>('cursors', mine);
    return his?.lookingAt;
  };
  await expect.poll(looking, { timeout: 10_000 }).toBe(0);
  await agent.goesBack();
  await agent.opensConversation('我第二');
  await agent.closes();

  // His turn: a card in the tray, and behind it the agent who has him.
  const cards = async () =>
    (await stage.world.door.pushes()).filter(
      ({ touser }) => touser === 'phone-of-third'
    );
  await expect.poll(cards, { timeout: 20_000 }).toHaveLength(1);
  const [card] = await cards();
  await third.opensHot(card?.page ?? '');
  await third.part('nav-title', { hasText: chen.name }).waitFor();
  await third.part('queue-card').waitFor({ state: 'detached' });
  await third.showsThread(['我第三']);
  await third.looks('queue-3-his-turn');
  await agent.goesBack();
  await agent.showsRows([['我第三', '1']]);
});
