/**
 * The revoke-all rule over opt-outs of the past: what each left open, what the rule would have
 * ended too, and what of it is ended by now (RV-11, D-04).
 */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import { type EntryDraft, emailKey, type LedgerEntry, phoneKey } from '#shared/ledger.ts';
import { replayOptOut, summarise } from '#shared/replay.ts';
import {
  captureDraft,
  EMAIL,
  entryDraft,
  KEY,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
  PHONE,
} from './fixtures.ts';

const NEVER = Number.POSITIVE_INFINITY;
const entriesOf = (drafts: readonly EntryDraft[], key = KEY): LedgerEntry[] =>
  ledgerOf(drafts, key).entries.map(({ entry }) => entry);
const replay = (drafts: readonly EntryDraft[], seq: number, from = NEVER) =>
  replayOptOut(KEY, entriesOf(drafts), seq, from);

const NEWS = captureDraft({ program: 'news' });
const SERVICE = captureDraft({ program: 'service', purpose: 'informational' });
const leaveNews = optOutDraft(['sms'], { program: 'news', words: 'stop' });
const open = (program: string, purpose: 'marketing' | 'informational', endedByNow?: boolean) => ({
  program,
  purpose,
  ...(endedByNow !== undefined && { endedByNow }),
});

describe('an opt-out of one program', () => {
  const found = replay([NEWS, SERVICE, leaveNews], 3);
  test('is shown with who, when, by which words and how far', () => {
    const [, , entry] = entriesOf([NEWS, SERVICE, leaveNews]);
    expect(found).toMatchObject({
      at: iso(NOON),
      receivedAt: iso(NOON),
      contact: { phone: PHONE },
      seq: 3,
      entryHash: entry?.hash,
      source: 'text',
      words: 'stop',
      channels: ['sms'],
      scope: 'program',
      program: 'news',
    });
    expect(found).not.toHaveProperty('purpose');
  });
  test('left the other program open; the rule would have ended it', () => {
    expect(found?.stayedOpen).toEqual([open('service', 'informational')]);
    expect(found?.wouldEnd).toEqual([open('service', 'informational', false)]);
  });
  test('a consent that came later was not there to be ended', () => {
    expect(replay([NEWS, leaveNews, SERVICE], 2)?.stayedOpen).toEqual([]);
  });
  test.each([
    ['pending', captureDraft({ program: 'service', status: 'pending' })],
    ['of calls', captureDraft({ program: 'service', channel: 'voice' })],
  ])('a consent %s was not open', (_, consent) => {
    expect(replay([NEWS, consent, leaveNews], 3)?.stayedOpen).toEqual([]);
  });
});

describe('an opt-out of one purpose', () => {
  const found = replay([NEWS, SERVICE, optOutDraft(['sms'], { purpose: 'marketing' })], 3);
  test('left information open, in the marketing program too', () => {
    expect(found).toMatchObject({ scope: 'purpose', purpose: 'marketing' });
    expect(found?.stayedOpen).toEqual([
      open('news', 'informational'),
      open('service', 'informational'),
    ]);
    expect(found?.wouldEnd).toHaveLength(2);
  });
});

describe('what the rule would not have changed', () => {
  test('an opt-out of everything left nothing open', () => {
    const found = replay([NEWS, SERVICE, optOutDraft()], 3);
    expect(found).toMatchObject({ scope: 'everything', stayedOpen: [], wouldEnd: [] });
  });
  test('an opt-out of calls left texts open, and the rule is of texts', () => {
    const found = replay([NEWS, optOutDraft(['voice'], { program: 'news' })], 2);
    expect(found?.stayedOpen).toHaveLength(2);
    expect(found?.wouldEnd).toEqual([]);
  });
  test('what was closed before stayed closed: a STOP, do-not-disturb', () => {
    const dnd = entryDraft('dnd-changed', { sms: true, reason: 'by hand' });
    for (const before of [optOutDraft(), dnd]) {
      expect(replay([NEWS, SERVICE, before, leaveNews], 4)?.stayedOpen).toEqual([]);
    }
  });
});

describe('ended by now', () => {
  const ended = (drafts: readonly EntryDraft[], from = NEVER) =>
    replay([NEWS, SERVICE, leaveNews, ...drafts], 3, from)?.wouldEnd.map((one) => one.endedByNow);

  test('no: nothing came after', () => {
    expect(ended([])).toEqual([false]);
  });
  test.each([
    ['a STOP to all', optOutDraft()],
    ['an opt-out of that program', optOutDraft(['sms'], { program: 'service' })],
    ['an opt-out of that purpose', optOutDraft(['sms'], { purpose: 'informational' })],
    ['do-not-disturb', entryDraft('dnd-changed', { sms: true, reason: 'by hand' })],
  ])('yes: by %s', (_, draft) => {
    expect(ended([draft])).toEqual([true]);
  });
  test('no: the person left and came back', () => {
    expect(ended([optOutDraft(), optInDraft(['service'])])).toEqual([false]);
  });
  test('no: an opt-out of something else', () => {
    expect(ended([optOutDraft(['sms'], { program: 'other' })])).toEqual([false]);
  });
  test('by the rule itself, from the millisecond of its day on, not after it', () => {
    expect(ended([], NOON)).toEqual([true]);
    expect(ended([], NOON + 1)).toEqual([false]);
  });
});

describe('what is no opt-out', () => {
  test('is not replayed', () => {
    expect(replay([NEWS, leaveNews], 1)).toBeUndefined();
    expect(replay([NEWS], 2)).toBeUndefined();
  });
});

test('an opt-out by email is shown under the address', () => {
  const key = emailKey('acme', EMAIL);
  const found = replayOptOut(key, entriesOf([optOutDraft(['email'])], key), 1, NEVER);
  expect(found).toMatchObject({ contact: { email: EMAIL }, channels: ['email'], wouldEnd: [] });
});

test('the summary counts opt-outs, those of texts, in part, changed, and still open', () => {
  const other = phoneKey('acme', '+12025550144');
  const drafts = [NEWS, SERVICE, leaveNews, optOutDraft(['voice'])];
  const again = [...drafts, optOutDraft()];
  const all = [
    ...[3, 4].flatMap((seq) => replayOptOut(KEY, entriesOf(drafts), seq, NEVER) ?? []),
    ...[3, 5].flatMap((seq) => replayOptOut(other, entriesOf(again, other), seq, NEVER) ?? []),
  ];
  expect(summarise(all)).toEqual({
    optOuts: 4,
    ofTexts: 3,
    inPart: 2,
    wouldEndMore: 2,
    contacts: 2,
    stillOpen: 1,
  });
  expect(summarise([])).toMatchObject({ optOuts: 0, contacts: 0 });
});
