/**
 * Builders for the plain data that the pure core decides over: one healthy default, changed by
 * name.
 */
import type { Account, Disclosure, Form, Program, Sender, Vendor } from '#shared/account.ts';
import { type Instant, iso, present } from '#shared/basics.ts';
import { wordingHash } from '#shared/consent.ts';
import type { EntryBody } from '#shared/entries.ts';
import { decideSend, type Verdict } from '#shared/gate.ts';
import { growLedger } from '#shared/grow.ts';
import { type ContactKey, type EntryDraft, phoneKey } from '#shared/ledger.ts';
import { packAt } from '#shared/packs/index.ts';
import { parsePhone } from '#shared/phone.ts';
import { placeOf } from '#shared/places.ts';
import { consentTo, type GateInput } from '#shared/rules/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts';
import {
  type ConsentState,
  emptyStanding,
  type Facts,
  NO_SENDS,
  type Standing,
} from '#shared/standing.ts';
import type { LedgerChange } from '#shared/store.ts';

/** A Wednesday, noon in New York: open everywhere east of the Rockies. */
export const NOON: Instant = Date.parse('2026-11-18T17:00:00.000Z');
export const PHONE = '+12025550143';
export const EMAIL = 'pat@customer.example';
export const ACCOUNT_ID = 'acme';
export const KEY: ContactKey = phoneKey(ACCOUNT_ID, PHONE);
export const OPT_OUT_LINE = 'Reply STOP to opt out.';

export const settingsWith = (news: Partial<Settings> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  brand: 'Example Motors',
  helpContact: '800-555-0199',
  ...news,
});

export const accountWith = (news: Partial<Settings> = {}): Account => ({
  id: ACCOUNT_ID,
  region: 'US',
  mode: 'test',
  settings: settingsWith(news),
  integrations: {},
});

export const programWith = (news: Partial<Program> = {}): Program => ({
  id: 'default',
  name: 'Offers and news',
  purpose: 'marketing',
  sender: 'main',
  frequency: 'Up to 4 msgs/month.',
  optOutReminder: { days: 30, texts: null },
  ...news,
});

export const senderWith = (news: Partial<Sender> = {}): Sender => ({
  id: 'main',
  number: '+12025550100',
  kind: 'long-code',
  provider: 'twilio',
  registration: { kind: '10dlc', status: 'approved' },
  providerAnswersKeywords: false,
  program: 'default',
  ...news,
});

export const tollFree = (): Sender =>
  senderWith({
    number: '+18005550199',
    kind: 'toll-free',
    registration: { kind: 'toll-free', status: 'approved' },
  });

export const vendorWith = (status: Vendor['status']): Vendor => ({
  id: 'leads',
  name: 'Lead vendor',
  status,
});

export const WORDING = 'By checking this box you agree to get texts from Example Motors.';
export const disclosureWith = (text = WORDING): Disclosure => ({
  version: '2026-11-01',
  text,
  language: 'en',
  hash: wordingHash(text),
});

export const formWith = (): Form => ({
  key: 'contact-us',
  name: 'Contact us',
  program: 'default',
  disclosure: '2026-11-01',
  origins: ['https://dealer.example'],
});

/**
 * Given a month ago in writing, and confirmed: good for any text of its program. Where it is
 * pending, since yesterday: the answer is waited for.
 */
export const consentWith = (news: Partial<ConsentState> = {}): ConsentState => ({
  status: 'confirmed',
  grade: 'written',
  purpose: 'marketing',
  at: NOON - (news.status === 'pending' ? 1 : 30) * 86_400_000,
  hash: 'c'.repeat(64),
  source: 'web-form',
  ...news,
});

/** A person who agreed to texts of the default program on a web form. */
export const factsWith = (news: Partial<Facts> = {}): Facts => ({
  name: 'Pat Doe',
  phone: PHONE,
  origin: 'web-form',
  consents: { 'sms:default': consentWith() },
  revoked: {},
  dnd: {},
  handsetAt: NOON - 30 * 86_400_000,
  ...news,
});

export const standingWith = (
  facts: Facts = factsWith(),
  sends: Standing['sends'] = NO_SENDS,
): Standing => ({ ...emptyStanding(KEY), version: 7, seq: 3, facts, sends });

/** A text that every rule lets through; each test changes what its rule reads. */
export const inputWith = (news: Partial<GateInput> = {}): GateInput => {
  const phone = parsePhone(PHONE, 'US');
  const { facts = factsWith(), programId = 'default' } = news;
  return {
    now: NOON,
    account: accountWith(),
    pack: packAt(news.now ?? NOON),
    category: 'marketing',
    program: programWith(),
    programId,
    sender: senderWith(),
    senderId: 'main',
    vendor: undefined,
    phone: phone.ok ? phone.value : undefined,
    place: placeOf(PHONE),
    facts,
    consent: consentTo({ facts, programId }),
    sends: NO_SENDS,
    messageId: 'msg_1',
    subject: 'general',
    quietHours: 'defer',
    sendAt: undefined,
    expiresAt: undefined,
    body: 'Example Motors: your test drive is booked for 3pm.',
    content: [],
    ...news,
  };
};

/** The verdict of the whole gate over a text that is healthy but for what is named. */
export const decide = (news: Partial<GateInput> = {}): Verdict =>
  decideSend(inputWith(news), 'dec_1', { optOutLine: OPT_OUT_LINE });

export const codesOf = (news: Partial<GateInput> = {}): string[] =>
  decide(news).decision.reasons.map((reason) => reason.code);

/** One entry to be, by the person unless said otherwise. */
export const entryDraft = <Type extends EntryBody['type']>(
  type: Type,
  detail: Extract<EntryBody, { type: Type }>['detail'],
  head: Partial<Pick<EntryDraft, 'at' | 'actor' | 'source'>> = {},
): EntryDraft =>
  ({ type, detail, at: NOON, actor: 'person', source: 'text', ...head }) as EntryDraft;

export const captureDraft = (
  news: Partial<Extract<EntryBody, { type: 'consent-captured' }>['detail']> = {},
  at: Instant = NOON,
): EntryDraft =>
  entryDraft(
    'consent-captured',
    {
      channel: 'sms',
      program: 'default',
      status: 'confirmed',
      grade: 'written',
      purpose: 'marketing',
      source: 'web-form',
      obtainedAt: iso(at),
      evidence: {},
      ...news,
    },
    { at, actor: 'form:contact-us', source: 'web-form' },
  );

export const optOutDraft = (
  channels: readonly ('sms' | 'voice' | 'email')[] = ['sms'],
  news: Partial<Extract<EntryBody, { type: 'opted-out' }>['detail']> = {},
  head: Partial<Pick<EntryDraft, 'at' | 'actor' | 'source'>> = {},
): EntryDraft =>
  entryDraft(
    'opted-out',
    {
      channels: [...channels],
      receivedAt: iso(head.at ?? NOON),
      confirmation: 'owed',
      ...news,
    },
    head,
  );

export const optInDraft = (
  programs: readonly string[] = ['default'],
  at: Instant = NOON,
): EntryDraft =>
  entryDraft(
    'opted-in',
    { channels: ['sms'], programs: [...programs], confirmation: 'owed' },
    { at },
  );

/** A text of the person that says nothing, unless said otherwise. */
export const receivedDraft = (
  body = 'hi',
  news: Partial<Extract<EntryBody, { type: 'message-received' }>['detail']> = {},
  at: Instant = NOON,
): EntryDraft =>
  entryDraft(
    'message-received',
    {
      body,
      sender: 'main',
      provider: 'twilio',
      providerMessageId: 'SM1',
      intent: 'other',
      certainty: 'unsure',
      rule: 'none',
      language: 'und',
      ...news,
    },
    { at },
  );

/** A ledger grown from nothing by these drafts. */
export const ledgerOf = (drafts: readonly EntryDraft[], key: ContactKey = KEY): LedgerChange =>
  growLedger(key, emptyStanding(key), drafts);

export const lastOf = (change: LedgerChange) => present(change.entries.at(-1), 'a last entry');

/** Where the contact stands after these, from nothing. */
export const factsAfter = (...drafts: EntryDraft[]): Facts => ledgerOf(drafts).facts;
