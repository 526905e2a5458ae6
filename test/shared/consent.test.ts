/** Capturing consent: which proof is good, what it proves, and the entries that it makes. */
import { describe, expect, test } from 'vitest';
import type { Vendor } from '#shared/account.ts';
import type { ConsentRequest, FormConsent } from '#shared/api.ts';
import { DAY, iso, present } from '#shared/basics.ts';
import {
  captureEntries,
  checkDoorProof,
  checkFormProof,
  contactEntries,
  foldWording,
  type Proof,
  wordingHash,
} from '#shared/consent.ts';
import type { Facts } from '#shared/standing.ts';
import {
  accountWith,
  disclosureWith,
  factsWith,
  formWith,
  NOON,
  programWith,
  vendorWith,
  WORDING,
} from './fixtures.ts';

const SEEN = {
  at: NOON,
  actor: 'form:contact-us',
  ip: '192.0.2.1',
  userAgent: 'Browser/1',
  origin: 'https://dealer.example',
};
const SHOWN = { version: '2026-11-01', text: WORDING };
const request = (news: Partial<FormConsent> = {}): FormConsent => ({
  phone: '(202) 555-0143',
  consents: { sms: true, email: false, voice: false },
  program: 'default',
  disclosure: SHOWN,
  evidence: { checkboxDefault: 'unchecked' },
  ...news,
});
const byForm = (news: Partial<FormConsent> = {}) =>
  checkFormProof(
    request(news),
    { form: formWith(), program: programWith(), disclosure: disclosureWith() },
    SEEN,
  );
const byDoor = (
  news: Partial<ConsentRequest>,
  known: { disclosure?: ReturnType<typeof disclosureWith>; vendor?: Vendor } = {},
) => {
  const { disclosure: _, ...rest } = request();
  return checkDoorProof(
    { ...rest, source: 'manual', ...news },
    { program: programWith(), ...known },
    { at: NOON, actor: 'key:crm' },
  );
};
const faultOf = (result: ReturnType<typeof byForm>) => (result.ok ? undefined : result.error.code);
const proofOf = (result: ReturnType<typeof byForm>): Proof =>
  present(result.ok ? result.value : undefined, 'a proof');

describe('a web form: what is refused with 422', () => {
  test('a box that was checked beforehand (CN-08)', () => {
    const fault = byForm({ evidence: { checkboxDefault: 'checked' } });
    expect(faultOf(fault)).toBe('prechecked-consent');
  });
  test.each(['unchecked', 'none'] as const)('a box that was %s is taken', (checkboxDefault) => {
    expect(byForm({ evidence: { checkboxDefault } }).ok).toBe(true);
  });
  test('no channel at all', () => {
    const consents = { sms: false, email: false, voice: false };
    expect(faultOf(byForm({ consents }))).toBe('no-consent-given');
  });
  test.each([
    ['another text', { version: '2026-11-01', text: `${WORDING} And calls.` }],
    ['another version', { version: '2026-10-01', text: WORDING }],
    ['other letters', { version: '2026-11-01', text: WORDING.toUpperCase() }],
  ])('wording that is not the registered one: %s', (_, disclosure) => {
    expect(faultOf(byForm({ disclosure }))).toBe('disclosure-mismatch');
  });
  test('the same words with other white space are the same wording', () => {
    const text = `\n  ${WORDING.replaceAll(' ', ' \n\t ')}\u00A0 `;
    expect(byForm({ disclosure: { version: '2026-11-01', text } }).ok).toBe(true);
  });
  test('consent to email without an address', () => {
    const consents = { sms: true, email: true, voice: false };
    expect(faultOf(byForm({ consents }))).toBe('invalid-request');
    expect(byForm({ consents, email: 'pat@customer.example' }).ok).toBe(true);
  });
});

test('white space is folded and nothing else', () => {
  expect(foldWording(' a\u00A0 b\r\nc ')).toBe('a b c');
  expect(wordingHash('e\u0301')).toBe(wordingHash('\u00E9'));
  expect(wordingHash('a b')).not.toBe(wordingHash('ab'));
  expect(wordingHash('A')).not.toBe(wordingHash('a'));
});

describe('a web form: what it proves', () => {
  test('consent in writing to the channels that were chosen and no other (CT-09)', () => {
    const consents = { sms: true, email: false, voice: true };
    expect(proofOf(byForm({ consents }))).toMatchObject({
      channels: ['sms', 'voice'],
      source: 'web-form',
      grade: 'written',
      obtainedAt: NOON,
    });
  });
  test('with number as typed, page, and what the server saw (EV-02)', () => {
    const page = { url: 'https://dealer.example/contact' };
    expect(proofOf(byForm({ page })).evidence).toStrictEqual({
      form: 'contact-us',
      phoneAsEntered: '(202) 555-0143',
      ip: '192.0.2.1',
      userAgent: 'Browser/1',
      origin: 'https://dealer.example',
      page,
      given: { checkboxDefault: 'unchecked' },
    });
  });
});

describe('other doors: the papers that each source needs', () => {
  const document = { reference: 'archive 7' };
  const recording = { reference: 'call 12' };
  const disclosure = disclosureWith();
  const vendor = vendorWith('trusted');

  test.each([
    ['paper', {}, {}, 'evidence-missing'],
    ['paper', { document }, {}, undefined],
    ['verbal', {}, {}, 'evidence-missing'],
    ['verbal', { recording }, {}, undefined],
    ['vendor', {}, {}, 'evidence-missing'],
    ['vendor', {}, { vendor }, undefined],
    ['web-form', {}, {}, 'evidence-missing'],
    ['web-form', { disclosure: SHOWN }, { disclosure }, undefined],
    ['import', {}, {}, undefined],
    ['manual', {}, {}, undefined],
    ['inbound-call', {}, {}, undefined],
    ['text-in', {}, {}, undefined],
  ] as const)('%s with %j: %s', (source, papers, known, fault) => {
    expect(faultOf(byDoor({ source, ...papers }, known))).toBe(fault);
  });
  test('the wording is compared here too', () => {
    const shown = { version: '2026-11-01', text: 'other words' };
    const result = byDoor({ source: 'web-form', disclosure: shown }, { disclosure });
    expect(faultOf(result)).toBe('disclosure-mismatch');
  });
  test('a consent may have been given earlier, never later than now', () => {
    expect(proofOf(byDoor({ obtainedAt: iso(NOON - DAY) })).obtainedAt).toBe(NOON - DAY);
    expect(proofOf(byDoor({ obtainedAt: iso(NOON) })).obtainedAt).toBe(NOON);
    expect(faultOf(byDoor({ obtainedAt: iso(NOON + 1) }))).toBe('invalid-request');
  });
  test('papers, wording and vendor are part of the proof, and nothing that was not sent', () => {
    const papers = { document, recording, obtainedBy: 'front desk' };
    const proof = proofOf(
      byDoor({ source: 'paper', disclosure: SHOWN, ...papers }, { disclosure, vendor }),
    );
    expect(proof).toMatchObject({ disclosure, vendor });
    const { phone } = request();
    const given = { checkboxDefault: 'unchecked' };
    expect(proof.evidence).toStrictEqual({ phoneAsEntered: phone, given, ...papers });
    const bare = proofOf(byDoor({}));
    expect(Object.keys(bare).sort()).toEqual(
      ['channels', 'evidence', 'grade', 'obtainedAt', 'program', 'source'].sort(),
    );
    expect(bare.evidence).toStrictEqual({ phoneAsEntered: phone, given });
  });
  test('a box checked beforehand and no channel are refused here too', () => {
    expect(faultOf(byDoor({ evidence: { checkboxDefault: 'checked' } }))).toBe(
      'prechecked-consent',
    );
    const consents = { sms: false, email: false, voice: false };
    expect(faultOf(byDoor({ consents }))).toBe('no-consent-given');
  });

  test.each([
    ['web-form', { disclosure: SHOWN }, { disclosure }, 'written'],
    ['paper', { document }, {}, 'written'],
    ['vendor', { disclosure: SHOWN }, { disclosure, vendor }, 'written'],
    ['vendor', {}, { vendor }, 'express'],
    ['verbal', { recording }, {}, 'express'],
    ['import', { disclosure: SHOWN }, { disclosure }, 'express'],
    ['manual', { document }, {}, 'express'],
    ['inbound-call', {}, {}, 'express'],
    ['text-in', {}, {}, 'express'],
  ] as const)(
    '%s with %j proves consent that is %s (CN-01, CN-03)',
    (source, papers, known, grade) => {
      expect(proofOf(byDoor({ source, ...papers }, known)).grade).toBe(grade);
    },
  );
});

describe('entries of a proof', () => {
  const detailsOf = (proof: Proof, facts: Facts, doubleOptIn = true) =>
    captureEntries(
      proof,
      proof.channels,
      facts,
      accountWith({ doubleOptIn: { enabled: doubleOptIn } }),
      SEEN,
    ).map((draft) => (draft.type === 'consent-captured' ? draft.detail : undefined));
  const all = { consents: { sms: true, email: true, voice: true }, email: 'pat@customer.example' };
  const { handsetAt: _, ...unproved } = factsWith({ consents: {} });

  test('one for each channel; by phone it is pending until the handset is proved (CT-04)', () => {
    const details = detailsOf(proofOf(byForm(all)), unproved);
    expect(details.map((detail) => [detail?.channel, detail?.status])).toEqual([
      ['sms', 'pending'],
      ['voice', 'pending'],
      ['email', 'confirmed'],
    ]);
  });
  test('a proved handset, or double opt-in switched off, needs no question', () => {
    const proof = proofOf(byForm());
    expect(detailsOf(proof, factsWith())[0]?.status).toBe('confirmed');
    expect(detailsOf(proof, unproved, false)[0]?.status).toBe('confirmed');
  });
  test('program, purpose, time and wording go into the entry', () => {
    const [detail] = detailsOf(proofOf(byForm()), unproved);
    expect(detail).toMatchObject({
      program: 'default',
      purpose: 'marketing',
      source: 'web-form',
      obtainedAt: iso(NOON),
      disclosure: { version: '2026-11-01', text: WORDING, hash: wordingHash(WORDING) },
    });
    expect(detail).not.toHaveProperty('quarantined');
  });
  test.each([
    ['quarantined', true],
    ['blocked', true],
    ['trusted', undefined],
  ] as const)('a lead of a vendor that is %s: in quarantine %s', (status, quarantined) => {
    const vendor = vendorWith(status);
    const [detail] = detailsOf(proofOf(byDoor({ source: 'vendor' }, { vendor })), unproved);
    expect(detail?.vendor).toBe('leads');
    expect(detail?.quarantined).toBe(quarantined);
  });
});

describe('what a request says of the contact', () => {
  const seen = { at: NOON, actor: 'key:crm' };
  const keyed = { source: 'manual', isPublic: false };
  const form = { source: 'web-form', isPublic: true };

  test('a public form fills what is empty', () => {
    const [draft] = contactEntries({ externalId: 'crm-1' }, factsWith(), seen, form);
    expect(draft?.detail).toEqual({ externalId: 'crm-1' });
  });
  test('a public form overwrites nothing; a key may', () => {
    const news = { name: 'Mallory', externalId: 'crm-666', email: 'mallory@example.com' };
    const facts = factsWith({ externalId: 'crm-1', email: 'pat@example.com' });
    const [draft] = contactEntries(news, facts, seen, form);
    expect(draft?.detail).toEqual({ otherEmail: 'mallory@example.com' });
    expect(contactEntries(news, facts, seen, keyed)[0]?.detail).toEqual(news);
  });
  test('the known addresses of a person are three and the present one, whoever posts', () => {
    const pastEmails = ['a@x.example', 'b@x.example', 'c@x.example'];
    const facts = factsWith({ email: 'pat@example.com', pastEmails });
    for (const email of ['d@x.example', 'b@x.example']) {
      expect(contactEntries({ email }, facts, seen, form)).toEqual([]);
    }
  });
  test('only what is news makes an entry', () => {
    const facts = factsWith({ place: { state: 'FL' } });
    const [draft] = contactEntries(
      { name: 'Pat Doe', externalId: 'crm-1', place: { state: 'FL' } },
      facts,
      seen,
      keyed,
    );
    expect(draft).toMatchObject({ type: 'contact-changed', detail: { externalId: 'crm-1' } });
    expect(Object.keys(draft?.detail ?? {})).toEqual(['externalId']);
  });
  test('nothing new makes none', () => {
    expect(contactEntries({ name: 'Pat Doe' }, factsWith(), seen, keyed)).toEqual([]);
    expect(contactEntries({}, factsWith(), seen, keyed)).toEqual([]);
  });
});
