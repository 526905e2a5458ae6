/** What Twilio took for an opt-out ends texts here, whatever its words read as. */
import { describe, expect, test } from 'vitest';
import type { InboundFacts } from '#shared/inbound.ts';
import {
  accountWith,
  consentWith,
  factsAfter,
  factsWith,
  optOutDraft,
  standingWith,
} from './fixtures.ts';
import { detailOf, pending, read, readAs, typesOf } from './inbound.helpers.ts';

const TAKEN = { answeredByProvider: true, optedOutAtProvider: true } as const;
const take = (body: string, news: Partial<InboundFacts> = {}) => read(body, news, TAKEN);

describe('a word that the firm configured at the provider', () => {
  test.each(['adios', 'see you at three', 'START', 'YES', 'HELP', 'call me', '👋', ''])(
    '%s ends all texts, by its own rule, with no word of ours',
    (body) => {
      const drafts = take(body);
      expect(detailOf(drafts, 'opted-out')).toMatchObject({
        channels: ['sms'],
        rule: 'provider',
        confirmation: 'answered-by-provider',
      });
      expect(detailOf(drafts, 'opted-out')).not.toHaveProperty('review');
      expect(detailOf(drafts, 'message-received')).toMatchObject({ intent: 'opt-out' });
      expect(detailOf(drafts, 'message-received')).not.toHaveProperty('reply');
      expect(typesOf(drafts)).not.toContain('opted-in');
    },
  );
  test('is kept with the words that it was', () => {
    expect(detailOf(take('¡Adiós!'), 'opted-out').words).toContain('adios');
  });
  test('confirms nothing, though a YES was awaited', () => {
    for (const body of ['YES', 'what is this', 'NO']) {
      const types = typesOf(take(body, { standing: pending() }));
      expect(types).toContain('opted-out');
      expect(types).not.toContain('consent-confirmed');
    }
  });
  test('ends texts of every program, where a STOP may end one', () => {
    const account = accountWith({ optOutReach: 'program' });
    const detail = detailOf(take('adios', { account }), 'opted-out');
    expect(detail.program ?? detail.purpose).toBeUndefined();
  });
  test('answers the question whether to stop', () => {
    const question = { seq: 1, at: 0, until: 9e15, channels: ['sms', 'voice'] as const };
    const standing = standingWith(factsWith({ question }));
    expect(detailOf(take('no', { standing }), 'opted-out').channels).toEqual(['sms']);
  });
  test('of whoever is out already changes nothing', () => {
    const standing = standingWith(factsAfter(optOutDraft(['sms'])));
    expect(typesOf(take('adios', { standing }))).toEqual(['message-received']);
  });
});

describe('words that end something by themselves', () => {
  test.each([
    ['STOP', 'keyword:stop', ['sms']],
    ['leave me alone', 'keyword:leave-me-alone', ['sms', 'voice', 'email']],
    ['stop calling me', 'provider', ['sms', 'voice']],
    ['stop emailing me', 'provider', ['sms', 'email']],
  ])('%s: by %s, %j', (body, rule, channels) => {
    expect(detailOf(take(body), 'opted-out')).toMatchObject({ rule, channels });
  });
  test('a certain wrong number ends its consents as ever', () => {
    const standing = standingWith(factsWith({ consents: { 'sms:default': consentWith() } }));
    expect(typesOf(take('wrong number', { standing }))).toContain('wrong-number-reported');
  });
  test.each([
    ['opt-out', 'likely', ['sms']],
    ['opt-out', 'unsure', ['sms']],
    ['stop-calls', 'likely', ['sms', 'voice']],
    ['stop-calls', 'unsure', ['sms']],
    ['stop-all-contact', 'likely', ['sms', 'voice', 'email']],
    ['wrong-number', 'likely', ['sms', 'voice']],
    ['wrong-number', 'unsure', ['sms']],
  ] as const)('%s, %s: closes %j, and nobody is to review it', (intent, certainty, closed) => {
    const channels = { 'opt-out': ['sms'], 'stop-calls': ['voice'] } as const;
    const meant = channels[intent as 'opt-out'] ?? closed;
    const drafts = readAs({ intent, certainty, channels: meant }, {}, TAKEN);
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out']);
    expect(detailOf(drafts, 'opted-out')).toMatchObject({ channels: closed, rule: 'provider' });
  });
});

test('what the provider took for START or HELP opens and closes nothing by that', () => {
  const drafts = read('adios', {}, { answeredByProvider: true });
  expect(typesOf(drafts)).toEqual(['message-received']);
});
