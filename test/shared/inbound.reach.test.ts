/** How far a STOP reaches among texts, where the account lets people leave one kind of them. */
import { describe, expect, test } from 'vitest';
import type { InboundFacts } from '#shared/inbound.ts';
import type { InboundMessage } from '#shared/ports.ts';
import { NO_SENDS, type Sends, type Standing } from '#shared/standing.ts';
import {
  accountWith,
  factsAfter,
  factsWith,
  optInDraft,
  optOutDraft,
  senderWith,
  standingWith,
  tollFree,
} from './fixtures.ts';
import { ASKED, detailOf, pending, read, typesOf } from './inbound.helpers.ts';

describe('how far a STOP reaches among texts, by settings.optOutReach (RV-09, RV-14, D-04)', () => {
  const lastText = (program: string, purpose: 'marketing' | 'informational'): Sends => ({
    ...NO_SENDS,
    last: { program, purpose },
  });
  const AD = lastText('news', 'marketing');
  const BILL = lastText('service', 'informational');
  type Reach = 'account' | 'purpose' | 'program';
  const scopeOf = (
    optOutReach: Reach,
    {
      body = 'STOP',
      sends = AD,
      facts = factsWith(),
      settings = {},
      ...news
    }: {
      readonly body?: string;
      readonly sends?: Sends;
      readonly facts?: Standing['facts'];
      readonly settings?: Parameters<typeof accountWith>[0];
      readonly sender?: InboundFacts['sender'];
      readonly now?: number;
    } = {},
    message: Partial<InboundMessage> = {},
  ) => {
    const account = accountWith({ optOutReach, ...settings });
    const drafts = read(body, { account, standing: standingWith(facts, sends), ...news }, message);
    const { channels, program, purpose, confirmation } = detailOf(drafts, 'opted-out');
    return { channels, confirmation, ...(program && { program }), ...(purpose && { purpose }) };
  };
  const ALL = { channels: ['sms'], confirmation: 'owed' };

  test('account: everything, whatever the last text was', () => {
    expect(scopeOf('account')).toEqual(ALL);
    expect(scopeOf('account', { sends: BILL })).toEqual(ALL);
  });
  test('program: that of the last text', () => {
    expect(scopeOf('program')).toEqual({ ...ALL, program: 'news' });
    expect(scopeOf('program', { sends: BILL })).toEqual({ ...ALL, program: 'service' });
  });
  test('program, before we have texted: that of the number', () => {
    const sender = senderWith({ program: 'recall' });
    expect(scopeOf('program', { sends: NO_SENDS, sender })).toEqual({ ...ALL, program: 'recall' });
  });
  test('purpose: STOP to marketing ends marketing', () => {
    expect(scopeOf('purpose')).toEqual({ ...ALL, purpose: 'marketing' });
  });
  test('purpose: STOP to information ends all (RV-14), and so does one to nothing', () => {
    expect(scopeOf('purpose', { sends: BILL })).toEqual(ALL);
    expect(scopeOf('purpose', { sends: NO_SENDS })).toEqual(ALL);
  });

  describe.each(['purpose', 'program'] as const)('reach %s', (reach) => {
    test.each(['STOP ALL', 'stopall', 'Stop-All!', 'stop, all'])('%s ends all', (body) => {
      expect(scopeOf(reach, { body })).toEqual(ALL);
    });
    test.each(['stop texting me', 'no more texts', 'remove my number', 'ne me textez plus'])(
      '"%s" means texts as such, and ends all',
      (body) => {
        expect(scopeOf(reach, { body })).toEqual(ALL);
      },
    );
    test.each(['stop', 'Quit', 'opt out', 'ARRET', 'alto', 'unsubscribe'])(
      '%s is a command that may mean one kind',
      (body) => {
        expect(scopeOf(reach, { body })).not.toEqual(ALL);
      },
    );
    test('whoever wants no contact at all, or is another person, is heard in full', () => {
      const all = { ...ALL, channels: ['sms', 'voice', 'email'] };
      expect(scopeOf(reach, { body: 'leave me alone' })).toEqual(all);
      expect(scopeOf(reach, { body: 'wrong number' }).channels).toEqual(['sms', 'voice']);
    });
    test('an account whose STOP reaches every channel reaches every text', () => {
      const all = { ...ALL, channels: ['sms', 'voice', 'email'] };
      expect(scopeOf(reach, { settings: { optOutScope: 'all' } })).toEqual(all);
    });
    test('the toll-free network says that all end, so all end (KT-01); CANCEL it does not know', () => {
      const answered = { ...ALL, confirmation: 'answered-by-provider' };
      expect(scopeOf(reach, { sender: tollFree() })).toEqual(answered);
      const cancel = scopeOf(reach, { sender: tollFree(), body: 'CANCEL' });
      expect(cancel).toMatchObject({ confirmation: 'owed' });
      expect(cancel).not.toEqual(ALL);
    });
    test('so too where the provider answered, or blocks by itself', () => {
      const answered = { ...ALL, confirmation: 'answered-by-provider' };
      expect(scopeOf(reach, {}, { answeredByProvider: true })).toEqual(answered);
      const sender = senderWith({ providerAnswersKeywords: true });
      expect(scopeOf(reach, { sender })).toEqual(answered);
    });
    test('a second STOP, when that one kind is left already, ends the rest', () => {
      const { channels: _, confirmation: __, ...scope } = scopeOf(reach);
      const facts = factsAfter(optInDraft(), optOutDraft(['sms'], scope));
      expect(scopeOf(reach, { facts })).toEqual(ALL);
    });
    test('a third says nothing new', () => {
      const account = accountWith({ optOutReach: reach });
      const facts = factsAfter(optOutDraft(['sms'], { purpose: 'marketing' }), optOutDraft());
      const drafts = read('STOP', { account, standing: standingWith(facts, AD) });
      expect(typesOf(drafts)).toEqual(['message-received']);
    });
    test('from the day of the revoke-all rule on, all; the millisecond before, one kind (RV-11)', () => {
      const day = Date.parse('2027-01-31');
      expect(scopeOf(reach, { now: day - 1 })).not.toEqual(ALL);
      expect(scopeOf(reach, { now: day })).toEqual(ALL);
    });
    test('an account can have that rule early, or switch it off', () => {
      const day = Date.parse('2027-01-31');
      expect(scopeOf(reach, { settings: { revokeAll: 'on' } })).toEqual(ALL);
      expect(scopeOf(reach, { settings: { revokeAll: 'off' }, now: day })).not.toEqual(ALL);
    });
    test('NO to our question declines, and ends all', () => {
      const account = accountWith({ optOutReach: reach });
      const sends = { ...AD, ...ASKED };
      const drafts = read('no', { account, standing: pending(sends) });
      expect(detailOf(drafts, 'opted-out')).not.toHaveProperty('program');
      expect(detailOf(drafts, 'opted-out')).not.toHaveProperty('purpose');
    });
  });

  test('START after leaving one kind lifts it', () => {
    const account = accountWith({ optOutReach: 'purpose' });
    const facts = factsAfter(optInDraft(), optOutDraft(['sms'], { purpose: 'marketing' }));
    const drafts = read('START', { account, standing: standingWith(facts, AD) });
    expect(detailOf(drafts, 'opted-in')).toMatchObject({ programs: ['default'] });
  });

  test('START lifts what the revoke-all rule made of an opt-out of one program, once', () => {
    const account = accountWith({ revokeAll: 'on' });
    const left = [optInDraft(), optOutDraft(['sms'], { program: 'news' })];
    const start = (facts: Standing['facts']) =>
      read('START', { account, standing: standingWith(facts) });
    // The person never agreed to that program: without the rule nothing stands in the way.
    expect(detailOf(start(factsAfter(...left)), 'opted-in').programs).toEqual(['default']);
    const back = factsAfter(...left, optInDraft());
    expect(typesOf(start(back))).toEqual(['message-received']);
  });
});
