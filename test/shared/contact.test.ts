/** A contact as the API shows it: label, channels, dialer, consents of phone and email together. */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import { consentId, labelOf, contactView as viewAt } from '#shared/contact.ts';
import { emailKey } from '#shared/ledger.ts';
import { emptyStanding, NO_SENDS, type Standing } from '#shared/standing.ts';
import {
  accountWith,
  captureDraft,
  consentWith,
  EMAIL,
  entryDraft,
  factsAfter,
  factsWith,
  NOON,
  optOutDraft,
  PHONE,
  standingWith,
} from './fixtures.ts';

const mailWith = (...drafts: Parameters<typeof factsAfter>): Standing => ({
  ...emptyStanding(emailKey('acme', EMAIL)),
  facts: factsAfter(...drafts),
});

const contactView = (phone: string, standing: Standing, email?: Standing) =>
  viewAt(phone, standing, { account: accountWith(), now: NOON }, email);

describe('a contact', () => {
  test('that agreed', () => {
    expect(contactView(PHONE, standingWith())).toMatchObject({
      phone: PHONE,
      name: 'Pat Doe',
      email: null,
      externalId: null,
      origin: 'web-form',
      label: 'Pat Doe',
      dnd: { sms: false, voice: false, email: false },
      dialer: { priority: 'normal', manualCalls: 'allowed', automatedCalls: 'allowed' },
      doubleOptIn: { status: 'confirmed', askedAt: null },
      timeZones: ['America/New_York'],
      version: 7,
      entries: 3,
    });
  });
  test('after a STOP: as API.md says it', () => {
    const standing = standingWith(factsWith({ revoked: { 'sms:*': NOON } }));
    expect(contactView(PHONE, standing)).toMatchObject({
      label: "Pat Doe - can't text",
      dnd: { sms: true, voice: false, email: false },
      dialer: { priority: 'high', manualCalls: 'allowed', automatedCalls: 'suppressed' },
    });
  });
  test('without a name is labelled by its number', () => {
    const { name: _, ...facts } = factsWith({ dnd: { sms: true } });
    expect(labelOf(PHONE, facts)).toBe(`${PHONE} - can't text`);
  });
  test('shows consents of the phone and of the linked email, each with its proof', () => {
    const mail = mailWith(captureDraft({ channel: 'email' }));
    const { consents } = contactView(PHONE, standingWith(), mail);
    expect(consents.map(({ channel, program, status }) => [channel, program, status])).toEqual([
      ['sms', 'default', 'confirmed'],
      ['email', 'default', 'confirmed'],
    ]);
    const hash = 'c'.repeat(64);
    expect(consents[0]).toMatchObject({ id: consentId(hash), entryHash: hash, grade: 'written' });
  });
  test('that left one kind of calls or email is closed to all of them; of texts, to that kind', () => {
    const left = factsWith({
      revoked: { 'sms:news': NOON, 'voice:news': NOON, 'email:@marketing': NOON },
    });
    expect(contactView(PHONE, standingWith(left))).toMatchObject({
      label: 'Pat Doe',
      dnd: { sms: false, voice: true, email: true },
      dialer: { manualCalls: 'suppressed', automatedCalls: 'suppressed' },
    });
  });
  test('is closed to email when either ledger says so', () => {
    expect(contactView(PHONE, standingWith(), mailWith(optOutDraft(['email']))).dnd.email).toBe(
      true,
    );
    const byPhone = standingWith(factsWith({ revoked: { 'email:*': NOON } }));
    expect(contactView(PHONE, byPhone, mailWith(captureDraft())).dnd.email).toBe(true);
    expect(contactView(PHONE, standingWith(), mailWith(captureDraft())).dnd.email).toBe(false);
  });
});

describe('double opt-in as an agent reads it', () => {
  const statusOf = (...states: ('pending' | 'confirmed' | 'declined')[]) => {
    const consents = Object.fromEntries(
      states.map((status, n) => [`sms:p${n}`, consentWith({ status })]),
    );
    return contactView(PHONE, standingWith(factsWith({ consents }))).doubleOptIn.status;
  };
  test('an open question comes before all, then a yes, then a no', () => {
    expect(statusOf()).toBe('none');
    expect(statusOf('declined')).toBe('declined');
    expect(statusOf('declined', 'confirmed')).toBe('confirmed');
    expect(statusOf('confirmed', 'declined', 'pending')).toBe('pending');
  });
  test('when it was asked and when the handset was proved', () => {
    const sends = { ...NO_SENDS, asked: { id: 'msg_0', at: NOON } };
    const { doubleOptIn } = contactView(
      PHONE,
      standingWith(factsWith({ handsetAt: NOON + 1 }), sends),
    );
    expect(doubleOptIn).toMatchObject({ askedAt: iso(NOON), handsetProvedAt: iso(NOON + 1) });
  });
  test('a declared place narrows nothing but is read', () => {
    const place = entryDraft('contact-changed', { place: { timeZone: 'America/Chicago' } });
    const { timeZones } = contactView(PHONE, standingWith(factsAfter(place)));
    expect(timeZones).toContain('America/Chicago');
  });
});
