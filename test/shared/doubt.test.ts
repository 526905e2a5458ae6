/** Texts that may be an opt-out: when the person is asked, what an answer does, who is to look. */
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import type { InboundFacts } from '#shared/inbound.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import type { Facts } from '#shared/standing.ts';
import {
  accountWith,
  captureDraft,
  entryDraft,
  factsAfter,
  factsWith,
  NOON,
  optOutDraft,
  standingWith,
  tollFree,
} from './fixtures.ts';
import { ASKED, detailOf, pending, read, readAs, typesOf } from './inbound.helpers.ts';

const QUESTION = { seq: 3, at: 0, until: NOON + HOUR, channels: ['sms'] } as const;
const asked = (news: Partial<Facts> = {}): Pick<InboundFacts, 'standing'> => ({
  standing: standingWith(factsWith({ question: QUESTION, ...news })),
});
const review = accountWith({ unsureReplies: 'review' });
const having = (...drafts: EntryDraft[]) => ({ standing: standingWith(factsAfter(...drafts)) });
const likelyOut = optOutDraft(['sms'], { review: `rev_${'0'.repeat(32)}` });

describe('a likely reading acts at once and is listed for review', () => {
  test('it closes, is confirmed, and opens a review of its text', () => {
    const drafts = readAs({ certainty: 'likely' });
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out', 'review-opened']);
    const { review: id } = detailOf(drafts, 'opted-out');
    expect(detailOf(drafts, 'opted-out')).toMatchObject({
      channels: ['sms'],
      confirmation: 'owed',
    });
    expect(detailOf(drafts, 'review-opened')).toEqual({
      review: id,
      ofSeq: 4,
      intent: 'opt-out',
      certainty: 'likely',
      channels: ['sms'],
      did: 'opted-out',
    });
  });
  test.each([
    ['stop-all-contact', ['sms', 'voice', 'email']],
    ['wrong-number', ['sms', 'voice']],
    ['stop-calls', ['voice']],
    ['stop-email', ['email']],
  ] as const)('%s closes what it is about', (intent, channels) => {
    const drafts = readAs({ intent, channels, certainty: 'likely' });
    expect(detailOf(drafts, 'review-opened')).toMatchObject({ channels, did: 'opted-out' });
  });
  test('a NO in other words to the question for consent declines, and is listed as well', () => {
    const no = { intent: 'decline', rule: 'answer:no' } as const;
    const drafts = readAs({ ...no, certainty: 'likely' }, { standing: pending() });
    expect(typesOf(drafts).slice(1)).toEqual(['consent-declined', 'opted-out', 'review-opened']);
    const { review: id } = detailOf(drafts, 'opted-out');
    expect(detailOf(drafts, 'review-opened')).toMatchObject({
      review: id,
      intent: 'decline',
      certainty: 'likely',
      channels: ['sms'],
      did: 'opted-out',
    });
    const certain = readAs({ ...no, certainty: 'certain' }, { standing: pending() });
    expect(typesOf(certain).slice(1)).toEqual(['consent-declined', 'opted-out']);
  });
  test.each(['ok', 'sure'])('%s to the question for consent confirms, and is listed', (body) => {
    const drafts = read(body, { standing: pending() });
    expect(typesOf(drafts)).toEqual(['message-received', 'consent-confirmed', 'review-opened']);
    expect(detailOf(drafts, 'review-opened')).toMatchObject({
      intent: 'confirm',
      certainty: 'likely',
      channels: ['sms'],
      did: 'confirmed',
      ofSeq: 4,
    });
  });
  test('where a STOP ends every channel, a ruling on it would too', () => {
    const account = accountWith({ optOutScope: 'all' });
    const drafts = read('ok', { standing: pending(), account });
    expect(detailOf(drafts, 'review-opened').channels).toEqual(['sms', 'voice', 'email']);
  });
  test('YES in so many words is listed for nobody', () => {
    const drafts = read('YES', { standing: pending() });
    expect(typesOf(drafts)).toEqual(['message-received', 'consent-confirmed']);
  });
  test('ok without a question confirms nothing and is listed for nobody', () => {
    expect(typesOf(read('ok'))).toEqual(['message-received']);
  });
  test('a certain one is listed for nobody', () => {
    expect(typesOf(readAs({ certainty: 'certain' }))).toEqual(['message-received', 'opted-out']);
  });
  test('of somebody who is out for certain there is nothing to review', () => {
    const drafts = readAs({ certainty: 'likely' }, having(optOutDraft()));
    expect(typesOf(drafts)).toEqual(['message-received']);
  });
  test('STOP after it is heard as well, so that no ruling undoes it, and is not confirmed again', () => {
    const drafts = read('STOP', having(likelyOut));
    expect(detailOf(drafts, 'opted-out')).toMatchObject({
      confirmation: 'none',
      rule: 'keyword:stop',
    });
    expect(detailOf(drafts, 'opted-out').review).toBeUndefined();
  });
  test('the same text is the same review, another text another', () => {
    const idOf = (drafts: EntryDraft[]) => detailOf(drafts, 'review-opened').review;
    const one = idOf(readAs({ certainty: 'likely' }));
    expect(idOf(readAs({ certainty: 'likely' }))).toBe(one);
    expect(idOf(readAs({ certainty: 'likely' }, {}, { providerMessageId: 'SM2' }))).not.toBe(one);
  });
});

describe('an unsure reading asks once', () => {
  test('the question says what it closes, and until when it waits', () => {
    const drafts = readAs({ intent: 'stop-all-contact', language: 'es' });
    expect(typesOf(drafts)).toEqual(['message-received', 'question-asked']);
    expect(detailOf(drafts, 'question-asked')).toEqual({
      channels: ['sms', 'voice', 'email'],
      until: iso(NOON + 24 * HOUR),
      intent: 'stop-all-contact',
      words: 'enough',
      rule: 'phrase:enough',
      sender: 'main',
      language: 'es',
    });
  });
  test('the account says how long', () => {
    const drafts = readAs({}, { account: accountWith({ answerHours: 1 }) });
    expect(detailOf(drafts, 'question-asked').until).toBe(iso(NOON + HOUR));
  });
  test('never while the question is open; what its answer does not cover goes to a person', () => {
    expect(typesOf(readAs({}, asked()))).toEqual(['message-received']);
    for (const [intent, channels] of [
      ['stop-all-contact', ['sms', 'voice', 'email']],
      ['wrong-number', ['sms']],
    ] as const) {
      const drafts = readAs({ intent, channels }, asked());
      expect(typesOf(drafts)).toEqual(['message-received', 'review-opened']);
      expect(detailOf(drafts, 'review-opened')).toMatchObject({ intent, channels });
    }
  });
  test('never whoever is out, also by the revoke-all rule', () => {
    const account = accountWith({ revokeAll: 'on' });
    expect(typesOf(readAs({}, having(optOutDraft())))).toEqual(['message-received']);
    const left = having(optOutDraft(['sms'], { program: 'news' }));
    expect(typesOf(readAs({}, { ...left, account }))).toEqual([
      'message-received',
      'review-opened',
    ]);
    expect(typesOf(readAs({}, left))).toEqual(['message-received', 'question-asked']);
  });
  test.each([
    [
      'a question for consent is open, and nothing goes out before its YES',
      { standing: pending() },
    ],
    ['texts are on do-not-disturb', { standing: standingWith(factsWith({ dnd: { sms: true } })) }],
    ['only a likely text closed them', having(likelyOut)],
    ['the account wants people to look', { account: review }],
  ] satisfies readonly (readonly [string, Partial<InboundFacts>])[])(
    'a person of the firm looks where %s',
    (_, facts) => {
      const drafts = readAs({}, facts);
      expect(typesOf(drafts)).toEqual(['message-received', 'review-opened']);
      expect(detailOf(drafts, 'review-opened')).toMatchObject({
        certainty: 'unsure',
        did: 'nothing',
      });
    },
  );
  test('calls and email are not asked about by text: a person looks', () => {
    for (const [intent, channel] of [
      ['stop-calls', 'voice'],
      ['stop-email', 'email'],
    ] as const) {
      const drafts = readAs({ intent, channels: [channel] });
      expect(detailOf(drafts, 'review-opened').channels).toEqual([channel]);
    }
  });
  test('what the provider took for a keyword is acted on, since it told the person so', () => {
    const drafts = readAs({}, {}, { answeredByProvider: true });
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out', 'review-opened']);
    expect(detailOf(drafts, 'opted-out').confirmation).toBe('answered-by-provider');
  });
  test('a complaint is entered as one, and ends and asks nothing', () => {
    const drafts = readAs({ intent: 'complaint', certainty: 'likely', channels: [] });
    expect(typesOf(drafts)).toEqual(['message-received']);
    expect(detailOf(drafts, 'message-received')).toMatchObject({ intent: 'complaint' });
  });
  test('plain talk does nothing', () => {
    expect(typesOf(readAs({ intent: 'other', channels: [], rule: 'none' }))).toEqual([
      'message-received',
    ]);
  });
});

describe('while the question is open', () => {
  test.each(['YES', 'yes please', 'sí', 'OUI.'])(
    '%s is an opt-out of all that was meant',
    (body) => {
      const question = { ...QUESTION, channels: ['sms', 'voice'] } as const;
      const drafts = read(body, asked({ question }));
      expect(detailOf(drafts, 'opted-out')).toMatchObject({
        channels: ['sms', 'voice'],
        confirmation: 'owed',
        rule: expect.stringMatching(/^answer:/),
      });
      expect(detailOf(drafts, 'opted-out').review).toBeUndefined();
    },
  );
  test.each(['no', 'No.', 'NOPE', 'n', 'non'])('%s is noted and changes nothing', (body) => {
    const drafts = read(body, asked());
    expect(typesOf(drafts)).toEqual(['message-received', 'question-answered']);
    expect(detailOf(drafts, 'message-received')).toMatchObject({
      intent: 'other',
      rule: 'answer:no',
    });
    expect(detailOf(drafts, 'question-answered').answer).toBe('no');
  });
  test.each(['no thanks', 'not interested', 'no gracias'])('%s is no clear NO', (body) => {
    expect(typesOf(read(body, asked()))).not.toContain('question-answered');
  });
  test('NO without a question is nothing', () => {
    expect(typesOf(read('no'))).toEqual(['message-received']);
  });
  test('STOP wins, and in a narrower reach means all texts', () => {
    const account = accountWith({ optOutReach: 'program' });
    expect(detailOf(read('STOP', { account }), 'opted-out').program).toBe('default');
    const detail = detailOf(read('STOP', { account, ...asked() }), 'opted-out');
    expect(detail).toMatchObject({ channels: ['sms'], rule: 'keyword:stop' });
    expect(detail.program).toBeUndefined();
  });
  test('START answers it, though there is nothing to come back to', () => {
    expect(detailOf(read('START', asked()), 'question-answered').answer).toBe('opt-in');
  });
  test('any other text is read anew', () => {
    expect(typesOf(read('What time do you close?', asked()))).toEqual(['message-received']);
    expect(typesOf(readAs({ certainty: 'likely' }, asked()))).toContain('opted-out');
  });
  test('it comes before a question for consent: YES never opts in by mistake', () => {
    const { facts } = pending();
    const standing = standingWith({ ...facts, question: QUESTION }, ASKED);
    expect(typesOf(read('YES', { standing }))).toEqual(['message-received', 'opted-out']);
  });
  test('a toll-free network does not answer YES', () => {
    const detail = detailOf(read('YES', { ...asked(), sender: tollFree() }), 'opted-out');
    expect(detail.confirmation).toBe('owed');
  });
});

describe('the question in the fold', () => {
  const ask = entryDraft('question-asked', {
    channels: ['sms'],
    until: iso(NOON + HOUR),
    words: '',
    rule: 'phrase:enough',
    sender: 'main',
    language: 'en',
  });
  const answered = (answer: 'no' | 'opt-in') =>
    entryDraft('question-answered', { answer, words: '', rule: 'answer:no' });
  test('is open with its number, and closed by an answer or an opt-out', () => {
    expect(factsAfter(captureDraft(), ask).question).toEqual({
      seq: 2,
      at: NOON,
      until: NOON + HOUR,
      channels: ['sms'],
    });
    for (const closing of [answered('no'), answered('opt-in'), optOutDraft()]) {
      expect(factsAfter(ask, closing).question).toBeUndefined();
    }
  });
  test.each([
    ['one program', optOutDraft(['sms'], { program: 'news' })],
    ['calls only', optOutDraft(['voice'])],
    ['a likely text, which may be lifted again', likelyOut],
  ])('stays open after an opt-out of %s', (_, closing) => {
    expect(factsAfter(ask, closing).question).toBeDefined();
  });
});
