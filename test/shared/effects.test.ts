/**
 * What the other channels do: STOP, stop calls, do-not-disturb, revoke-all, START, email ledgers.
 */
import { describe, expect, test } from 'vitest';
import type { Channel } from '#shared/account.ts';
import { dialerOf } from '#shared/effects.ts';
import { type EntryDraft, emailKey } from '#shared/ledger.ts';
import {
  captureDraft,
  EMAIL,
  entryDraft,
  factsAfter,
  lastOf,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
} from './fixtures.ts';

const MAIL = emailKey('acme', EMAIL);
const ALL: readonly Channel[] = ['sms', 'voice', 'email'];
const dnd = (detail: { sms?: boolean; voice?: boolean; email?: boolean }): EntryDraft =>
  entryDraft('dnd-changed', { ...detail, reason: 'by hand', evidence: { said: 'so' } });
const effects = (...drafts: EntryDraft[]) => lastOf(ledgerOf(drafts)).effects;

describe('effects of the last entry, as the whole state of each channel', () => {
  test('a consent leaves everything open and says nothing of email', () => {
    expect(effects(captureDraft())).toEqual({
      sms: 'allow',
      email: 'none',
      voice: { automated: 'allow', manual: 'allow', priority: 'none' },
    });
  });
  test('a STOP closes texts and automated calls, and raises calls by hand (RV-13, RV-17)', () => {
    expect(effects(captureDraft(), optOutDraft())).toEqual({
      sms: 'suppress',
      email: 'none',
      voice: { automated: 'suppress', manual: 'allow', priority: 'high' },
    });
  });
  test.each([{ program: 'news' }, { purpose: 'marketing' }] as const)(
    'a STOP to one kind (%j) leaves texts, and closes automated calls, which know no kinds',
    (scope) => {
      const stop = optOutDraft(['sms'], scope);
      const voice = { automated: 'suppress', manual: 'allow', priority: 'none' };
      expect(effects(captureDraft(), stop)).toEqual({ sms: 'allow', email: 'none', voice });
      const back = effects(captureDraft(), stop, optInDraft(['default'], NOON + 1));
      expect(back.voice.automated).toBe('allow');
    },
  );
  test('stop calling me closes every call and leaves texts', () => {
    expect(effects(captureDraft(), optOutDraft(['voice']))).toEqual({
      sms: 'allow',
      email: 'none',
      voice: { automated: 'suppress', manual: 'suppress', priority: 'none' },
    });
  });
  test.each([{ program: 'news' }, { purpose: 'marketing' }] as const)(
    'one kind of calls or email left (%j) closes all of them: neither target knows kinds',
    (scope) => {
      const left = (channel: Channel) => effects(captureDraft(), optOutDraft([channel], scope));
      const calls = { automated: 'suppress', manual: 'suppress', priority: 'none' };
      expect(left('voice')).toEqual({ sms: 'allow', email: 'none', voice: calls });
      expect(left('email')).toMatchObject({ sms: 'allow', email: 'suppress' });
    },
  );
  test('leave me alone closes all', () => {
    expect(effects(captureDraft(), optOutDraft(ALL))).toEqual({
      sms: 'suppress',
      email: 'suppress',
      voice: { automated: 'suppress', manual: 'suppress', priority: 'none' },
    });
  });
  test('a STOP after stop calls does not bring the calls back as urgent', () => {
    expect(effects(optOutDraft(['voice']), optOutDraft()).voice).toEqual({
      automated: 'suppress',
      manual: 'suppress',
      priority: 'none',
    });
  });
  test('START opens texts and automated calls again, and keeps calls closed that were closed', () => {
    expect(effects(captureDraft(), optOutDraft(), optInDraft())).toEqual({
      sms: 'allow',
      email: 'none',
      voice: { automated: 'allow', manual: 'allow', priority: 'none' },
    });
    expect(effects(captureDraft(), optOutDraft(ALL), optInDraft())).toMatchObject({
      sms: 'allow',
      voice: { automated: 'suppress', manual: 'suppress' },
    });
  });
  test.each([
    ['sms', { sms: 'suppress', email: 'none', voice: { automated: 'allow', manual: 'allow' } }],
    [
      'voice',
      { sms: 'allow', email: 'none', voice: { automated: 'suppress', manual: 'suppress' } },
    ],
    ['email', { sms: 'allow', email: 'suppress', voice: { automated: 'allow', manual: 'allow' } }],
  ] as const)(
    'do-not-disturb of %s by hand closes that channel; lifting it opens it',
    (channel, seen) => {
      expect(effects(dnd({ [channel]: true }))).toMatchObject(seen);
      const lifted = effects(dnd({ [channel]: true }), dnd({ [channel]: false }));
      expect(lifted).toMatchObject({
        sms: 'allow',
        email: channel === 'email' ? 'allow' : 'none',
        voice: { automated: 'allow', manual: 'allow', priority: 'none' },
      });
    },
  );
  test('a later entry about something else still tells the whole state of texts and calls', () => {
    expect(effects(optOutDraft(), captureDraft({ channel: 'voice' }))).toMatchObject({
      sms: 'suppress',
      voice: { automated: 'suppress', priority: 'high' },
    });
  });
});

describe('an email ledger speaks of email alone', () => {
  const none = { automated: 'none', manual: 'none', priority: 'none' };
  const last = (...drafts: EntryDraft[]) => lastOf(ledgerOf(drafts, MAIL)).effects;

  test('a consent allows, an unsubscribe suppresses, whatever came after it', () => {
    const consent = captureDraft({ channel: 'email' });
    expect(last(consent)).toEqual({ sms: 'none', email: 'allow', voice: none });
    expect(last(consent, optOutDraft(['email']))).toEqual({
      sms: 'none',
      email: 'suppress',
      voice: none,
    });
    expect(last(consent, optOutDraft(['email']), consent).email).toBe('suppress');
  });
  test.each([{ program: 'news' }, { purpose: 'marketing' }] as const)(
    'an unsubscribe from one kind (%j) suppresses, and a later consent does not undo it',
    (scope) => {
      const consent = captureDraft({ channel: 'email' });
      const left = optOutDraft(['email'], scope);
      expect(last(consent, left).email).toBe('suppress');
      expect(last(consent, left, consent).email).toBe('suppress');
    },
  );
  test('a wish about texts that only names an email address says nothing of calls or email', () => {
    expect(last(optOutDraft(['sms']))).toEqual({ sms: 'none', email: 'none', voice: none });
  });
});

describe("the dialer's view", () => {
  const view = (...drafts: EntryDraft[]) => dialerOf(factsAfter(...drafts));

  test.each([
    ['a new contact', [captureDraft()], ['normal', 'allowed', 'allowed']],
    ['after a STOP', [optOutDraft()], ['high', 'allowed', 'suppressed']],
    ['after stop calls', [optOutDraft(['voice'])], ['normal', 'suppressed', 'suppressed']],
    ['after both', [optOutDraft(['sms', 'voice'])], ['normal', 'suppressed', 'suppressed']],
    [
      'voice do-not-disturb by hand',
      [dnd({ voice: true })],
      ['normal', 'suppressed', 'suppressed'],
    ],
    ['text do-not-disturb by hand', [dnd({ sms: true })], ['normal', 'allowed', 'allowed']],
    ['after an unsubscribe', [optOutDraft(['email'])], ['normal', 'allowed', 'allowed']],
    ['after STOP and START', [optOutDraft(), optInDraft()], ['normal', 'allowed', 'allowed']],
  ] as const)('%s', (_, drafts, [priority, manualCalls, automatedCalls]) => {
    expect(view(...drafts)).toEqual({ priority, manualCalls, automatedCalls });
  });
});
