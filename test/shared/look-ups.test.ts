/** When a number is due to be looked up, and what the answer does to the facts. */
import { describe, expect, test } from 'vitest';
import { DAY } from '#shared/basics.ts';
import { claimSend } from '#shared/claims.ts';
import { contactView } from '#shared/contact.ts';
import { foldEntries } from '#shared/fold.ts';
import type { EntryDraft, LineType } from '#shared/ledger.ts';
import { isLookUpDue } from '#shared/look-ups.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import {
  accountWith,
  captureDraft,
  entryDraft,
  factsWith,
  inputWith,
  KEY,
  ledgerOf,
  NOON,
  PHONE,
  standingWith,
} from './fixtures.ts';

const accountFor = (maxAgeDays: number) =>
  accountWith({ lineType: { ...DEFAULT_SETTINGS.lineType, maxAgeDays } });
const lookedUp = (at: number) => factsWith({ line: { type: 'mobile', at } });

describe('a look-up is due', () => {
  test('where there was none yet', () => {
    expect(isLookUpDue(factsWith(), accountFor(90), NOON)).toBe(true);
  });

  test.each([1, 90, 730])('again after %i days, and not a millisecond before', (days) => {
    const due = (age: number) => isLookUpDue(lookedUp(NOON - age), accountFor(days), NOON);
    expect([due(0), due(days * DAY - 1), due(days * DAY)]).toEqual([false, false, true]);
  });

  test('not by a clock that was set back before the last one', () => {
    expect(isLookUpDue(lookedUp(NOON + DAY), accountFor(1), NOON)).toBe(false);
  });
});

describe('a claim asks for the look-up', () => {
  const claimOf = (facts = factsWith()) =>
    claimSend(inputWith({ facts }), { givesNotice: false }, { at: NOON, by: 'run_1' })?.claims;

  test('when it is due', () => {
    expect(claimOf()).toMatchObject([{ lookUp: true }]);
    expect(claimOf(lookedUp(NOON - 90 * DAY))).toMatchObject([{ lookUp: true }]);
  });

  test('not while the last answer stands', () => {
    expect(claimOf(lookedUp(NOON - 90 * DAY + 1))?.[0]).not.toHaveProperty('lookUp');
  });
});

describe('an answer', () => {
  const answer = (lineType: LineType, at: number): EntryDraft =>
    entryDraft(
      'number-looked-up',
      { lineType, provider: 'aws', carrier: 'Example Wireless', country: 'US' },
      { at, actor: 'provider:aws', source: 'lookup' },
    );
  const foldOf = (drafts: readonly EntryDraft[]) =>
    foldEntries(ledgerOf(drafts, KEY).entries.map(({ entry }) => entry));

  test('says what the line is and since when that is known; the newest holds', () => {
    const first = answer('landline', NOON);
    expect(foldOf([first]).line).toEqual({ type: 'landline', at: NOON });
    const ported = foldOf([first, answer('mobile', NOON + DAY)]);
    expect(ported.line).toEqual({ type: 'mobile', at: NOON + DAY });
  });

  test('changes nothing else of the contact', () => {
    const { line, ...rest } = foldOf([captureDraft(), answer('voip', NOON)]);
    expect(line?.type).toBe('voip');
    expect(rest).toEqual(foldOf([captureDraft()]));
  });

  const AT = { account: accountWith(), now: NOON };
  test('is shown with the contact, and that there is none yet', () => {
    expect(contactView(PHONE, standingWith(lookedUp(NOON)), AT)).toMatchObject({
      lineType: 'mobile',
      lineTypeAt: '2026-11-18T17:00:00.000Z',
    });
    expect(contactView(PHONE, standingWith(), AT)).toMatchObject({
      lineType: null,
      lineTypeAt: null,
    });
  });
});
