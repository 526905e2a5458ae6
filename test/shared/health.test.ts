/** The rates rule: what counts, in which hour, and the very text at which a sender is stopped. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import {
  bucketsOf,
  countedFrom,
  firstHour,
  type HealthBucket,
  type HealthEvent,
  healthOfEntry,
  healthOfFailure,
  healthOfMessage,
  hourOf,
  isPaused,
  judgedFromAfter,
  judgeHealth,
  pauseByRates,
  WINDOW_HOURS,
} from '#shared/health.ts';
import type { LedgerEntry } from '#shared/ledger.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import { messageOf } from '../contract/table-fixture.ts';
import { NOON, optOutDraft, senderWith } from './fixtures.ts';

const LIMITS = DEFAULT_SETTINGS.senderHealth;
const bucket = (sent: number, optedOut = 0, failed = 0, hour = hourOf(NOON)): HealthBucket => ({
  hour,
  sent,
  failed,
  optedOut,
});
const stateOf = (buckets: readonly HealthBucket[], now = NOON) =>
  judgeHealth(buckets, now, LIMITS).state;

describe('the thresholds of TH-07', () => {
  test('are the defaults: watch at 1% and 6%, act at 2% and 12%, from 100 texts on', () => {
    expect(LIMITS).toEqual({
      minimumSample: 100,
      watch: { optOut: 0.01, error: 0.06 },
      act: { optOut: 0.02, error: 0.12 },
      pauseHours: 24,
    });
  });
  test.each([
    ['opt-outs below 1%', bucket(1_000, 9), 'healthy'],
    ['opt-outs at 1%', bucket(1_000, 10), 'watch'],
    ['opt-outs just below 2%', bucket(1_000, 19), 'watch'],
    ['opt-outs at 2%', bucket(1_000, 20), 'act'],
    ['errors below 6%', bucket(1_000, 0, 59), 'healthy'],
    ['errors at 6%', bucket(1_000, 0, 60), 'watch'],
    ['errors just below 12%', bucket(1_000, 0, 119), 'watch'],
    ['errors at 12%', bucket(1_000, 0, 120), 'act'],
    ['one rate watched, the other acted on', bucket(1_000, 10, 120), 'act'],
    ['nothing but texts', bucket(1_000), 'healthy'],
    ['nothing at all', bucket(0), 'healthy'],
  ] as const)('%s: %s', (_, one, state) => {
    expect(stateOf([one])).toBe(state);
  });
  test('below the minimum sample nothing is judged, and the hundredth text is', () => {
    expect(stateOf([bucket(99, 99, 99)])).toBe('healthy');
    expect(stateOf([bucket(100, 2)])).toBe('act');
    expect(stateOf([bucket(100, 1)])).toBe('watch');
  });
  test('one more text can take a sender below again', () => {
    expect(stateOf([bucket(150, 3)])).toBe('act');
    expect(stateOf([bucket(151, 3)])).toBe('watch');
  });
  test('a share of whole numbers meets the decimal that names it', () => {
    const cents = fc.integer({ min: 1, max: 100 });
    const factors = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(cents, factors, (cent, many) => {
        const act = { optOut: cent / 100, error: 1 };
        const judged = (optedOut: number) =>
          judgeHealth([bucket(100 * many, optedOut)], NOON, { ...LIMITS, act }).state;
        expect(judged(cent * many)).toBe('act');
        expect(judged(cent * many - 1)).not.toBe('act');
      }),
    );
  });
});

describe('the rolling 24 hours', () => {
  const old = (hoursAgo: number) => bucket(100, 2, 0, hourOf(NOON) - hoursAgo);

  test('count the running hour and the 23 before', () => {
    expect(WINDOW_HOURS).toBe(24);
    expect(stateOf([old(0)])).toBe('act');
    expect(stateOf([old(23)])).toBe('act');
    expect(stateOf([old(24)])).toBe('healthy');
  });
  test('an hour leaves at once, when the 24th hour after it begins', () => {
    const leaves = (hourOf(NOON) + 24) * HOUR;
    expect(stateOf([old(0)], leaves - 1)).toBe('act');
    expect(stateOf([old(0)], leaves)).toBe('healthy');
  });
  test('hours of the window are added up; others count for neither side', () => {
    const buckets = [old(30), old(23), bucket(100, 0, 0, hourOf(NOON) - 5), old(0)];
    expect(judgeHealth(buckets, NOON, LIMITS)).toEqual({
      state: 'watch',
      since: (hourOf(NOON) - 23) * HOUR,
      sent: 300,
      failed: 0,
      optedOut: 4,
      rates: { optOut: 4 / 300, error: 0 },
    });
  });
  test('events are put into their hours, but for those before the start or out of the window', () => {
    const event = (at: number, field: HealthEvent['field'] = 'sent') => ({
      sender: 'a',
      at,
      field,
    });
    const events = [
      event(NOON),
      event(NOON, 'optedOut'),
      event(NOON - HOUR),
      event(NOON - HOUR - 1),
      event(firstHour(NOON) * HOUR),
      event(firstHour(NOON) * HOUR - 1),
      event(NOON + HOUR),
    ];
    const hours = (from: number) =>
      bucketsOf(events, { from, now: NOON }).map(({ hour, sent }) => [hourOf(NOON) - hour, sent]);
    expect(hours(0)).toEqual([
      [23, 1],
      [2, 1],
      [1, 1],
      [0, 2],
    ]);
    expect(hours(NOON - HOUR)).toEqual([
      [1, 1],
      [0, 2],
    ]);
    expect(hours(Number.POSITIVE_INFINITY)).toEqual([]);
  });
});

describe('which texts count', () => {
  const fields = (events: readonly HealthEvent[]) => events.map(({ field }) => field);
  const sent = messageOf('msg_1', { provider: 'twilio' });
  const refused = (code: string) =>
    messageOf('msg_1', { status: 'failed', error: { code, detail: 'x' } });

  test('every text that was handed over, once', () => {
    expect(healthOfMessage(undefined, sent)).toEqual([
      { sender: 'main', at: sent.at, field: 'sent' },
    ]);
    expect(healthOfMessage({ ...sent, status: 'deferred' }, sent)).toHaveLength(1);
    expect(healthOfMessage({ ...sent, status: 'outcome-unknown' }, sent)).toEqual([]);
    expect(fields(healthOfMessage(undefined, { ...sent, status: 'outcome-unknown' }))).toEqual([
      'sent',
    ]);
  });
  test.each(['blocked', 'deferred'] as const)('none that the gate %s', (status) => {
    expect(healthOfMessage(undefined, { ...sent, status })).toEqual([]);
  });
  test.each([
    'content 30007',
    'invalid-number 21211',
    'throttled 20429',
    'configuration 21606',
    'sender-unregistered 30034',
  ])('a refusal for %s is an error', (code) => {
    expect(fields(healthOfMessage(undefined, refused(code)))).toEqual(['sent', 'failed']);
  });
  test('a refusal because the person is out counts for nothing', () => {
    expect(healthOfMessage(undefined, refused('opted-out 21610'))).toEqual([]);
  });
  test.each(['opt-out-confirmation', 'help-reply'] as const)(
    'a %s is owed and counts for nothing',
    (category) => {
      expect(healthOfMessage(undefined, { ...sent, category })).toEqual([]);
      expect(healthOfFailure({ ...sent, category }, '30007')).toEqual([]);
    },
  );
  test.each([
    ['30007', 1],
    ['30003', 1],
    ['99999', 1],
    [undefined, 1],
    ['21610', 0],
  ])('a delivery that failed with %s counts %i times, in the hour of the text', (code, times) => {
    const failed = { sender: 'main', at: sent.at, field: 'failed' };
    expect(healthOfFailure(sent, code)).toEqual(times ? [failed] : []);
  });
  test('a text that the provider refused does not fail a second time', () => {
    expect(healthOfFailure(refused('content 30007'), '30007')).toEqual([]);
  });

  const entry = (draft: ReturnType<typeof optOutDraft>) => draft as unknown as LedgerEntry;
  test('an opt-out by a reply counts for the sender that it came to', () => {
    expect(healthOfEntry(entry(optOutDraft(['sms'], { sender: 'main' })))).toEqual([
      { sender: 'main', at: NOON, field: 'optedOut' },
    ]);
  });
  test.each([
    ['of calls only', optOutDraft(['voice'], { sender: 'main' })],
    ['to no sender', optOutDraft(['sms'])],
    ['taken down by staff', optOutDraft(['sms'], { sender: 'main' }, { source: 'call' })],
    ['known by the provider only', optOutDraft(['sms'], {}, { source: 'provider' })],
  ])('an opt-out %s counts for none', (_, draft) => {
    expect(healthOfEntry(entry(draft))).toEqual([]);
  });
});

describe('a pause by the rates rule', () => {
  const health = judgeHealth([bucket(250, 5, 31)], NOON, LIMITS);
  const paused = pauseByRates(health, NOON, { ...LIMITS, pauseHours: 6 });

  test('says the figures, the limits, and until when', () => {
    expect(paused).toEqual({
      by: 'rates',
      reason:
        'Of 250 texts in 24 hours 5 brought an opt-out (2%, limit 2%) ' +
        'and 31 failed (12.4%, limit 12%).',
      until: iso(NOON + 6 * HOUR),
    });
  });
  test('lasts to the millisecond before its end', () => {
    expect(isPaused({ paused }, NOON + 6 * HOUR - 1)).toBe(true);
    expect(isPaused({ paused }, NOON + 6 * HOUR)).toBe(false);
    expect(isPaused({ paused: { by: 'admin', reason: 'by hand' } }, NOON * 2)).toBe(true);
    expect(isPaused({}, NOON)).toBe(false);
  });
  test('leaves only texts since its end to be judged', () => {
    expect(countedFrom({})).toBe(0);
    expect(countedFrom({ paused })).toBe(NOON + 6 * HOUR);
    expect(countedFrom({ paused: { by: 'rates', reason: 'no end' } })).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(countedFrom({ paused: { by: 'admin', reason: 'by hand' }, judgedFrom: iso(7) })).toBe(7);
  });
  test('that is lifted by hand leaves only texts since then', () => {
    const before = senderWith({ paused });
    const byHand = senderWith({ paused: { by: 'admin', reason: 'we look into it' } });
    expect(judgedFromAfter(before, senderWith(), NOON + 1)).toBe(iso(NOON + 1));
    expect(judgedFromAfter(before, byHand, NOON + 1)).toBe(iso(NOON + 1));
    expect(judgedFromAfter(before, senderWith(), NOON + 7 * HOUR)).toBe(iso(NOON + 6 * HOUR));
    expect(judgedFromAfter(before, before, NOON + 1)).toBeUndefined();
  });
  test('is remembered by later changes of the sender', () => {
    const kept = iso(7);
    expect(judgedFromAfter(senderWith({ judgedFrom: kept }), senderWith(), NOON)).toBe(kept);
    expect(judgedFromAfter(undefined, senderWith(), NOON)).toBeUndefined();
    expect(judgedFromAfter(senderWith(), senderWith(), NOON)).toBeUndefined();
  });
});
