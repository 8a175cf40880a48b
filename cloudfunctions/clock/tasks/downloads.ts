import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { dropDownload } from '../../download/files';
import type { Task } from '../task';

const BATCH = 50;

/** Files that staff had made, after their day; whoever made them. */
export const downloads: Task = {
  every: 'hour',
  async run({ now, until }) {
    const over = { expiresAt: command.lte(now) };
    let dropped = 0;
    for (;;) {
      const lapsed = await find('downloads', over, { limit: BATCH });
      for (const one of lapsed) {
        if (Date.now() >= until) return { cursor: 'more', counts: { dropped } };
        await dropDownload(one);
        dropped += 1;
      }
      if (lapsed.length < BATCH) return { cursor: null, counts: { dropped } };
    }
  },
};
