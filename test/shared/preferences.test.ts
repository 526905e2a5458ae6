/** "Call me instead", "email me instead": a wish about the way, that opens and closes nothing. */
import { describe, expect, test } from 'vitest';
import { HOUR } from '#shared/basics.ts';
import { contactView } from '#shared/contact.ts';
import { PREFERENCE_PHRASES } from '#shared/data/preference-phrases.ts';
import { dialerOf } from '#shared/effects.ts';
import { entryEvent } from '#shared/events.ts';
import { phraseOf, readPreference } from '#shared/preferences.ts';
import { readReply, UNREAD } from '#shared/replies.ts';
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
import { detailOf, pending, read, typesOf } from './inbound.helpers.ts';

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
    const all = PREFERENCE_PHRASES.flatMap(({ phrases }) => phrases.split('|').map(phraseOf));
    expect(new Set(all).size).toBe(all.length);
    for (const phrase of all) expect(readReply(phrase).rule).not.toMatch(/^keyword:/);
  });
});

describe('politeness around such a text changes nothing', () => {
  test.each([
    ['call me instead please', 'voice'],
    ['just call me instead', 'voice'],
    ['pls email me instead', 'email'],
    ['Email me instead, thanks!', 'email'],
    ['Email me instead thank you', 'email'],
    ['Por favor, mándeme un correo. Gracias', 'email'],
    ["S'il vous plaît, appelez-moi", 'voice'],
    ['Envoyez-moi un courriel svp, merci', 'email'],
    ['Please just text me', 'sms'],
  ] as const)('%s: %s', (body, channel) => {
    const drafts = read(body);
    expect(typesOf(drafts)).toEqual(['message-received', 'preference-changed']);
    expect(detailOf(drafts, 'preference-changed').channel).toBe(channel);
    expect(detailOf(drafts, 'message-received').intent).toBe(
      channel === 'voice' ? 'call-me' : 'other',
    );
  });
  test('a word more that is none of politeness is a text of its own', () => {
    expect(typesOf(read('email me instead about the car'))).not.toContain('preference-changed');
  });
});

describe('a phrase that ends something besides', () => {
  const ofRows = PREFERENCE_PHRASES.flatMap(({ channel, ends, phrases }) =>
    phrases.split('|').map((phrase) => ({ phrase, channel, ends })),
  );
  test('every phrase ends what its row says and never the channel that it asks for', () => {
    for (const { channel, ends, phrase } of ofRows) {
      const drafts = read(phrase);
      const heard = detailOf(drafts, 'message-received');
      expect([phrase, heard.intent]).toEqual([
        phrase,
        ends?.intent ?? (channel === 'voice' ? 'call-me' : 'other'),
      ]);
      expect(detailOf(drafts, 'preference-changed').channel).toBe(channel);
    }
  });
  test.each(['pas de textos, appelez-moi', 'no texts please, call me', 'Call me, don’t text'])(
    '%s ends texts at once',
    (body) => {
      const drafts = read(body);
      expect(typesOf(drafts)).toEqual(['message-received', 'opted-out', 'preference-changed']);
      expect(detailOf(drafts, 'opted-out').channels).toEqual(['sms']);
    },
  );
  test.each(['email me instead of texting', 'call me instead of texting, please'])(
    '%s does too, and is listed for review',
    (body) => {
      expect(typesOf(read(body))).toEqual([
        'message-received',
        'opted-out',
        'review-opened',
        'preference-changed',
      ]);
    },
  );
  test.each(['calls only', 'Email only please', 'solo por correo'])('%s asks', (body) => {
    expect(typesOf(read(body))).toEqual([
      'message-received',
      'question-asked',
      'preference-changed',
    ]);
  });
  test('text me instead of calling ends calls, and texts go on', () => {
    const drafts = read('text me instead of calling');
    expect(detailOf(drafts, 'opted-out').channels).toEqual(['voice']);
    expect(detailOf(drafts, 'preference-changed').channel).toBe('sms');
  });
  test('what the reader is surer of stays, and so do words of the account', () => {
    const likely = { ...UNREAD, intent: 'opt-out', certainty: 'likely' } as const;
    expect(readPreference('calls only', likely)).toBe(likely);
    const own = { ...likely, certainty: 'certain', rule: 'extra:emailme' } as const;
    expect(readPreference('email me', own)).toBe(own);
  });
});

describe('"unsure" goes with "other" always', () => {
  test.each(['email me instead', 'Mándeme un correo', 'text me', 'text is better'])(
    '%s',
    (body) => {
      expect(detailOf(read(body), 'message-received')).toMatchObject({
        intent: 'other',
        certainty: 'unsure',
      });
    },
  );
  test('so that it is no answer to the question for consent, and gets the one clarification', () => {
    const drafts = read('email me instead', { standing: pending() });
    expect(detailOf(drafts, 'message-received').reply).toBe('opt-in-clarification');
    expect(detailOf(drafts, 'preference-changed').channel).toBe('email');
  });
  test('a clear NO to our question whether to stop is one by its rule', () => {
    const question = { seq: 3, at: 0, until: NOON + HOUR, channels: ['sms'] } as const;
    const standing = standingWith(factsWith({ question }));
    expect(detailOf(read('no', { standing }), 'message-received')).toMatchObject({
      certainty: 'unsure',
      rule: 'answer:no',
    });
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
