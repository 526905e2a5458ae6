/** A change of settings: what is tried out must fit as what is lived by; what is stored may not. */

import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseBody } from '#shared/api.ts';
import { SettingsPatchSchema, SettingsSchema } from '#shared/settings.ts';
import { settingsWith } from './fixtures.ts';

const pointersOf = (patch: object): string[] => {
  const parsed = parseBody(SettingsPatchSchema, JSON.stringify(patch));
  const errors = parsed.ok ? [] : (parsed.error.errors ?? []);
  return [...new Set(errors.map(({ pointer }) => pointer))];
};

describe('a shadow', () => {
  test.each([
    ['a pack', { pack: '2027-01-31' }],
    ['settings', { settings: { revokeAll: 'off', frequencyCap: { limit: 1, hours: 24 } } }],
    ['both', { pack: '2025-04-11', settings: { contactCap: null } }],
  ])('of %s fits', (_, shadow) => {
    expect(pointersOf({ shadow })).toEqual([]);
  });
  test('may be taken away', () => {
    expect(pointersOf({ shadow: null })).toEqual([]);
  });
  test.each([
    [{ pack: 'newest' }, '/shadow/pack'],
    [{ packs: ['2027-01-31'] }, '/shadow'],
    [
      { settings: { frequencyCap: { limit: 0, hours: 24 } } },
      '/shadow/settings/frequencyCap/limit',
    ],
    [{ settings: { revokeAll: 'maybe' } }, '/shadow/settings/revokeAll'],
    [{ settings: { colour: 'red' } }, '/shadow/settings'],
    [{ settings: { shadow: null } }, '/shadow/settings'],
  ])('%j is refused at %s', (shadow, pointer) => {
    expect(pointersOf({ shadow })).toEqual([pointer]);
  });
  test('that an older version stored is still read: nothing may close an account', () => {
    const stored = settingsWith({ shadow: { settings: { colour: 'red' } } });
    expect(z.safeParse(SettingsSchema, stored).success).toBe(true);
  });
});

const NOTHING = { words: [], shorteners: [], domains: [] };

describe('settings that would never do anything are refused', () => {
  const from = '2026-11-01T00:00:00Z';
  test.each([
    [
      'a word that stands in every text',
      { content: { ...NOTHING, words: ['a'] } },
      '/content/words/0',
    ],
    [
      'a domain that is none',
      { content: { ...NOTHING, domains: ['not one'] } },
      '/content/domains/0',
    ],
    [
      'a shortener with its path',
      { content: { ...NOTHING, shorteners: ['https://x.example/z'] } },
      '/content/shorteners/0',
    ],
    ['a shadow of nothing', { shadow: {} }, '/shadow'],
    ['a state that is none', { emergencies: [{ state: 'US-ZZ', from }] }, '/emergencies/0/state'],
    [
      'an emergency that ends before it begins',
      { emergencies: [{ state: 'US-LA', from, until: '2026-10-01T00:00:00Z' }] },
      '/emergencies/0',
    ],
  ])('%s', (_, patch, pointer) => {
    expect(pointersOf(patch)).toEqual([pointer]);
  });
  test('an emergency in a state or province, with or without an end, is taken', () => {
    const until = '2026-12-01T00:00:00Z';
    const emergencies = [
      { state: 'US-LA', from },
      { state: 'CA-ON', from, until },
    ];
    expect(pointersOf({ emergencies })).toEqual([]);
  });
  test('words and domains of an account’s own are taken', () => {
    const content = { words: ['zebra'], shorteners: ['sho.rt'], domains: ['lnk.example'] };
    expect(pointersOf({ content })).toEqual([]);
  });
  test('rates are watched before they act', () => {
    const { senderHealth } = settingsWith();
    const late = { ...senderHealth, watch: { ...senderHealth.act, error: 0.5 } };
    expect(pointersOf({ senderHealth })).toEqual([]);
    expect(pointersOf({ senderHealth: late })).toEqual(['/senderHealth']);
  });
});
