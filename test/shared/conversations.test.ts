/** Which texts make a conversation, when it rests, and what its transcript takes along. */
import { describe, expect, test } from 'vitest';
import { MINUTE } from '#shared/basics.ts';
import { conversationsIn, lookAt, type TextOut } from '#shared/conversations.ts';
import { chainEntries, type EntryDraft, type LedgerEntry } from '#shared/ledger.ts';

const AT = Date.parse('2026-11-24T17:00:00.000Z');
const GAP = 30 * MINUTE;
const at = (minutes: number) => AT + minutes * MINUTE;

const person = (minutes: number, body = `in ${minutes}`): EntryDraft => ({
  type: 'message-received',
  at: at(minutes),
  actor: 'person',
  source: 'text',
  detail: {
    body,
    sender: 'main',
    provider: 'twilio',
    providerMessageId: body,
    intent: 'other',
    certainty: 'certain',
    rule: 'none',
    language: 'en',
  },
});
const stop = (minutes: number): EntryDraft => ({
  type: 'opted-out',
  at: at(minutes),
  actor: 'person',
  source: 'text',
  detail: { channels: ['sms'], receivedAt: '2026-11-24T17:00:00.000Z', confirmation: 'owed' },
});
const ready = (minutes: number, to: number, throughSeq: number): EntryDraft => ({
  type: 'transcript-ready',
  at: at(minutes),
  actor: 'system',
  source: 'rest',
  detail: {
    transcript: 'trn_1',
    from: new Date(AT).toISOString(),
    to: new Date(at(to)).toISOString(),
    closedBy: 'rest',
    received: 1,
    sent: 0,
    throughSeq,
    contentHash: 'a',
  },
});
const firm = (minutes: number, status: TextOut['status'] = 'sent'): TextOut => ({
  at: at(minutes),
  id: `msg_${minutes}`,
  status,
  sender: 'main',
  body: `out ${minutes}`,
  reasons: status === 'blocked' ? ['opted-out'] : [],
});
const entriesOf = (...drafts: EntryDraft[]): LedgerEntry[] =>
  chainEntries({ seq: 0, hash: 'f'.repeat(64) }, drafts);

const inMinutes = (drafts: EntryDraft[], texts: TextOut[], now: number) =>
  conversationsIn({ entries: entriesOf(...drafts), texts }, { gap: GAP, now: at(now) }).map(
    ({ happenings, rested, restsAt, seq }) => ({
      holds: happenings.map((one) => {
        if (one.kind === 'text') return `${one.text.status} ${(one.at - AT) / MINUTE}`;
        return `${one.entry.type} ${(one.at - AT) / MINUTE}`;
      }),
      rested,
      restsAt: (restsAt - AT) / MINUTE,
      seq,
    }),
  );

describe('a conversation rests', () => {
  test('when nothing was said for the whole pause, and not a millisecond before', () => {
    const since = { entries: entriesOf(person(0)), texts: [firm(5)] };
    const rested = (now: number) => conversationsIn(since, { gap: GAP, now })[0]?.rested;
    expect(rested(at(35) - 1)).toBe(false);
    expect(rested(at(35))).toBe(true);
  });

  test('later when either side says something in time', () => {
    expect(inMinutes([person(0)], [firm(29)], 31)).toMatchObject([{ rested: false, restsAt: 59 }]);
    expect(inMinutes([person(0), person(29)], [], 31)).toMatchObject([{ rested: false }]);
  });

  test('although texts were refused, deferred or failed: nobody said those', () => {
    const texts = [firm(10, 'blocked'), firm(20, 'deferred'), firm(25, 'failed')];
    expect(inMinutes([person(0)], texts, 30)).toMatchObject([{ rested: true, restsAt: 30 }]);
  });

  test('once another has begun after it, whatever the time', () => {
    const found = inMinutes([person(0), person(30)], [], 31);
    expect(found).toMatchObject([
      { holds: ['message-received 0'], rested: true, seq: 1 },
      { holds: ['message-received 30'], rested: false, seq: 2 },
    ]);
  });
});

describe('a conversation holds', () => {
  test('nothing where the person said nothing', () => {
    expect(inMinutes([], [firm(0), firm(5)], 100)).toEqual([]);
    expect(inMinutes([stop(0)], [], 100)).toEqual([]);
  });

  test('texts of the firm before, less than the pause apart', () => {
    expect(inMinutes([person(20)], [firm(0)], 100)).toMatchObject([
      { holds: ['sent 0', 'message-received 20'] },
    ]);
  });

  test('of older ones the last that nobody answered, however old, and no other', () => {
    expect(inMinutes([person(3_000)], [firm(0), firm(1_000)], 9_000)).toMatchObject([
      { holds: ['sent 1000', 'message-received 3000'] },
    ]);
    expect(inMinutes([person(0), person(100)], [firm(1)], 200)).toMatchObject([
      { holds: ['message-received 0', 'sent 1'] },
      { holds: ['message-received 100'] },
    ]);
  });

  test('what was decided until it rests, and nothing after', () => {
    const texts = [firm(2, 'blocked'), firm(29, 'blocked'), firm(30, 'blocked')];
    expect(inMinutes([person(0), stop(0)], texts, 100)).toMatchObject([
      { holds: ['message-received 0', 'opted-out 0', 'blocked 2', 'blocked 29'], seq: 1 },
    ]);
  });

  test('nothing of the transcript before, however it is counted', () => {
    const drafts = [person(0), stop(0), ready(40, 5, 1), person(50)];
    const entries = entriesOf(...drafts).slice(1);
    const since = { entries, texts: [firm(5), firm(45)] };
    const [found, more] = conversationsIn(since, { gap: GAP, now: at(100) });
    expect(more).toBeUndefined();
    expect(found?.seq).toBe(4);
    expect(found?.happenings.map((one) => (one.at - AT) / MINUTE)).toEqual([45, 50]);
  });
});

test('all texts of one minute set off one look, at the full minute after the pause', () => {
  const first = lookAt('A#acct#tel:+12025550143', AT + 1);
  expect(first.at).toBe(at(1));
  expect(lookAt('A#acct#tel:+12025550143', at(1))).toEqual(first);
  expect(lookAt('A#acct#tel:+12025550143', at(1) + 1)).not.toEqual(first);
  expect(lookAt('A#acct#tel:+12025550144', at(1)).id).not.toBe(first.id);
  // The name of a schedule has 64 characters at most.
  expect(first.id).toMatch(/^[\w-]{1,64}$/);
  expect(first.id).not.toContain('2025550143');
});
