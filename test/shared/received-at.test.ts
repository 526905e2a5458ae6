/** A text that waited in a retry or a parking place counts from when the provider took it. */
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import { foldEntries } from '#shared/fold.ts';
import { growLedger } from '#shared/grow.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import { owedNotices } from '#shared/owed.ts';
import { ANSWER_WINDOW_MS, saidAt, withReceipt } from '#shared/received-at.ts';
import { NO_SENDS, type Standing } from '#shared/standing.ts';
import {
  accountWith,
  consentWith,
  factsAfter,
  factsWith,
  KEY,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
  standingWith,
} from './fixtures.ts';
import { detailOf, pending, read, readAs, typesOf } from './inbound.helpers.ts';

const EARLIER = NOON - 3 * HOUR;
const NOBODY = factsWith({ consents: {} });
const late = (body: string, facts = NOBODY): readonly EntryDraft[] =>
  withReceipt(read(body, { standing: standingWith(facts) }), EARLIER, { facts, now: NOON });
const entriesOf = (drafts: readonly EntryDraft[]) =>
  ledgerOf([...drafts]).entries.map(({ entry }) => entry);

test('without a time of its own, or with one that is not earlier, it is received now', () => {
  const drafts = read('STOP');
  for (const at of [NOON, NOON + HOUR]) {
    expect(withReceipt(drafts, at, { facts: factsWith(), now: NOON })).toBe(drafts);
  }
  expect(saidAt(NOON, {})).toBe(NOON);
  expect(saidAt(NOON, { receivedAt: iso(NOON + HOUR) })).toBe(NOON);
});

describe('what is entered late', () => {
  test.each(['STOP', 'START', 'HELP'])('%s: the time is in the entry and in the notice', (body) => {
    const stored = ledgerOf([...late(body)]).entries;
    const dated = stored.filter(({ entry }) => 'receivedAt' in entry.detail);
    expect(dated.map(({ entry }) => entry.detail)).toEqual(
      dated.map(() => expect.objectContaining({ receivedAt: iso(EARLIER) })),
    );
    expect(dated).toHaveLength(stored.length);
    expect(stored.flatMap((one) => owedNotices(one))).toEqual([
      expect.objectContaining({ owedAt: EARLIER }),
    ]);
    for (const { entry } of stored) expect(entry.at).toBe(NOON);
  });
  test('a STOP closes from its receipt on', () => {
    expect(foldEntries(entriesOf(late('STOP'))).revoked).toEqual({ 'sms:*': EARLIER });
  });
  test('START came back when it was said, and no later', () => {
    expect(foldEntries(entriesOf(late('START'))).cameBackAt).toBe(EARLIER);
  });
  test('is not the last text where a later one is known', () => {
    const received = (receivedAt?: number) => {
      const [draft] = read('hello');
      const drafts = draft ? [draft] : [];
      return receivedAt
        ? withReceipt(drafts, receivedAt, { facts: factsWith(), now: NOON })
        : drafts;
    };
    const last = (...drafts: (readonly EntryDraft[])[]) =>
      foldEntries(entriesOf(drafts.flat())).lastInboundAt;
    expect(last(received(EARLIER))).toBe(EARLIER);
    expect(last(received(), received(EARLIER))).toBe(NOON);
    expect(last(received(EARLIER), received(EARLIER + HOUR))).toBe(EARLIER + HOUR);
  });
});

describe('a text that may be an opt-out and was held up', () => {
  const facts = factsWith();
  const unsure = (receivedAt: number) => withReceipt(readAs({}), receivedAt, { facts, now: NOON });
  test('is asked about still, and says when it was received', () => {
    const drafts = unsure(EARLIER);
    expect(typesOf(drafts)).toEqual(['message-received', 'question-asked']);
    expect(detailOf(drafts, 'question-asked').receivedAt).toBe(iso(EARLIER));
    expect(detailOf(unsure(NOON), 'question-asked').receivedAt).toBeUndefined();
  });
  test('the question is owed from when the text is read, and silence counts from then', () => {
    const stored = ledgerOf([...unsure(EARLIER)]).entries;
    expect(stored.flatMap((one) => owedNotices(one))).toEqual([
      expect.objectContaining({ notice: 'opt-out-question', owedAt: NOON }),
    ]);
    const { question } = foldEntries(stored.map(({ entry }) => entry));
    expect(question?.until).toBe(NOON + 24 * HOUR);
  });
});

describe('a question that an answer would put', () => {
  const account = accountWith({ askWhichProgram: true });
  const standing = standingWith(
    factsWith({ consents: { 'sms:default': consentWith(), 'sms:service': consentWith() } }),
    { ...NO_SENDS, last: { program: 'default', purpose: 'marketing' } },
  );
  const stopped = (receivedAt: number): Standing => {
    const { facts } = standing;
    const drafts = withReceipt(read('STOP', { account, standing }), receivedAt, {
      facts,
      now: NOON,
    });
    return { ...standing, facts: growLedger(KEY, standing, drafts).facts };
  };
  const unclear = (receivedAt: number) =>
    withReceipt(read('perhaps', { standing: pending() }), receivedAt, {
      facts: pending().facts,
      now: NOON,
    });
  const yesAfter = (before: Standing) =>
    typesOf(read('YES', { account, standing: before, now: NOON + HOUR }));

  test('is open after a STOP that came within five minutes: YES keeps the other program', () => {
    const held = stopped(NOON - ANSWER_WINDOW_MS);
    expect(held.facts.which?.program).toBe('default');
    expect(yesAfter(held)).toContain('opted-in');
  });
  test('is none after one that came a moment later: all ended, and YES brings nothing back', () => {
    const held = stopped(NOON - ANSWER_WINDOW_MS - 1);
    expect(held.facts.which).toBeUndefined();
    expect(held.facts.revoked).toEqual({ 'sms:*': NOON - ANSWER_WINDOW_MS - 1 });
    expect(yesAfter(held)).toEqual(['message-received']);
  });
  test('is put once to an answer that is neither yes nor no, and not used up by a late one', () => {
    const reply = (receivedAt: number) =>
      detailOf([...unclear(receivedAt)], 'message-received').reply;
    expect(reply(NOON - ANSWER_WINDOW_MS)).toBe('opt-in-clarification');
    expect(reply(NOON - ANSWER_WINDOW_MS - 1)).toBeUndefined();
  });
});

describe('what was said before our question', () => {
  const question = { seq: 3, at: NOON - HOUR, until: NOON + HOUR, channels: ['sms'] } as const;
  const open = standingWith(factsWith({ question }));
  const saying = (body: string, standing: Standing, receivedAt: number) =>
    typesOf(read(body, { standing, receivedAt }));

  test.each(['NO', 'No, keep them coming'])(
    '%s does not lift it; said after it, it does',
    (body) => {
      expect(saying(body, open, question.at - 1)).toEqual(['message-received']);
      expect(saying(body, open, question.at)).toEqual(['message-received', 'question-answered']);
    },
  );
  test('YES is none to it either; STOP ends texts whenever it was said', () => {
    expect(saying('YES', open, question.at - 1)).toEqual(['message-received']);
    expect(saying('YES', open, question.at)).toContain('opted-out');
    expect(saying('STOP', open, question.at - 1)).toContain('opted-out');
  });
  test('YES is no consent before it was asked for', () => {
    const asked = pending();
    const at = asked.sends.asked?.at ?? 0;
    expect(saying('YES', asked, at - 1)).not.toContain('consent-confirmed');
    expect(saying('YES', asked, at)).toContain('consent-confirmed');
  });
  test('what we wrote after it is nothing that it answers', () => {
    const text = {
      id: 'm',
      sender: 'main',
      status: 'sent',
      body: 'Alto o bajo?',
      reasons: [],
    } as const;
    const alto = (receivedAt: number) =>
      read('alto', { textsOut: [{ ...text, at: NOON - HOUR }], receivedAt });
    expect(detailOf(alto(NOON - HOUR), 'message-received').certainty).toBe('unsure');
    expect(detailOf(alto(NOON - HOUR - 1), 'message-received').certainty).toBe('certain');
  });
});

describe('START that was held up', () => {
  test('does not undo a STOP that was said after it', () => {
    const facts = factsAfter(optOutDraft(['sms'], { receivedAt: iso(EARLIER + HOUR) }));
    expect(typesOf(late('START', facts))).toEqual(['message-received']);
  });
  test('undoes one from before it, and one of calls is none of its business', () => {
    for (const draft of [
      optOutDraft(['sms'], { receivedAt: iso(EARLIER - HOUR) }),
      optOutDraft(['voice'], { receivedAt: iso(EARLIER + HOUR) }),
    ]) {
      expect(typesOf(late('START', factsAfter(draft)))).toContain('opted-in');
    }
  });
});

test('a STOP that was held up closes also whoever came back since: only START opens', () => {
  const facts = foldEntries(entriesOf([optInDraft(), ...late('STOP')]));
  expect(facts.revoked).toEqual({ 'sms:*': EARLIER });
});
