/**
 * What became of a revocation: blocked, acknowledged, in time or not; and the figures over many. A
 * wait that is not over counts as long as it has lasted.
 */
import { describe, expect, test } from 'vitest';
import type { Channel } from '#shared/account.ts';
import { DAY, HOUR, iso, MINUTE, present, SECOND } from '#shared/basics.ts';
import { withDue } from '#shared/due.ts';
import { type EntryDraft, emailKey } from '#shared/ledger.ts';
import {
  honourOf,
  honourView,
  revocationsIn,
  summarise,
  summariseByDoor,
  worstFirst,
} from '#shared/time-to-honour.ts';
import {
  ACCOUNT_ID,
  captureDraft,
  entryDraft,
  KEY,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
  PHONE,
  settingsWith,
} from './fixtures.ts';

const WHERE = { key: KEY, place: undefined, settings: settingsWith() };
const MAIL = { ...WHERE, key: emailKey(ACCOUNT_ID, 'pat@customer.example') };
const NOW = NOON + HOUR;

const receipt = (target: 'email' | 'dialer', ofSeq: number, at: number): EntryDraft =>
  entryDraft(
    'suppression-applied',
    { target, outcome: 'applied', ofSeq, ofHash: 'h', reference: 'r' },
    { at, actor: `target:${target}`, source: 'system' },
  );
const left = (channels: readonly Channel[] = ['sms'], source = 'text', said = NOON) =>
  withDue(optOutDraft(channels, { receivedAt: iso(said) }, { at: NOON, source }), WHERE);
const entriesOf = (drafts: readonly EntryDraft[], key = KEY) =>
  ledgerOf(drafts, key).entries.map(({ entry }) => entry);
const measure = (drafts: readonly EntryDraft[], { now = NOW, where = WHERE, seq = 1 } = {}) =>
  present(honourOf(entriesOf(drafts, where.key), seq, where, now), 'a revocation');

describe('one revocation', () => {
  test('is honoured once the last target that it concerns has acknowledged', () => {
    const found = measure([
      left(['sms', 'email']),
      receipt('email', 1, NOON + 3 * SECOND),
      receipt('dialer', 1, NOON + 2 * SECOND),
    ]);
    expect(found).toMatchObject({
      receivedAt: NOON,
      blockedAt: NOON,
      acknowledgedAt: { email: NOON + 3 * SECOND, dialer: NOON + 2 * SECOND },
      silent: [],
      waitingFor: [],
      honouredAt: NOON + 3 * SECOND,
      byLaw: 'met',
      byTarget: 'met',
    });
  });
  test('of texts concerns the dialer, which must stop its machines; email is heard, not waited for', () => {
    const silent = measure([left()]);
    expect([silent.waitingFor, silent.silent]).toEqual([['dialer'], ['email', 'dialer']]);
    expect(silent.honouredAt).toBeUndefined();
    const told = measure([left(), receipt('dialer', 1, NOON + SECOND)]);
    expect([told.waitingFor, told.silent]).toEqual([[], ['email']]);
    expect(told.honouredAt).toBe(NOON + SECOND);
  });
  test.each<[readonly Channel[], readonly string[]]>([
    [['email'], ['email']],
    [['voice'], ['dialer']],
    [
      ['sms', 'voice', 'email'],
      ['email', 'dialer'],
    ],
  ])('of %j waits for %j', (channels, targets) => {
    expect(measure([left(channels)]).waitingFor).toEqual(targets);
  });
  test('at an email address concerns email alone; one about texts is honoured by its block', () => {
    const all = measure([left(['sms', 'voice', 'email'])], { where: MAIL });
    expect(all.waitingFor).toEqual(['email']);
    const texts = measure([left(['sms'])], { where: MAIL });
    expect([texts.waitingFor, texts.honouredAt]).toEqual([[], NOON]);
  });
  test('is acknowledged by a newer change too, which carries the whole state; not by an older', () => {
    const entries = [captureDraft(), left(), optInDraft()];
    const newer = measure([...entries, receipt('dialer', 3, NOON + SECOND)], { seq: 2 });
    expect(newer.acknowledgedAt.dialer).toBe(NOON + SECOND);
    const older = measure([...entries, receipt('dialer', 1, NOON + SECOND)], { seq: 2 });
    expect(older.acknowledgedAt.dialer).toBeUndefined();
  });
  test('by the first acknowledgement, whatever comes again', () => {
    const twice = [receipt('dialer', 1, NOON + 1), receipt('dialer', 1, NOON + 2)];
    expect(measure([left(), ...twice]).honouredAt).toBe(NOON + 1);
  });
  test('is found in a part of the ledger; other entries are none', () => {
    const entries = entriesOf([captureDraft(), left(), receipt('dialer', 2, NOON + 1)]);
    expect(honourOf(entries.slice(1), 2, WHERE, NOW)?.honouredAt).toBe(NOON + 1);
    expect(honourOf(entries, 1, WHERE, NOW)).toBeUndefined();
    expect(honourOf(entries, 9, WHERE, NOW)).toBeUndefined();
  });
});

describe('in time', () => {
  const target = NOON + 5 * MINUTE;
  test('by the account’s target: met at its instant, missed a millisecond later', () => {
    expect(measure([left(), receipt('dialer', 1, target)]).byTarget).toBe('met');
    expect(measure([left(), receipt('dialer', 1, target + 1)]).byTarget).toBe('missed');
    expect(measure([left(), receipt('dialer', 1, target + 1)]).byLaw).toBe('met');
  });
  test('while it is waited for: open up to that instant, then missed', () => {
    expect(measure([left()], { now: target }).byTarget).toBe('open');
    expect(measure([left()], { now: target + 1 }).byTarget).toBe('missed');
    const { due } = measure([left()]);
    expect(measure([left()], { now: due.at }).byLaw).toBe('open');
    expect(measure([left()], { now: due.at + 1 }).byLaw).toBe('missed');
  });
  test('a letter entered on its last day is in time; a millisecond later it is late', () => {
    const said = NOON - 16 * DAY;
    const probe = measure([left(['sms'], 'letter', said), receipt('dialer', 1, NOON)]);
    const entered = (at: number) =>
      honourView(
        measure([
          withDue(optOutDraft(['sms'], { receivedAt: iso(said) }, { at, source: 'letter' }), WHERE),
          receipt('dialer', 1, at),
        ]),
      );
    expect(entered(probe.due.at)).toMatchObject({ late: false, byLaw: 'met', byTarget: 'missed' });
    expect(entered(probe.due.at + 1)).toMatchObject({ late: true, byLaw: 'missed' });
  });
  test('an entry keeps what it was due by, whatever the settings became', () => {
    const where = {
      ...WHERE,
      settings: settingsWith({ honourMinutes: { direct: 1, relayed: 1 } }),
    };
    expect(measure([left()], { where }).due.targetAt).toBe(target);
  });
  test('an entry from before due times is judged by the settings of today', () => {
    const found = measure([optOutDraft()]);
    expect(found.due).toEqual(measure([left()]).due);
  });
  test('carried over from another address, its time starts where the two were linked', () => {
    const said = NOON - 60 * DAY;
    const detail = { receivedAt: iso(said), carriedOver: true as const };
    const drafts = [
      withDue(optOutDraft(['sms'], detail, { at: NOON, source: 'email' }), WHERE),
      receipt('dialer', 1, NOON + 1),
    ];
    const found = measure(drafts);
    expect(found).toMatchObject({ receivedAt: said, startsAt: NOON, byLaw: 'met' });
    expect(honourView(found).late).toBe(false);
  });
});

test('what the API shows of it: instants, who is waited for, and where its proof is', () => {
  const [drafts] = [[left(['sms', 'email'], 'call', NOON - MINUTE), receipt('email', 1, NOON)]];
  const found = measure(drafts);
  expect(honourView(found)).toEqual({
    contact: { phone: PHONE },
    seq: 1,
    entryHash: found.hash,
    source: 'call',
    channels: ['sms', 'email'],
    receivedAt: iso(NOON - MINUTE),
    blockedAt: iso(NOON),
    acknowledgedAt: { email: iso(NOON), dialer: null },
    waitingFor: ['dialer'],
    honouredAt: null,
    // A Wednesday before Thanksgiving week, in Washington.
    dueAt: '2026-12-04T04:59:59.999Z',
    citation: '47 CFR 64.1200(a)(10)-(11), (d)(3)',
    targetAt: iso(NOON - MINUTE + DAY),
    byLaw: 'open',
    byTarget: 'open',
    late: false,
    history: '/v1/contacts/%2B12025550143/history?cursor=0',
  });
  expect(honourView(measure(drafts, { where: MAIL })).history).toBe(
    '/v1/contacts/pat%40customer.example/history?cursor=0',
  );
});

test('the revocations of a ledger come newest first', () => {
  const drafts = [left(), optInDraft(), left(['voice'])];
  const views = revocationsIn(entriesOf(drafts), WHERE, NOW);
  expect(views.map(({ seq }) => seq)).toEqual([3, 1]);
});

describe('figures', () => {
  const honouredIn = (ms: number, source = 'text') =>
    measure([left(['sms'], source, NOON), receipt('dialer', 1, NOON + ms)], { now: NOON + DAY });
  const waiting = measure([left()]);

  test('median, p99 and worst are times that were seen, by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => honouredIn((100 - i) * SECOND));
    expect(summarise(hundred, NOW).stages.blockedToDialer).toEqual({
      count: 100,
      waiting: 0,
      medianMs: 50 * SECOND,
      p99Ms: 99 * SECOND,
      worstMs: 100 * SECOND,
    });
    const three = [honouredIn(3), honouredIn(1), honouredIn(2)];
    expect(summarise(three, NOW).stages.receivedToHonoured).toMatchObject({
      medianMs: 2,
      p99Ms: 3,
      worstMs: 3,
    });
  });
  test('a wait that is not over counts as long as it has lasted', () => {
    const { stages } = summarise([honouredIn(1), waiting], NOW);
    expect(stages.blockedToDialer).toMatchObject({ count: 2, waiting: 1, worstMs: HOUR });
    expect(stages.receivedToBlocked).toMatchObject({ waiting: 0, worstMs: 0 });
    expect(stages.blockedToEmail.waiting).toBe(2);
  });
  test('of nothing are none', () => {
    expect(summarise([], NOW)).toMatchObject({
      revocations: 0,
      stages: { receivedToHonoured: { count: 0, medianMs: null, p99Ms: null, worstMs: null } },
    });
  });
  test('a clock that was set back makes no time negative', () => {
    const { stages } = summarise([waiting], NOON - DAY);
    expect(stages.blockedToDialer.worstMs).toBe(0);
  });
  test('how many were in time, late, waited for; whole and by door', () => {
    const late = measure([left(['sms'], 'letter', NOON - 60 * DAY), receipt('dialer', 1, NOON)]);
    const slow = honouredIn(6 * MINUTE);
    const all = [honouredIn(1), slow, late, waiting];
    expect(summarise(all, NOON + MINUTE)).toMatchObject({
      revocations: 4,
      waiting: 1,
      late: 1,
      withinDue: { met: 2, missed: 1, open: 1 },
    });
    expect(summarise(all, NOW).withinTarget).toEqual({ met: 1, missed: 3, open: 0 });
    const doors = summariseByDoor(all, NOW);
    expect(Object.keys(doors)).toEqual(['letter', 'text']);
    expect([doors['letter']?.late, doors['text']?.revocations]).toEqual([1, 3]);
  });
  test('the worst: waited for, then unheard by a target, then the longest, then the oldest', () => {
    const quick = measure([left(), receipt('dialer', 1, NOON + 1), receipt('email', 1, NOON + 1)]);
    const long = measure([
      left(['sms'], 'letter', NOON - 60 * DAY),
      receipt('dialer', 1, NOON),
      receipt('email', 1, NOON),
    ]);
    const unheard = honouredIn(1);
    const oldest = measure([left(['sms'], 'call', NOON - DAY)]);
    const found = worstFirst([quick, long, unheard, waiting, oldest], NOW);
    expect(found).toEqual([oldest, waiting, unheard, long, quick]);
  });
});
