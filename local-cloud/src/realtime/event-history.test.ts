import { describe, expect, it } from 'vitest';
import { EventHistory, eventsAfter, type GroupHistory } from './event-history';

describe('the history of all groups', () => {
  it('[WATCH-16] is bounded: what is oldest goes first, whose it is', () => {
    const history = new EventHistory(100);
    const quiet: GroupHistory = [];
    const busy: GroupHistory = [];
    history.keep(quiet, { id: 2, text: 'q'.repeat(30) });
    for (let id = 2; id < 50; id += 1) {
      history.keep(busy, { id, text: 'b'.repeat(30) });
    }
    expect(quiet).toEqual([]);
    expect(busy.map(({ id }) => id)).toEqual([47, 48, 49]);
    expect(eventsAfter(quiet, 1)).toBeNull();
    expect(eventsAfter(busy, 45)).toBeNull();
    expect(eventsAfter(busy, 47)).toMatchObject({ to: 49 });
    expect(eventsAfter(busy, 49)).toBeNull();
  });
});
