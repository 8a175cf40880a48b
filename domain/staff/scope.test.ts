import { describe, expect, it } from 'vitest';
import { NOBODY } from '../values/collections';
import { mustReach, reaches } from './scope';

const he = { _id: 'he', teamId: 'north' };
const own = { staffId: 'he', teamId: 'north' };
const mate = { staffId: 'mate', teamId: 'north' };
const far = { staffId: 'far', teamId: 'south' };
const nobodys = { staffId: NOBODY, teamId: NOBODY };

describe('[A-N07] a scope', () => {
  it('own reaches what is his and nothing else', () => {
    expect([own, mate, far, nobodys].map((o) => reaches('own', he, o))).toEqual(
      [true, false, false, false]
    );
  });
  it('team reaches his team', () => {
    expect(
      [own, mate, far, nobodys].map((o) => reaches('team', he, o))
    ).toEqual([true, true, false, false]);
  });
  it('team of one without a team reaches everybody', () => {
    const free = { _id: 'he', teamId: NOBODY };
    expect([mate, far].every((o) => reaches('team', free, o))).toBe(true);
  });
  it('organisation reaches everything', () => {
    expect(
      [mate, far, nobodys].every((o) => reaches('organisation', he, o))
    ).toBe(true);
  });
  it('that does not reach refuses', () => {
    expect(() => mustReach('own', he, mate)).toThrow('没有权限');
  });
});
