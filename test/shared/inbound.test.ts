/** One text from a person: which entries it makes, and whether an answer is owed, once. */
import { describe, expect, test } from 'vitest';
import { iso, present } from '#shared/basics.ts';
import { type InboundFacts, MAX_INBOUND_CHARACTERS } from '#shared/inbound.ts';
import { NO_SENDS, type Standing } from '#shared/standing.ts';
import {
  accountWith,
  consentWith,
  factsAfter,
  factsWith,
  NOON,
  optInDraft,
  optOutDraft,
  senderWith,
  standingWith,
  tollFree,
} from './fixtures.ts';
import { ASKED, detailOf, pending, read, typesOf } from './inbound.helpers.ts';

const out = standingWith(factsAfter(optOutDraft()));

describe('every text is an entry, with how it was read (KM-06)', () => {
  test('a text that decides nothing is one entry', () => {
    const [received, ...rest] = read('See you at 3');
    expect(rest).toEqual([]);
    expect(received).toMatchObject({
      type: 'message-received',
      at: NOON,
      actor: 'person',
      source: 'text',
      detail: { body: 'See you at 3', sender: 'main', intent: 'other', rule: 'none' },
    });
  });
  test.each(['Thanks!', 'yes', 'no'])('%s by itself changes nothing', (body) => {
    expect(typesOf(read(body))).toEqual(['message-received']);
  });
  test('a text beyond all measure is cut', () => {
    const [received] = read('x'.repeat(MAX_INBOUND_CHARACTERS + 1));
    expect(detailOf([present(received, 'it')], 'message-received').body).toHaveLength(
      MAX_INBOUND_CHARACTERS,
    );
  });
});

describe('opting out', () => {
  test('STOP closes texts, is owed one confirmation, and keeps its proof', () => {
    const drafts = read('Stop.');
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out']);
    expect(detailOf(drafts, 'opted-out')).toEqual({
      channels: ['sms'],
      receivedAt: iso(NOON),
      words: 'stop',
      rule: 'keyword:stop',
      confirmation: 'owed',
      sender: 'main',
      language: 'en',
      evidence: {
        provider: 'twilio',
        providerMessageId: 'SM1',
        sender: 'main',
        words: 'stop',
        rule: 'keyword:stop',
      },
    });
  });
  test.each([
    ['leave me alone', ['sms', 'voice', 'email'], 'owed'],
    ['wrong number', ['sms', 'voice'], 'owed'],
    ['stop calling me', ['voice'], 'none'],
    ['stop emailing me', ['email'], 'none'],
    ['stop calling and texting me', ['sms', 'voice'], 'owed'],
    ['stop calling and text me', ['voice'], 'none'],
    ['stop sending me emails and texts', ['sms', 'email'], 'owed'],
    ['no more calls, texts or emails please', ['sms', 'voice', 'email'], 'owed'],
  ] as const)('%s closes %j, confirmation %s', (body, channels, confirmation) => {
    expect(detailOf(read(body), 'opted-out')).toMatchObject({ channels, confirmation });
  });
  test('an account may widen a STOP to every channel (RV-11), never a wrong number to email', () => {
    const account = accountWith({ optOutScope: 'all' });
    const all = ['sms', 'voice', 'email'];
    expect(detailOf(read('STOP', { account }), 'opted-out').channels).toEqual(all);
    expect(detailOf(read('wrong number', { account }), 'opted-out').channels).toEqual([
      'sms',
      'voice',
    ]);
  });
  test('a stranger may opt out (KW-06)', () => {
    const standing = standingWith(factsWith({ consents: {} }));
    expect(typesOf(read('STOP', { standing }))).toContain('opted-out');
  });
  test('whoever is out already is not told a second time (RV-18)', () => {
    expect(typesOf(read('STOP', { standing: out }))).toEqual(['message-received']);
  });
  test('whoever is out of texts may close the rest, without another confirmation', () => {
    const detail = detailOf(read('leave me alone', { standing: out }), 'opted-out');
    expect(detail).toMatchObject({ channels: ['voice', 'email'], confirmation: 'none' });
  });
  test('whoever left one program leaves them all by STOP', () => {
    const standing = standingWith(factsAfter(optOutDraft(['sms'], { program: 'news' })));
    const detail = detailOf(read('STOP', { standing }), 'opted-out');
    expect(detail.channels).toEqual(['sms']);
    expect(detail.program).toBeUndefined();
  });
  test('STOP in answer to our question is an opt-out, not a NO', () => {
    expect(typesOf(read('STOP', { standing: pending() }))).toEqual([
      'message-received',
      'opted-out',
    ]);
  });
});

describe('who has answered already (KT-01 to KT-05, KM-06)', () => {
  const confirmationOf = (body: string, news: Partial<InboundFacts>, provider = false) =>
    detailOf(read(body, news, { answeredByProvider: provider }), 'opted-out').confirmation;

  test('the provider says that it has', () => {
    expect(confirmationOf('STOP', {}, true)).toBe('answered-by-provider');
  });
  test('the number is one where the provider answers keywords', () => {
    const sender = senderWith({ providerAnswersKeywords: true });
    expect(confirmationOf('STOP', { sender })).toBe('answered-by-provider');
  });
  test.each([
    ['twilio', 'stop texting me'],
    ['twilio', 'arret'],
    ['twilio', 'opt out'],
    ['aws', 'revoke'],
    ['aws', 'stopall'],
  ] as const)('%s does not know "%s", so that we answer on such a number too', (provider, body) => {
    const sender = senderWith({ provider, providerAnswersKeywords: true });
    expect(confirmationOf(body, { sender })).toBe('owed');
  });
  test.each(['ARRÊT', 'td', 'Remove.'])('AWS answers %s where its keywords are on', (body) => {
    const sender = senderWith({ provider: 'aws', providerAnswersKeywords: true });
    expect(confirmationOf(body, { sender })).toBe('answered-by-provider');
  });
  test.each(['STOP', 'stop', 'Stop'])('the toll-free network answers %s', (body) => {
    expect(confirmationOf(body, { sender: tollFree() })).toBe('answered-by-provider');
  });
  test.each([
    'CANCEL',
    'QUIT',
    'END',
    'REVOKE',
    'opt out',
    'UNSUBSCRIBE',
    'stop texting me',
    'arret',
  ])('the toll-free network does not know %s, so that we answer', (body) => {
    expect(confirmationOf(body, { sender: tollFree() })).toBe('owed');
  });
  test('START on a toll-free number is answered by the network', () => {
    const drafts = read('START', { standing: out, sender: tollFree() });
    expect(detailOf(drafts, 'opted-in').confirmation).toBe('answered-by-provider');
  });
});

describe('HELP (KW-12)', () => {
  const replyOf = (news: Partial<InboundFacts> = {}, provider = false) =>
    detailOf(read('HELP', news, { answeredByProvider: provider }), 'message-received').reply;

  test('is answered, also for whoever is out', () => {
    expect(replyOf()).toBe('help-reply');
    expect(replyOf({ standing: out })).toBe('help-reply');
    expect(replyOf({ sender: tollFree() })).toBe('help-reply');
  });
  test('not to whoever is out on a toll-free number: nothing would reach them (KT-04)', () => {
    expect(replyOf({ standing: out, sender: tollFree() })).toBeUndefined();
  });
  test('of the program of the last text, else of the number', () => {
    const programOf = (standing: Standing) =>
      detailOf(
        read('HELP', { standing, sender: senderWith({ program: 'main-line' }) }),
        'message-received',
      ).program;
    const last = { program: 'service', purpose: 'informational' as const };
    expect(programOf(standingWith(factsWith(), { ...NO_SENDS, last }))).toBe('service');
    expect(programOf(standingWith())).toBe('main-line');
  });
  test('not when the provider answers it', () => {
    expect(replyOf({}, true)).toBeUndefined();
    expect(replyOf({ sender: senderWith({ providerAnswersKeywords: true }) })).toBeUndefined();
  });
  test('no other text is answered by it', () => {
    expect(detailOf(read('hi'), 'message-received').reply).toBeUndefined();
  });
});

describe('YES and NO answer a question that went out and is open (KM-05)', () => {
  test('YES confirms the programs that were waiting for texts', () => {
    const drafts = read('Yes', { standing: pending() });
    expect(typesOf(drafts)).toEqual(['message-received', 'consent-confirmed']);
    expect(detailOf(drafts, 'consent-confirmed')).toMatchObject({
      programs: ['default', 'news'],
      by: 'text',
      evidence: { words: 'yes' },
    });
  });
  test('YES before the question went out is no answer', () => {
    expect(typesOf(read('YES', { standing: pending(NO_SENDS) }))).toEqual(['message-received']);
  });
  test('YES when nothing is open any more is no answer', () => {
    const standing = standingWith(factsWith(), ASKED);
    expect(typesOf(read('YES', { standing }))).toEqual(['message-received']);
  });
  test('YES never revives whoever is out (KM-05)', () => {
    expect(typesOf(read('YES', { standing: out }))).toEqual(['message-received']);
  });
  test('NO declines and opts out, and is not answered', () => {
    const drafts = read('No thanks', { standing: pending() });
    expect(typesOf(drafts)).toEqual(['message-received', 'consent-declined', 'opted-out']);
    const detail = detailOf(drafts, 'opted-out');
    expect(detail).toMatchObject({ channels: ['sms'], confirmation: 'none' });
  });
});

describe('START', () => {
  const detail = (standing: Standing, sender = senderWith()) =>
    detailOf(read('START', { standing, sender }), 'opted-in');

  test('lifts a STOP for what was agreed before', () => {
    const facts = factsAfter(optInDraft(['default', 'news']), optOutDraft());
    expect(detail(standingWith(facts))).toMatchObject({
      channels: ['sms'],
      programs: ['default', 'news'],
      confirmation: 'owed',
    });
  });
  test('lifts a STOP of one program', () => {
    const facts = factsAfter(
      optInDraft(['default', 'news']),
      optOutDraft(['sms'], { program: 'news' }),
    );
    expect(detail(standingWith(facts)).programs).toEqual(['default', 'news']);
  });
  test('answers an open question, and takes back a NO', () => {
    expect(detail(pending()).programs).toEqual(['default', 'news']);
    const facts = factsWith({
      consents: { 'sms:default': consentWith({ status: 'declined' }) },
      revoked: { 'sms:*': NOON },
    });
    expect(detail(standingWith(facts)).programs).toEqual(['default']);
  });
  test('of a stranger opts in to the program of the number', () => {
    const standing = standingWith(factsWith({ consents: {} }));
    expect(detail(standing, senderWith({ program: 'news' })).programs).toEqual(['news']);
  });
  test('of somebody who is in changes nothing, and is not answered twice', () => {
    expect(typesOf(read('START'))).toEqual(['message-received']);
    const facts = factsAfter(optInDraft(), optOutDraft(), optInDraft());
    expect(typesOf(read('START', { standing: standingWith(facts) }))).toEqual(['message-received']);
  });
  test('nor when a program that the person never agreed to stays closed', () => {
    const facts = factsAfter(optInDraft(), optOutDraft(['sms'], { program: 'news' }));
    expect(typesOf(read('START', { standing: standingWith(facts) }))).toEqual(['message-received']);
  });
});
