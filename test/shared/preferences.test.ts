/** "Call me instead", "email me instead": a wish about the way, that opens and closes nothing. */
import { describe, expect, test } from 'vitest';
import { contactView } from '#shared/contact.ts';
import { PREFERENCE_PHRASES } from '#shared/data/preference-phrases.ts';
import { dialerOf } from '#shared/effects.ts';
import { entryEvent } from '#shared/events.ts';
import { normaliseReply, readReply } from '#shared/replies.ts';
import { NO_FACTS } from '#shared/standing.ts';
import {
  accountWith,
  entryDraft,
  factsAfter,
  factsWith,
  lastOf,
  ledgerOf,
  NOON,
  optOutDraft,
  PHONE,
  standingWith,
} from './fixtures.ts';
import { detailOf, read, typesOf } from './inbound.helpers.ts';

const wish = (channel: 'sms' | 'voice' | 'email') =>
  entryDraft('preference-changed', { channel, rule: 'preference:test' });

/** By whom and when a contact is looked at. */
const SEEN = { account: accountWith(), now: NOON };

describe('a text that asks for another channel', () => {
  test.each([
    ['call me', 'voice'],
    ['Please call me instead!', 'voice'],
    ['Prefiero que me llamen', 'voice'],
    ['Llámeme', 'voice'],
    ['Appelez-moi plutôt', 'voice'],
    ['Email me instead.', 'email'],
    ['Mándeme un correo', 'email'],
    ['Envoyez-moi un courriel', 'email'],
    ['text me instead', 'sms'],
  ] as const)('%s: %s', (body, channel) => {
    expect(detailOf(read(body), 'preference-changed')).toMatchObject({ channel });
    expect(typesOf(read(body))).not.toContain('opted-out');
  });
  test('beside an opt-out of texts it is told with it', () => {
    const drafts = read("Don't text me, email me");
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out', 'preference-changed']);
    expect(detailOf(drafts, 'opted-out').channels).toEqual(['sms']);
  });
  test('said again it is no news; another channel is', () => {
    const standing = standingWith(factsWith({ prefers: 'voice' }));
    expect(typesOf(read('call me', { standing }))).toEqual(['message-received']);
    expect(typesOf(read('email me', { standing }))).toContain('preference-changed');
  });
  test.each(['stop calling me', 'do not call me', 'did you email me?', 'you can call me Al'])(
    '%s asks for none',
    (body) => {
      expect(typesOf(read(body))).not.toContain('preference-changed');
    },
  );
  test('no phrase stands for two channels, and none is a word of law', () => {
    const all = PREFERENCE_PHRASES.flatMap(({ phrases }) => phrases.split('|').map(normaliseReply));
    expect(new Set(all).size).toBe(all.length);
    for (const phrase of all) expect(readReply(phrase).rule).not.toMatch(/^keyword:/);
  });
});

describe('what it does', () => {
  test('it is shown, raises the priority of calls, and is no consent', () => {
    const facts = factsAfter(wish('voice'));
    expect(contactView(PHONE, standingWith(facts), SEEN)).toMatchObject({
      preferredChannel: 'voice',
      consents: [],
      dialer: { priority: 'high', manualCalls: 'allowed', automatedCalls: 'allowed' },
    });
    expect({ ...facts, prefers: undefined }).toEqual(NO_FACTS);
  });
  test('it opens no channel that is closed', () => {
    const facts = factsAfter(optOutDraft(['voice']), wish('voice'));
    expect(dialerOf(facts)).toEqual({
      priority: 'normal',
      manualCalls: 'suppressed',
      automatedCalls: 'suppressed',
    });
    expect(contactView(PHONE, standingWith(facts), SEEN).preferredChannel).toBeNull();
  });
  test('automated calls that a STOP ended stay ended', () => {
    expect(dialerOf(factsAfter(optOutDraft(), wish('voice')))).toMatchObject({
      priority: 'high',
      automatedCalls: 'suppressed',
    });
  });
  test('a wish for email leaves the dialer as it is; closed email is preferred no more', () => {
    const facts = factsAfter(wish('email'));
    expect(dialerOf(facts).priority).toBe('normal');
    const mail = standingWith(factsAfter(optOutDraft(['email'])));
    expect(contactView(PHONE, standingWith(facts), SEEN).preferredChannel).toBe('email');
    expect(contactView(PHONE, standingWith(facts), SEEN, mail).preferredChannel).toBeNull();
  });
  test('the event carries the priority for the dialer, and says nothing of email', () => {
    const event = entryEvent(lastOf(ledgerOf([wish('voice')])));
    expect(event).toMatchObject({
      name: 'Preference Changed',
      channel: 'voice',
      effects: { email: 'none', voice: { priority: 'high' } },
    });
  });
});
