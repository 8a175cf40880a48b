import { expect, test } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import { startJourneys } from '../support/journeys';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const SHANGHAI = 8 * HOUR;

const stage = startJourneys();

/** The next time it is that late there. */
async function moveTo(hour: number): Promise<void> {
  const now = await stage.world.door.now();
  const midnight = Math.floor((now + SHANGHAI) / DAY) * DAY - SHANGHAI;
  const today = midnight + hour * HOUR;
  const moment = today > now ? today : today + DAY;
  await stage.world.door.advance(moment - now);
}

test('[US002] [F013c] [A-N14] at night he leaves a message, and in the morning somebody has it', async () => {
  await moveTo(10);
  const day = [{ from: '08:30', to: '18:00' }];
  await stage.world.settings('hours', {
    timeZone: 'Asia/Shanghai',
    weekly: Array.from({ length: 7 }, () => day),
    exceptions: [],
  });
  await moveTo(22);

  const li = await stage.customer('phone-of-li');
  await li.page.getByText('留言，明早 8:30 起按先后回复').waitFor();
  await li.looks('hours-1-night');
  await stage.cutSockets();
  await li.says('明天随访表要交，传不上去');
  await li.line('现在不在服务时间').waitFor();
  await li.part('nav-second', { hasText: '明早 8:30' }).waitFor();
  await li.showsThread(['明天随访表要交，传不上去']);
  await li.looks('hours-2-left');
  const [left] = await stage.world.all<Conversation>('conversations');
  expect(left).toMatchObject({ state: 'waiting', staffId: '-' });
  await li.leaves();

  await moveTo(9);
  const chen = await stage.agent('A1024');
  await chen.phone.opensConversation('明天随访表要交，传不上去');
  await stage.cutSockets();
  await chen.phone.says('早上好，我来看');
  await li.comesBack();
  await li.bubble('早上好，我来看').waitFor();
  await li.showsThread(['明天随访表要交，传不上去', '早上好，我来看']);
  await li.looks('hours-3-morning');
  const [now] = await stage.world.all<Conversation>('conversations');
  expect(now).toMatchObject({ state: 'active', staffId: chen.staffId });
});
