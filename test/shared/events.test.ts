/** What downstream systems hear: names and shapes of API.md, ids that a repeat keeps. */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import type { EntryBody } from '#shared/entries.ts';
import { deliveryEvent, entryEvent, messageEvent, reachesTargets } from '#shared/events.ts';
import { accountKey, emailKey } from '#shared/ledger.ts';
import { type DeliveryRecord, type MessageRecord, messageId } from '#shared/message.ts';
import {
  captureDraft,
  decide,
  entryDraft,
  KEY,
  lastOf,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
  PHONE,
} from './fixtures.ts';

const eventOf = (...drafts: Parameters<typeof ledgerOf>[0]) => entryEvent(lastOf(ledgerOf(drafts)));
const about = entryDraft('contact-changed', {
  name: 'Pat',
  email: 'pat@customer.example',
  externalId: 'crm-1',
});

describe('the event of an entry', () => {
  const NAMES: Readonly<Record<EntryBody['type'], string>> = {
    'consent-captured': 'Consent Captured',
    'consent-confirmed': 'Consent Confirmed',
    'consent-declined': 'Consent Declined',
    'opted-out': 'Opt-Out Received',
    'opted-in': 'Opt-In Received',
    'question-asked': 'Question Asked',
    'question-answered': 'Question Answered',
    'review-opened': 'Review Opened',
    'review-ruled': 'Review Ruled',
    'dnd-changed': 'Do Not Disturb Changed',
    'number-looked-up': 'Number Looked Up',
    'call-reported': 'Call Reported',
    'message-received': 'Inbound Message Received',
    'opt-in-mailed': 'Opt-In Question Mailed',
    'contact-changed': 'Contact Changed',
    'wrong-number-reported': 'Wrong Number Reported',
    'preference-changed': 'Preference Changed',
    'suppression-applied': 'Suppression Applied',
    'transcript-ready': 'Transcript Ready',
    'transcript-mailed': 'Transcript Mailed',
    'settings-changed': 'Settings Changed',
  };
  const TARGETS = [
    'consent-captured',
    'consent-confirmed',
    'consent-declined',
    'opted-out',
    'opted-in',
    'dnd-changed',
    'review-ruled',
    'preference-changed',
  ];
  const anyDetail = {
    channels: ['sms'],
    channel: 'sms',
    program: 'default',
    programs: [],
    receivedAt: iso(NOON),
    obtainedAt: iso(NOON),
    calledAt: iso(NOON),
    subject: 'general',
    lifted: [],
  };
  const stored = (type: string) =>
    lastOf(
      ledgerOf([{ type, detail: anyDetail, at: NOON, actor: 'person', source: 'text' } as never]),
    );

  test.each(Object.entries(NAMES))('%s is called %s', (type, name) => {
    expect(entryEvent(stored(type)).name).toBe(name);
  });
  test.each(Object.keys(NAMES))(
    '%s reaches the suppression targets, with effects, or neither',
    (type) => {
      const told = TARGETS.includes(type);
      expect(reachesTargets(stored(type))).toBe(told);
      expect('effects' in entryEvent(stored(type))).toBe(told);
    },
  );
});

describe('Opt-Out Received, as API.md lists it', () => {
  test('after a STOP', () => {
    expect(eventOf(captureDraft(), about, optOutDraft())).toMatchObject({
      schemaVersion: 1,
      account: 'acme',
      at: '2026-11-18T17:00:00.000Z',
      contact: { phone: PHONE, email: 'pat@customer.example', externalId: 'crm-1' },
      seq: 3,
      effects: {
        sms: 'suppress',
        email: 'none',
        voice: { automated: 'suppress', manual: 'allow', priority: 'high' },
      },
      channels: ['sms'],
    });
  });
  test('after leave me alone', () => {
    expect(eventOf(optOutDraft(['sms', 'voice', 'email'])).effects).toEqual({
      sms: 'suppress',
      email: 'suppress',
      voice: { automated: 'suppress', manual: 'suppress', priority: 'none' },
    });
  });
  test('names the entry by its hash, and is the same event each time it is told', () => {
    const stored = lastOf(ledgerOf([optOutDraft()]));
    const event = entryEvent(stored);
    expect(event.entryHash).toBe(stored.entry.hash);
    expect(event.id).toBe(`evt_${stored.entry.hash.slice(0, 32)}`);
    expect(entryEvent(stored)).toEqual(event);
    expect(entryEvent(lastOf(ledgerOf([optOutDraft(), optInDraft()]))).id).not.toBe(event.id);
  });
  test('a field of the detail never stands in for one of the envelope', () => {
    const liar = {
      id: 'x',
      account: 'other',
      entryHash: 'x',
      contact: { phone: 'x' },
      effects: 'x',
    };
    const draft = optOutDraft();
    const event = eventOf({ ...draft, detail: { ...draft.detail, ...liar } } as never);
    expect(event).toMatchObject({ account: 'acme', contact: { phone: PHONE } });
    expect(event.id).toMatch(/^evt_/);
    expect(event.effects?.sms).toBe('suppress');
  });
});

describe('whose event it is', () => {
  test('the ledger names the phone or the email, whatever was typed of it', () => {
    const mail = lastOf(
      ledgerOf([optOutDraft(['email'])], emailKey('acme', 'A#b@customer.example')),
    );
    expect(entryEvent(mail).contact).toEqual({ email: 'a#b@customer.example' });
    expect(eventOf(optOutDraft()).contact).toEqual({ phone: PHONE });
  });
  test("the account's own ledger has no contact", () => {
    const draft = entryDraft('settings-changed', { kind: 'program', id: 'news', change: {} });
    const event = entryEvent(lastOf(ledgerOf([draft], accountKey('acme'))));
    expect(event).not.toHaveProperty('contact');
    expect(event).toMatchObject({ account: 'acme', kind: 'program' });
  });
});

const record = (news: Partial<MessageRecord> = {}): MessageRecord => ({
  id: messageId('acme', 'key 1'),
  account: 'acme',
  key: KEY,
  status: 'sent',
  at: NOON,
  createdAt: NOON,
  category: 'marketing',
  program: 'default',
  sender: 'main',
  subject: 'general',
  asked: 'secret words',
  body: 'Example Motors: secret words',
  encoding: 'GSM-7',
  segments: 1,
  quietHours: 'defer',
  decision: decide().decision,
  contact: { externalId: 'crm-1' },
  request: 'r',
  ...news,
});

describe('events of a message', () => {
  test.each([
    ['sent', 'Message Sent'],
    ['deferred', 'Message Deferred'],
    ['blocked', 'Message Blocked'],
    ['failed', 'Message Failed'],
    ['outcome-unknown', 'Message Failed'],
  ] as const)('that is %s: %s', (status, name) => {
    const event = messageEvent(undefined, record({ status }));
    expect(event).toMatchObject({
      name,
      schemaVersion: 1,
      account: 'acme',
      messageId: record().id,
      contact: { phone: PHONE, externalId: 'crm-1' },
      decision: { outcome: 'allow' },
    });
    expect(messageEvent(record({ status }), record({ status }))).toBeUndefined();
  });
  test('a text that waited and went tells both, under two ids', () => {
    const waits = record({ status: 'deferred', deferredUntil: NOON + 5 });
    const first = messageEvent(undefined, waits);
    const second = messageEvent(waits, record());
    expect(first?.['deferredUntil']).toBe(iso(NOON + 5));
    expect(second?.name).toBe('Message Sent');
    expect(second?.id).not.toBe(first?.id);
    expect(messageEvent(waits, record())?.id).toBe(second?.id);
  });
  test('says who took it, or why nobody did', () => {
    const taken = { provider: 'twilio', providerMessageId: 'SM1' };
    const error = { code: 'content 30007', detail: 'filtered' };
    expect(messageEvent(undefined, record(taken))).toMatchObject(taken);
    expect(messageEvent(undefined, record({ status: 'failed', error }))).toMatchObject({
      error: { ...error, action: expect.stringMatching(/^Stop and inspect/) },
    });
    const unknown = { code: 'outcome-unknown', detail: 'no answer' };
    const left = record({ status: 'outcome-unknown', error: unknown });
    expect(messageEvent(undefined, left)?.['error']).toEqual(unknown);
    expect(Object.keys(messageEvent(undefined, record()) ?? {}).sort()).toEqual([
      ...['account', 'at', 'category', 'contact', 'decision', 'id', 'messageId', 'name'],
      ...['program', 'schemaVersion', 'sender'],
    ]);
  });
  test('a text that waits longer is no news', () => {
    const waits = (deferredUntil: number) => record({ status: 'deferred', deferredUntil });
    expect(messageEvent(waits(NOON), waits(NOON + 1))).toBeUndefined();
  });
  test('the words of a text stay in the account', () => {
    expect(JSON.stringify(messageEvent(undefined, record()))).not.toContain('secret');
  });
});

describe('events of a delivery report', () => {
  const report = (state: DeliveryRecord['state'], code?: string): DeliveryRecord => ({
    id: record().id,
    account: 'acme',
    key: KEY,
    state,
    at: NOON,
    ...(code && { code }),
  });
  test.each(['queued', 'sent', 'unknown'] as const)('%s is on the way: no event', (state) => {
    expect(deliveryEvent(undefined, report(state))).toBeUndefined();
  });
  test('delivered, and failed with its code, once', () => {
    expect(deliveryEvent(report('sent'), report('delivered'))?.name).toBe('Message Delivered');
    expect(deliveryEvent(undefined, report('failed', '30003'))).toMatchObject({
      name: 'Message Failed',
      contact: { phone: PHONE },
      error: { code: '30003', meaning: expect.stringMatching(/handset/) },
    });
    expect(deliveryEvent(report('delivered'), report('delivered'))).toBeUndefined();
  });
});
