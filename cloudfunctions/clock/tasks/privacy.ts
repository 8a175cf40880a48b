import { lateDays } from './rollup';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { deleteConversation, NOTHING, sumOf } from '../delete-conversation';
import { eraseCustomer } from '../erase-customer';
import { dropExport, makeExport } from '../make-export';
import type { Task } from '../task';

const DAY = 24 * 60 * 60_000;
const BATCH = 50;
const HERE = { cursor: null };

/** What somebody asked for and whose call died; what nobody fetched. */
export const exportsTask: Task = {
  every: 'hour',
  async run({ now, until }) {
    const over = { expiresAt: command.lt(now) };
    const lapsed = await find('exports', over, { limit: BATCH });
    for (const { _id } of lapsed) await dropExport(_id);
    const begun = await find('exports', { state: 'working' }, { limit: BATCH });
    for (const one of begun) await makeExport(one, until);
    return { ...HERE, counts: { dropped: lapsed.length, made: begun.length } };
  },
};

/** Deleting somebody ends, whoever began it. */
export const erasuresTask: Task = {
  every: 'hour',
  async run({ until }) {
    const begun = await find(
      'erasures',
      { state: 'working' },
      { orderBy: ['askedAt', 'asc'], limit: BATCH }
    );
    for (const one of begun) await eraseCustomer(one, until);
    return { ...HERE, counts: { erasures: begun.length } };
  },
};

/** What stayed without a name until its days were counted for good. */
export const anonymous: Task = {
  every: 'day',
  async run({ now, until, settings }) {
    const counted = now - (lateDays(settings) + 2) * DAY;
    let deleted = NOTHING;
    while (Date.now() < until) {
      const batch = await find(
        'conversations',
        { erasedAt: command.lt(counted) },
        { limit: BATCH }
      );
      for (const { _id } of batch) {
        deleted = sumOf(deleted, await deleteConversation(_id));
      }
      if (batch.length < BATCH) return { cursor: null, counts: { ...deleted } };
    }
    return { cursor: 'more', counts: { ...deleted } };
  },
};
