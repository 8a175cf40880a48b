import { describe, expect, it } from 'vitest';
import { byTurn, etaSeconds, medianOf, serviceTimeOf } from './queue';

const MINUTE = 60_000;

describe('[B-43] the order of the queue', () => {
  it('is priority, then age, then always the same', () => {
    const one = (_id: string, priority: number, at: number) => ({
      _id,
      priority,
      at,
    });
    const waiting = [
      one('d', 0, 2),
      one('c', 0, 2),
      one('b', 0, 1),
      one('a', 5, 9),
    ];
    expect(
      waiting
        .sort(byTurn)
        .map(({ _id }) => _id)
        .join('')
    ).toBe('abcd');
  });
});

describe('[B-44] the estimate', () => {
  it('is the usual time, shared among all places, for each before him', () => {
    const took = [2 * MINUTE, 10 * MINUTE, 4 * MINUTE];
    expect(etaSeconds(1, took, 1)).toBe(240);
    expect(etaSeconds(5, took, 10)).toBe(120);
  });

  it('one conversation that took a day does not spoil it', () => {
    const took = [4, 4, 4, 1_440].map((minutes) => minutes * MINUTE);
    expect(etaSeconds(1, took, 1)).toBe(240);
  });

  it('is none where nothing was measured or nobody is there', () => {
    expect(etaSeconds(1, [], 3)).toBeNull();
    expect(etaSeconds(1, [MINUTE], 0)).toBeNull();
  });

  it('takes the middle, or between the two in the middle', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([7])).toBe(7);
    expect(medianOf([9, 1])).toBe(5);
    expect(medianOf([3, 1, 2])).toBe(2);
  });

  it('counts from assignment to the end, but not what merely fell silent', () => {
    const closed = { closedAt: 9_000 };
    const served = { assignedAt: 4_000, closedBy: 'agent' };
    expect(serviceTimeOf(closed, served)).toBe(5_000);
    expect(serviceTimeOf(closed, { ...served, closedBy: 'system' })).toBeNull();
    expect(serviceTimeOf(closed, { ...served, assignedAt: null })).toBeNull();
    expect(serviceTimeOf({ closedAt: null }, served)).toBeNull();
  });
});
