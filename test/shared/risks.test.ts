/** Which changes of settings an admin must take the risk of by name. */
import { describe, expect, test } from 'vitest';
import { risksTaken } from '#shared/risks.ts';
import type { Settings } from '#shared/settings.ts';
import { settingsWith } from './fixtures.ts';

const taken = (before: Partial<Settings>, after: Partial<Settings>): string[] =>
  risksTaken(settingsWith(before), settingsWith(after)).map(({ what }) => what);
const off = { doubleOptIn: { enabled: false } };
const DOUBLE = 'turn double opt-in off';
const REVOKE = 'switch the revoke-all rule off';

describe('a risk is taken', () => {
  test('by turning double opt-in off', () => {
    expect(taken({}, off)).toEqual([DOUBLE]);
  });
  test.each(['by-date', 'on'] as const)('by switching the revoke-all rule from %s off', (was) => {
    expect(taken({ revokeAll: was }, { revokeAll: 'off' })).toEqual([REVOKE]);
  });
  test('by excepting a program or a source from double opt-in, or one more', () => {
    const except = (news: object) => ({ doubleOptIn: { enabled: true, ...news } });
    const EXCEPT = ['except a program or a source from double opt-in'];
    expect(taken({}, except({ exceptPrograms: ['service'] }))).toEqual(EXCEPT);
    expect(taken({}, except({ exceptSources: ['paper'] }))).toEqual(EXCEPT);
    const before = except({ exceptPrograms: ['service'], exceptSources: ['paper'] });
    expect(taken(before, except({ exceptPrograms: ['service', 'news'] }))).toEqual(EXCEPT);
    expect(taken(before, except({ exceptSources: ['paper'] }))).toEqual([]);
  });
  test('by both at once: both are named', () => {
    expect(taken({}, { ...off, revokeAll: 'off' })).toEqual([DOUBLE, REVOKE]);
  });
});

describe('none is taken', () => {
  test('by what stays as it was, off as well', () => {
    expect(taken({}, {})).toEqual([]);
    expect(taken({ ...off, revokeAll: 'off' }, { ...off, revokeAll: 'off' })).toEqual([]);
  });
  test('by what protects more', () => {
    expect(taken({ ...off, revokeAll: 'off' }, { revokeAll: 'on' })).toEqual([]);
  });
});
