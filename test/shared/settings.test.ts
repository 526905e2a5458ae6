/** A change of settings: what is tried out must fit as what is lived by; what is stored may not. */

import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseBody } from '#shared/api.ts';
import { SettingsPatchSchema, SettingsSchema } from '#shared/settings.ts';
import { settingsWith } from './fixtures.ts';

const pointersOf = (patch: object): string[] => {
  const parsed = parseBody(SettingsPatchSchema, JSON.stringify(patch));
  return parsed.ok ? [] : (parsed.error.errors ?? []).map(({ pointer }) => pointer);
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
