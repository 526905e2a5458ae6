/**
 * When a revocation is due: ten business days after the day of receipt, by the calendar and clock
 * of the person, the strictest where several are possible; and the account's own target.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Channel } from '#shared/account.ts';
import { DAY, HOUR, iso, MINUTE } from '#shared/basics.ts';
import { type Country, HONOUR_LIMITS } from '#shared/data/honour.ts';
import { firstDue, isBusinessDay, lawfulDue, targetMinutes, withDue } from '#shared/due.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import { calendarDayAt } from '#shared/local-time.ts';
import { placeOf } from '#shared/places.ts';
import { ACCOUNT_ID, captureDraft, optOutDraft, settingsWith } from './fixtures.ts';

const dayOf = (date: string) => Date.parse(date) / DAY;
const MIAMI = '+13055550143';
const TORONTO = '+14165550143';
const LOS_ANGELES = '+12135550143';
const due = (at: string, phone = MIAMI, channels: readonly Channel[] = ['sms'], place = {}) =>
  lawfulDue(Date.parse(at), channels, placeOf(phone, place));
const dueAt = (...given: Parameters<typeof due>) => iso(due(...given).at);

describe('a business day', () => {
  test.each([
    ['US', '2026-11-25', true, 'a Wednesday'],
    ['US', '2026-11-26', false, 'Thanksgiving'],
    ['US', '2026-11-28', false, 'a Saturday'],
    ['US', '2026-11-29', false, 'a Sunday'],
    ['US', '2026-07-03', false, 'Independence Day, kept on the Friday before'],
    ['US', '2027-07-05', false, 'Independence Day, kept on the Monday after'],
    ['US', '2026-09-30', true, 'a holiday of Canada only'],
    ['CA', '2026-09-30', false, 'Truth and Reconciliation'],
    ['CA', '2026-11-26', true, 'Thanksgiving of the US only'],
    ['CA', '2026-10-12', false, 'Thanksgiving'],
    ['CA', '2026-01-01', false, "New Year's Day"],
    ['CA', '2026-04-03', false, 'Good Friday'],
    ['CA', '2026-04-06', false, 'Easter Monday'],
    ['CA', '2026-05-18', false, 'Victoria Day'],
    ['CA', '2026-05-25', true, 'the Monday that Victoria Day comes before'],
    ['CA', '2027-05-24', false, 'Victoria Day as late as it comes'],
    ['CA', '2026-07-01', false, 'Canada Day'],
    ['CA', '2026-09-07', false, 'Labour Day'],
    ['CA', '2026-11-11', false, 'Remembrance Day'],
    ['CA', '2026-12-25', false, 'Christmas Day'],
    ['CA', '2026-12-28', true, 'a Monday after Boxing Day, which is no such holiday'],
    ['CA', '2029-07-02', true, 'the Monday after a Canada Day on Sunday: counted, to be strict'],
  ] as const)('%s %s: %s (%s)', (country, date, expected, _why) => {
    expect(isBusinessDay(country, dayOf(date))).toBe(expected);
  });

  test('the last Monday before 25 May is Victoria Day in every year', () => {
    for (let year = 2000; year < 2100; year += 1) {
      const mondays = Array.from({ length: 7 }, (_, i) => Date.UTC(year, 4, 18 + i) / DAY);
      const off = mondays.filter((day) => !isBusinessDay('CA', day));
      const working = off.filter((day) => ![0, 6].includes(new Date(day * DAY).getUTCDay()));
      expect(working.map((day) => new Date(day * DAY).getUTCDay())).toEqual([1]);
    }
  });
});

describe('the law’s ten business days', () => {
  test('end with the tenth after the day of receipt, by the clock of the person', () => {
    // A Monday in Miami; the Thursday of the week is Thanksgiving.
    expect(dueAt('2026-11-23T17:00:00Z')).toBe('2026-12-09T04:59:59.999Z');
  });
  test('do not count the day of receipt, whatever its hour', () => {
    expect(dueAt('2026-11-23T05:00:00Z')).toBe('2026-12-09T04:59:59.999Z');
    expect(dueAt('2026-11-24T04:59:59.999Z')).toBe('2026-12-09T04:59:59.999Z');
    expect(dueAt('2026-11-24T05:00:00Z')).toBe('2026-12-10T04:59:59.999Z');
  });
  test('said on a weekend or a holiday, they begin with the next business day', () => {
    const friday = dueAt('2026-11-27T17:00:00Z');
    expect(friday).toBe('2026-12-12T04:59:59.999Z');
    expect(dueAt('2026-11-28T17:00:00Z')).toBe(friday);
    expect(dueAt('2026-11-29T17:00:00Z')).toBe(friday);
    expect(dueAt('2026-11-26T17:00:00Z')).toBe('2026-12-11T04:59:59.999Z');
  });
  test('a change of the clock on the way moves the instant, not the day', () => {
    expect(dueAt('2026-10-26T16:00:00Z')).toBe('2026-11-10T04:59:59.999Z');
    expect(dueAt('2026-03-02T17:00:00Z')).toBe('2026-03-17T03:59:59.999Z');
  });
  test('in Canada are counted by its holidays, under its own law', () => {
    expect(due('2026-11-23T17:00:00Z', TORONTO)).toEqual({
      at: Date.parse('2026-12-08T04:59:59.999Z'),
      citation: 'CASL s.11(3)',
    });
    expect(due('2026-11-23T17:00:00Z').citation).toBe('47 CFR 64.1200(a)(10)-(11), (d)(3)');
  });
  test('of email are those of CAN-SPAM', () => {
    expect(due('2026-11-23T17:00:00Z', MIAMI, ['email']).citation).toBe('15 U.S.C. 7704(a)(4)');
  });
  test('calls to Canada: fourteen days of the calendar, when those end first', () => {
    expect(due('2026-12-21T17:00:00Z', TORONTO, ['voice'])).toEqual({
      at: Date.parse('2027-01-05T04:59:59.999Z'),
      citation: 'CRTC Unsolicited Telecommunications Rules, Part III',
    });
    // Christmas and New Year are no business days: by texts it is two days later.
    expect(dueAt('2026-12-21T17:00:00Z', TORONTO, ['sms'])).toBe('2027-01-07T04:59:59.999Z');
    expect(dueAt('2026-12-21T17:00:00Z', TORONTO, ['sms', 'voice'])).toBe(
      '2027-01-05T04:59:59.999Z',
    );
  });
});

describe('where the person may be in several places', () => {
  test('the clock that ends the day first counts', () => {
    expect(dueAt('2026-11-23T17:00:00Z', LOS_ANGELES)).toBe('2026-12-09T07:59:59.999Z');
    const both = { timeZone: 'America/New_York' };
    expect(dueAt('2026-11-23T17:00:00Z', LOS_ANGELES, ['sms'], both)).toBe(
      '2026-12-09T04:59:59.999Z',
    );
  });
  test('near midnight the day of receipt may be yesterday there: then that day counts', () => {
    const both = { timeZone: 'America/New_York' };
    // Tuesday 00:30 in New York is Monday 21:30 in California, where it is due a day before.
    expect(dueAt('2026-11-24T05:30:00Z', LOS_ANGELES, ['sms'], both)).toBe(
      '2026-12-09T07:59:59.999Z',
    );
  });
  test('a Canadian number that declares a US state is under both laws', () => {
    expect(due('2026-11-23T17:00:00Z', TORONTO, ['sms'], { state: 'US-NY' }).citation).toBe(
      'CASL s.11(3)',
    );
    expect(due('2026-09-28T16:00:00Z', TORONTO, ['sms'], { state: 'US-NY' }).citation).toBe(
      '47 CFR 64.1200(a)(10)-(11), (d)(3)',
    );
  });
  test.each(['', '+442075550143', '+18005550143'])(
    'where nothing tells, the strictest of all (%s)',
    (phone) => {
      const at = '2026-11-23T17:00:00Z';
      const all = placeOf(phone).zones.flatMap((timeZone) =>
        [MIAMI, TORONTO].map((known) => due(at, known, ['sms'], { timeZone }).at),
      );
      expect(due(at, phone).at).toBe(Math.min(...all));
      expect(due(at, phone).citation).toBe('CASL s.11(3)');
    },
  );
});

test('a second computation: so many business days lie in between, whenever it was said', () => {
  const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });
  const contacts = fc.constantFrom<readonly [string, Country, string]>(
    [MIAMI, 'US', 'America/New_York'],
    [LOS_ANGELES, 'US', 'America/Los_Angeles'],
    ['+16045550143', 'CA', 'America/Vancouver'],
  );
  fc.assert(
    fc.property(instants, contacts, (at, [phone, country, zone]) => {
      const end = lawfulDue(at, ['sms'], placeOf(phone)).at;
      let between = 0;
      const last = calendarDayAt(zone, end);
      for (let day = calendarDayAt(zone, at) + 1; day <= last; day += 1) {
        if (isBusinessDay(country, day)) between += 1;
      }
      expect(between).toBe(10);
      expect(isBusinessDay(country, last)).toBe(true);
      expect(calendarDayAt(zone, end + 1)).toBe(last + 1);
    }),
  );
});

test('every channel has a limit in each country, so that none is without a due time', () => {
  for (const country of ['US', 'CA']) {
    const covered = HONOUR_LIMITS.filter((limit) => limit.country === country);
    const channels = new Set(covered.flatMap((limit) => limit.channels));
    expect([...channels].sort()).toEqual(['email', 'sms', 'voice']);
  }
});

describe('the account’s own target', () => {
  const settings = settingsWith({ honourMinutes: { direct: 7, relayed: 90 } });
  test.each([
    ['text', 7],
    ['web', 7],
    ['provider', 7],
    ['call', 90],
    ['voicemail', 90],
    ['email', 90],
    ['letter', 90],
    ['in-person', 90],
    ['ticket', 90],
    ['a door of tomorrow', 90],
  ])('%s: %i minutes', (source, minutes) => {
    expect(targetMinutes(source, settings)).toBe(minutes);
  });
  test('is five minutes and a day as made', () => {
    expect(settingsWith().honourMinutes).toEqual({ direct: 5, relayed: 1_440 });
  });
});

describe('the entry of a revocation', () => {
  const key = phoneKey(ACCOUNT_ID, MIAMI);
  const said = Date.parse('2026-11-03T17:00:00Z');
  const at = Date.parse('2026-11-23T17:00:00Z');
  const where = { key, place: undefined, settings: settingsWith() };
  const letter = (more: object = {}) =>
    optOutDraft(['sms'], { receivedAt: iso(said), ...more }, { at, source: 'letter' });

  test('says when it is due, counted from when the person said it', () => {
    expect(withDue(letter(), where)).toEqual({
      ...letter(),
      detail: {
        ...letter().detail,
        due: {
          // Veterans Day lies between.
          at: '2026-11-19T04:59:59.999Z',
          citation: '47 CFR 64.1200(a)(10)-(11), (d)(3)',
          targetAt: iso(said + 24 * HOUR),
        },
      },
    });
  });
  test('carried over from another address counts from when the two were linked', () => {
    const draft = withDue(letter({ carriedOver: true }), where);
    expect(draft.detail).toMatchObject({
      due: { at: '2026-12-09T04:59:59.999Z', targetAt: iso(at + 24 * HOUR) },
    });
  });
  test('of an email address without a place is due by the strictest clock', () => {
    const mail = { ...where, key: emailKey(ACCOUNT_ID, 'pat@customer.example') };
    const draft = withDue(optOutDraft(['email'], {}, { at, source: 'web' }), mail);
    expect(draft.detail).toMatchObject({
      due: {
        at: iso(lawfulDue(at, ['email'], placeOf('')).at),
        targetAt: iso(at + 5 * MINUTE),
      },
    });
  });
  test('other entries are as they were', () => {
    const draft = captureDraft();
    expect(withDue(draft, where)).toBe(draft);
  });
  test('of several that one wish made, the first due counts', () => {
    const [early, late] = ['2026-12-01T00:00:00.000Z', '2026-12-02T00:00:00.000Z'].map((one) => ({
      at: one,
      citation: 'c',
      targetAt: one,
    }));
    if (!early || !late) throw new Error('two');
    expect(firstDue([late, early])).toBe(early);
    expect(firstDue([early, late])).toBe(early);
    expect(firstDue([])).toBeUndefined();
  });
});
