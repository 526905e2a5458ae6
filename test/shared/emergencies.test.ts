/**
 * Bans while an emergency is declared (QH-08): who is exempt in New York and Louisiana, when a ban
 * begins and ends, and which of several is named.
 */
import { describe, expect, it } from 'vitest';
import {
  type ConsentOnRecord,
  DECLARED_EMERGENCIES,
  emergencyStatutes,
} from '#shared/data/emergencies.ts';
import { emergencyAt } from '#shared/emergencies.ts';
import { placeOf } from '#shared/places.ts';

const newYork = placeOf('+12125550143');
const louisiana = placeOf('+15045550143');
const florida = placeOf('+13055550143');
const anywhere = placeOf('+18005550143');

const FROM = '2026-08-26T06:00:00-05:00';
const UNTIL = '2026-09-27T00:00:00-05:00';
const begin = Date.parse(FROM);
const end = Date.parse(UNTIL);
const ida = { state: 'US-LA', from: FROM, until: UNTIL, declared: 'Proclamation 165' };
const blizzard = { state: 'US-NY', from: FROM };
const CONSENTS: readonly ConsentOnRecord[] = ['written', 'express', 'implied', 'none'];

describe('an emergency in Louisiana bans texts whatever the consent (La. R.S. 45:844.31)', () => {
  it.each(CONSENTS)('with consent %s', (consent) => {
    expect(emergencyAt(begin, louisiana, [ida], consent)).toEqual({
      state: 'US-LA',
      citation: 'La. R.S. 45:844.31; LPSC Gen. Order R-29617',
      confidence: 'S',
      detail:
        'Louisiana is under a declared emergency until 2026-09-27T05:00:00.000Z ' +
        '(Proclamation 165): no solicitation there, with consent or without',
      until: end,
    });
  });

  it('from its first millisecond until its last', () => {
    expect(emergencyAt(begin - 1, louisiana, [ida], 'none')).toBeUndefined();
    expect(emergencyAt(begin, louisiana, [ida], 'none')).toBeDefined();
    expect(emergencyAt(end - 1, louisiana, [ida], 'none')).toBeDefined();
    expect(emergencyAt(end, louisiana, [ida], 'none')).toBeUndefined();
  });

  it('and leaves Florida alone, but not a number that may be anywhere', () => {
    expect(emergencyAt(begin, florida, [ida], 'none')).toBeUndefined();
    expect(emergencyAt(begin, anywhere, [ida], 'none')?.state).toBe('US-LA');
  });
});

describe('an emergency in New York bans what nobody asked for (N.Y. GBL 399-z(5-a))', () => {
  it.each([
    ['written', false],
    ['express', false],
    ['implied', false],
    ['none', true],
  ] as const)('with consent %s: banned %s', (consent, banned) => {
    const ban = emergencyAt(begin, newYork, [blizzard], consent);
    expect(ban !== undefined).toBe(banned);
  });

  it('without an end, it says so and names no moment to wait for', () => {
    const ban = emergencyAt(end, newYork, [blizzard], 'none');
    expect(ban).not.toHaveProperty('until');
    expect(ban?.detail).toBe(
      'New York is under a declared emergency with no end set yet: ' +
        'no solicitation there without consent',
    );
  });
});

describe('several emergencies', () => {
  it('name the one that lasts longest, in whatever order they are told', () => {
    const short = { state: 'US-LA', from: FROM, until: '2026-09-01T00:00:00Z' };
    expect(emergencyAt(begin, louisiana, [short, ida], 'none')?.until).toBe(end);
    expect(emergencyAt(begin, louisiana, [ida, short], 'none')?.until).toBe(end);
    expect(emergencyAt(begin, anywhere, [ida, blizzard], 'none')?.state).toBe('US-NY');
  });

  it('skip the one that consent lifts', () => {
    const ban = emergencyAt(begin, anywhere, [blizzard, ida], 'express');
    expect(ban?.state).toBe('US-LA');
  });
});

describe('what is told', () => {
  it('none declared, none banned', () => {
    expect(emergencyAt(begin, anywhere, [], 'none')).toBeUndefined();
  });

  it('a state without a statute in the table is banned because the account says so', () => {
    const ban = emergencyAt(begin, florida, [{ state: 'US-FL', from: FROM }], 'written');
    expect(ban).toMatchObject({ state: 'US-FL', citation: 'emergency named in the settings' });
  });

  it('a time that cannot be read does not lift a ban', () => {
    const unread = { state: 'US-LA', from: 'soon', until: 'later' };
    expect(emergencyAt(0, louisiana, [unread], 'none')).not.toHaveProperty('until');
    expect(emergencyAt(0, louisiana, [unread], 'none')).toBeDefined();
  });

  it('the tables: one statute a state, and every known emergency is readable and sourced', () => {
    const states = emergencyStatutes.map(({ state }) => state);
    expect(states).toEqual(['US-NY', 'US-LA']);
    for (const { state, from, declared } of DECLARED_EMERGENCIES) {
      expect(states).toContain(state);
      expect(Date.parse(from)).not.toBeNaN();
      expect(declared).toBeDefined();
    }
  });
});
