/**
 * A text that may be an opt-out while our question for consent waits for its YES: whether to stop
 * is asked where texts go out already; where none do, only a clear YES counts.
 */
import { describe, expect, test } from 'vitest';
import { growLedger } from '#shared/grow.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import type { Standing } from '#shared/standing.ts';
import { accountWith, consentWith, entryDraft, KEY, standingWith } from './fixtures.ts';
import { ASKED, detailOf, pending, read, readAs, typesOf } from './inbound.helpers.ts';

const review = accountWith({ unsureReplies: 'review' });

describe('an unsure reading while a question for consent is open', () => {
  /** Agreed to one program, asked about another. */
  const both = (): Standing => {
    const { facts } = pending();
    const consents = { ...facts.consents, 'sms:service': consentWith() };
    return standingWith({ ...facts, consents }, ASKED);
  };
  const grown = (standing: Standing, drafts: readonly EntryDraft[]): Standing => ({
    ...standing,
    facts: growLedger(KEY, standing, drafts).facts,
  });
  const doubted = (standing = pending()) => grown(standing, readAs({}, { standing }));
  const ruled = (ruling: 'opt-out' | 'not-opt-out') => {
    const { facts } = doubted();
    const detail = { review: String(facts.mayLeave), ofSeq: 5, ruling, reason: 'x', lifted: [] };
    return grown(doubted(), [entryDraft('review-ruled', detail)]);
  };

  test('of somebody who gets texts of another program asks all the same', () => {
    const drafts = readAs({}, { standing: both() });
    expect(typesOf(drafts)).toEqual(['message-received', 'question-asked']);
  });
  test('and YES then ends them, and confirms nothing', () => {
    const standing = grown(both(), readAs({}, { standing: both() }));
    expect(typesOf(read('YES', { standing }))).toEqual(['message-received', 'opted-out']);
    expect(typesOf(read('NO', { standing }))).toEqual(['message-received', 'question-answered']);
  });
  test('is not put to people instead, unless the account wants that', () => {
    const drafts = readAs({}, { standing: both(), account: review });
    expect(typesOf(drafts)).toEqual(['message-received', 'review-opened']);
  });
  test('of somebody who gets none goes to a person, and confirms and clarifies nothing', () => {
    const drafts = readAs({}, { standing: pending() });
    expect(typesOf(drafts)).toEqual(['message-received', 'review-opened']);
    expect(detailOf(drafts, 'message-received').reply).toBeUndefined();
    expect(Object.values(doubted().facts.consents).map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'pending'),
    );
  });
  test('invites nobody to say YES afterwards, before a person has looked', () => {
    const replyTo = (standing: Standing) =>
      detailOf(read('hm', { standing }), 'message-received').reply;
    expect(replyTo(pending())).toBe('opt-in-clarification');
    expect(replyTo(doubted())).toBeUndefined();
    expect(replyTo(ruled('not-opt-out'))).toBe('opt-in-clarification');
  });
  test('a later YES in so many words confirms, a likely one does not until it is ruled', () => {
    expect(typesOf(read('YES', { standing: doubted() }))).toContain('consent-confirmed');
    expect(typesOf(read('ok', { standing: doubted() }))).toEqual(['message-received']);
    expect(typesOf(read('ok', { standing: ruled('not-opt-out') }))).toContain('consent-confirmed');
  });
  test('of calls or email it takes nothing from a YES', () => {
    const calls = readAs({ intent: 'stop-calls', channels: ['voice'] }, { standing: pending() });
    expect(grown(pending(), calls).facts.mayLeave).toBeUndefined();
  });
  test.each([
    ['YES', ['YES']],
    ['START', ['STOP', 'START']],
  ])('is over with %s', (_, texts) => {
    let standing = doubted();
    for (const body of texts) standing = grown(standing, read(body, { standing }));
    expect(standing.facts.mayLeave).toBeUndefined();
  });
});
