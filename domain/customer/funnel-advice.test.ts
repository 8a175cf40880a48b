import { describe, expect, it } from 'vitest';
import type { Funnel } from './entry-funnel';
import { adviceFor, shareOf } from './funnel-advice';

const funnel = (part: Partial<Funnel> = {}): Funnel => ({
  scans: 100,
  ended: 0,
  entered: 90,
  started: 60,
  answered: 60,
  resolved: 50,
  rated: 30,
  converted: 10,
  ...part,
});
const team = [funnel(), funnel({ started: 66 }), funnel({ started: 54 })];

describe('[F001c] advice on a funnel', () => {
  it('is silent where nothing is worse than the median by a third', () => {
    expect(adviceFor(funnel(), team)).toBeNull();
    // 41 of 90 is 68% of the median, 40 of 90 is two thirds of it.
    const steps = { answered: 40, resolved: 34, rated: 20, converted: 7 };
    expect(adviceFor(funnel({ ...steps, started: 41 }), team)).toBeNull();
    expect(adviceFor(funnel({ ...steps, started: 40 }), team)).toMatchObject({
      step: 'started',
    });
  });

  it('names the step at which most is lost', () => {
    const own = funnel({ started: 30, answered: 30, resolved: 3, rated: 15 });
    expect(adviceFor(own, team)).toEqual({ step: 'resolved', share: 0.1 });
  });

  it('says nothing of few scans, or where there are no others', () => {
    const few = { entered: 9, started: 1, answered: 0, resolved: 0 };
    expect(adviceFor(funnel({ ...few, scans: 9 }), team)).toBeNull();
    const bad = funnel({ started: 10 });
    expect(adviceFor(bad, [funnel()])).toBeNull();
    expect(adviceFor(bad, [])).toBeNull();
  });

  it('counts nobody twice: a share is never more than all', () => {
    expect(shareOf(funnel({ started: 95 }), 'started')).toBe(1);
    expect(shareOf(funnel({ scans: 0, entered: 0 }), 'entered')).toBeNull();
  });
});
