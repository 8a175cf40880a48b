import { describe, expect, it } from 'vitest';
import {
  codeStateOf,
  leads,
  newCode,
  pauseAfter,
  pictureStateOf,
} from './code';
import { parseScene } from './scene';
import { funnelOf, type FunnelCase } from './entry-funnel';

const code = newCode('abcdef123456', 'staff00000000001', 'by', 5);

describe('[F009b] the picture of a code', () => {
  it('is waiting, failed after a refusal, ready once it is stored', () => {
    expect(pictureStateOf(code)).toBe('waiting');
    expect(pictureStateOf({ ...code, pictureTries: 1 })).toBe('failed');
    const fileId = 'cloud://a/b.png';
    expect(pictureStateOf({ fileId, pictureTries: 3 })).toBe('ready');
  });

  it('is tried again after 5 minutes, twice as long each time, 6 hours at most', () => {
    const minutes = [1, 2, 3, 7, 8, 100].map((n) => pauseAfter(n) / 60_000);
    expect(minutes).toEqual([5, 10, 20, 320, 360, 360]);
  });
});

describe('[F009b] how a code stands', () => {
  it('is told by what was done with it', () => {
    const painted = { ...code, painted: true };
    expect(codeStateOf({ ...code, painted: false })).toBe('waiting');
    expect(codeStateOf(painted)).toBe('active');
    expect(codeStateOf({ ...painted, handedFrom: 'x' })).toBe('handed');
    expect(codeStateOf({ ...painted, status: 'revoked' })).toBe('revoked');
  });

  it('leads on after it was replaced, until then, and not when revoked', () => {
    const replaced = { status: 'replaced', revokedAt: 100 } as const;
    expect(leads(code, 1_000)).toBe(true);
    expect(leads(replaced, 99)).toBe(true);
    expect(leads(replaced, 100)).toBe(false);
    expect(leads({ status: 'revoked', revokedAt: 100 }, 99)).toBe(false);
  });
});

describe('[F001a] a scene', () => {
  const escaped = (text: string) =>
    [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');

  it('is read percent-encoded as well', () => {
    expect(parseScene('abcdef123456')).toBe('abcdef123456');
    expect(parseScene(escaped('abcdef123456'))).toBe('abcdef123456');
  });

  it('of any other form is none, whatever it is, and never an error', () => {
    const parts = [
      'a',
      '0',
      '%',
      '%4',
      '%C3%28',
      '测',
      '\0',
      "'",
      '$',
      '/',
      ' ',
    ];
    let seed = 7;
    const random = (below: number) =>
      (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 5_000; round++) {
      const raw = Array.from(
        { length: random(60) },
        () => parts[random(parts.length)]
      ).join('');
      const scene = parseScene(raw);
      if (scene !== null) expect(scene).toMatch(/^[0-9a-z]{12}$/);
    }
    expect(parseScene('a'.repeat(13))).toBeNull();
    expect(parseScene(escaped('a'.repeat(13)))).toBeNull();
    expect(parseScene('%E0%A4%A')).toBeNull();
  });
});

describe('[F001c] the funnel', () => {
  const begun: FunnelCase = {
    entryId: 'e1',
    firstReplyAt: null,
    resolved: null,
    ratings: [],
    converted: null,
  };
  const entry = (_id: string, customer: string, codeValid = true) => ({
    _id,
    customer,
    codeValid,
  });
  const rated = { score: 5, resolved: true, comment: '', at: 1 };

  it('counts scans and people apart, and scans of ended codes aside', () => {
    const entries = [
      entry('e1', 'one'),
      entry('e2', 'one'),
      entry('e3', 'two', false),
    ];
    expect(funnelOf(entries, new Map([['e3', [begun]]]))).toEqual({
      scans: 2,
      ended: 1,
      entered: 1,
      started: 0,
      answered: 0,
      resolved: 0,
      rated: 0,
      converted: 0,
    });
  });

  it('counts a conversation as answered, rated, converted by what is kept of it', () => {
    const done = {
      ...begun,
      firstReplyAt: 9,
      ratings: [rated],
      converted: true,
    };
    const entries = [entry('e1', 'one'), entry('e2', 'two')];
    const cases = new Map([
      ['e1', [done]],
      ['e2', [{ ...begun, converted: false }]],
    ]);
    const steps = { started: 2, answered: 1, rated: 1, converted: 1 };
    expect(funnelOf(entries, cases)).toMatchObject(steps);
  });

  it('takes the last rating’s word for resolved, else the agent’s', () => {
    const of = (more: Partial<FunnelCase>) =>
      funnelOf([entry('e1', 'one')], new Map([['e1', [{ ...begun, ...more }]]]))
        .resolved;
    expect(of({ ratings: [rated] })).toBe(1);
    expect(of({ ratings: [rated], resolved: false })).toBe(1);
    const unsolved = { ...rated, resolved: false };
    expect(of({ ratings: [unsolved], resolved: true })).toBe(0);
    expect(of({ resolved: true })).toBe(1);
    expect(of({ ratings: [rated, { ...rated, resolved: false }] })).toBe(0);
  });
});
