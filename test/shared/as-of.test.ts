/** How an account was configured at an instant: by its own ledger, and by what it was made with. */
import { describe, expect, test } from 'vitest';
import { snapshotAsOf } from '#shared/as-of.ts';
import { DAY } from '#shared/basics.ts';
import { accountKey, type EntryDraft, type LedgerEntry, SETUP } from '#shared/ledger.ts';
import type { Snapshot } from '#shared/store.ts';
import {
  ACCOUNT_ID,
  accountWith,
  entryDraft,
  ledgerOf,
  NOON,
  programWith,
  senderWith,
  settingsWith,
} from './fixtures.ts';

const TODAY = accountWith({ brand: 'Renamed Motors', conversationHours: 48 });
const today: Snapshot = {
  account: TODAY,
  guard: undefined,
  message: undefined,
  standing: () => {
    throw new Error('a standing of today says nothing of then');
  },
  config: (kind, id) =>
    (kind === 'program' ? programWith({ id, name: 'As it is today' }) : undefined) as never,
};
const changed = (
  kind: string,
  id: string,
  change: Record<string, unknown>,
  at: number,
  source = 'api',
): EntryDraft => entryDraft('settings-changed', { kind, id, change }, { at, source });
const made = (at = NOON) =>
  changed(
    'account',
    ACCOUNT_ID,
    { region: 'US', mode: 'test', settings: settingsWith() },
    at,
    SETUP,
  );
const settings = (change: Record<string, unknown>, at: number) =>
  changed('settings', 'settings', change, at);

const asOf = (drafts: readonly EntryDraft[], at: number) => {
  const entries: LedgerEntry[] = ledgerOf(drafts, accountKey(ACCOUNT_ID)).entries.map(
    ({ entry }) => entry,
  );
  return snapshotAsOf(entries, today, at);
};
const settingsAt = (drafts: readonly EntryDraft[], at: number) =>
  asOf(drafts, at).account?.settings;

describe('settings', () => {
  const shorter = settings({ conversationHours: 12 }, NOON + DAY);
  test('are those that the account was made with, until one is changed', () => {
    expect(settingsAt([made(), shorter], NOON)).toEqual(settingsWith());
    expect(settingsAt([made(), shorter], NOON + DAY - 1)).toEqual(settingsWith());
    expect(settingsAt([made(), shorter], NOON + DAY)?.conversationHours).toBe(12);
  });
  test('change only in what each entry names; the last word counts', () => {
    const longer = settings({ conversationHours: 24 }, NOON + 3 * DAY);
    const brand = settings({ brand: 'Renamed Motors' }, NOON + 2 * DAY);
    const then = settingsAt([made(), shorter, brand, longer], NOON + 2 * DAY);
    expect(then).toEqual(settingsWith({ conversationHours: 12, brand: 'Renamed Motors' }));
  });
  test('are the first ones before the account was made, whatever its clock says now', () => {
    expect(settingsAt([made(), shorter], NOON - DAY)).toEqual(settingsWith());
    expect(settingsAt([made(NOON + DAY), settings({ brand: 'Old' }, NOON)], NOON)?.brand).toBe(
      'Old',
    );
  });
  test('a risk that was taken by name is no setting', () => {
    const off = settings({ doubleOptIn: { enabled: false }, acknowledgeRisk: true }, NOON);
    expect(settingsAt([made(), off], NOON)).toEqual(
      settingsWith({ doubleOptIn: { enabled: false } }),
    );
  });
  test('that this version cannot read, and those of a ledger without a beginning, are today’s', () => {
    expect(settingsAt([made(), settings({ colour: 'red' }, NOON)], NOON)).toEqual(TODAY.settings);
    expect(settingsAt([shorter], NOON + 2 * DAY)).toEqual(TODAY.settings);
  });
  test('the clock of the account stands at the instant', () => {
    expect(asOf([made()], NOON - 5).account?.testClock).toBe(NOON - 5);
  });
});

describe('what is configured by name', () => {
  const body = { name: 'News', purpose: 'marketing' };
  const put = changed('program', 'news', body, NOON);
  test('was not there before its entry, and is as its last entry said', () => {
    const renamed = changed('program', 'news', { ...body, name: 'Offers' }, NOON + DAY);
    const nameAt = (at: number) => asOf([made(), put, renamed], at).config('program', 'news')?.name;
    expect(nameAt(NOON - 1)).toBeUndefined();
    expect(nameAt(NOON)).toBe('News');
    expect(nameAt(NOON + DAY)).toBe('Offers');
  });
  test('comes back whole: with its id, its defaults, its number read', () => {
    expect(asOf([made(), put], NOON).config('program', 'news')).toEqual(
      programWith({ id: 'news', name: 'News', frequency: 'Msg frequency varies.' }),
    );
    const { id: _, kind: __, number: ___, ...rest } = senderWith();
    const typed = changed('sender', 'main', { ...rest, number: '(202) 555-0100' }, NOON);
    expect(asOf([made(), typed], NOON).config('sender', 'main')).toMatchObject({
      id: 'main',
      number: '+12025550100',
      kind: 'long-code',
    });
  });
  test('that no entry names is as it is today', () => {
    expect(asOf([made(), put], NOON - DAY).config('program', 'other')?.name).toBe('As it is today');
    expect(asOf([made(), put], NOON).config('sender', 'news')).toBeUndefined();
  });
  test('that the account was made with was there from the start', () => {
    const first = changed('program', 'default', body, NOON, SETUP);
    const later = changed('program', 'default', { ...body, name: 'Later' }, NOON + DAY);
    const nameAt = (at: number) =>
      asOf([made(), first, later], at).config('program', 'default')?.name;
    expect(nameAt(NOON - DAY)).toBe('News');
    expect(nameAt(NOON + DAY)).toBe('Later');
  });
  test('that this version cannot read is not configured, rather than made up', () => {
    const odd = changed('program', 'news', { name: '', colour: 'red' }, NOON);
    expect(asOf([made(), odd], NOON).config('program', 'news')).toBeUndefined();
  });
});

test('other entries of the ledger say nothing of configuration', () => {
  const other = entryDraft('contact-changed', { name: 'Pat' }, { at: NOON });
  expect(settingsAt([made(), other], NOON)).toEqual(settingsWith());
});
