/** "Wrong number": what ends, what stays with the number, and who does not come back to it. */
import { describe, expect, test } from 'vitest';
import { contactView } from '#shared/contact.ts';
import type { Ruling } from '#shared/doubt-entries.ts';
import { rulingDrafts } from '#shared/doubt-review.ts';
import { entryEvent } from '#shared/events.ts';
import { applyEntry } from '#shared/fold.ts';
import { MAX_FORMER } from '#shared/fold-wrong-number.ts';
import { growLedger } from '#shared/grow.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import { emptyStanding, type Facts, revokedSince, type Standing } from '#shared/standing.ts';
import { isOfFormer, withoutIdentity, withoutPhone } from '#shared/wrong-number.ts';
import {
  accountWith,
  captureDraft,
  consentWith,
  EMAIL,
  entryDraft,
  factsAfter,
  factsWith,
  KEY,
  lastOf,
  ledgerOf,
  NOON,
  PHONE,
  senderWith,
  standingWith,
} from './fixtures.ts';
import { detailOf, read, readAs, typesOf } from './inbound.helpers.ts';

const PAT = { name: 'Pat Doe', email: EMAIL, externalId: 'crm-8841' };
const LIKELY = { intent: 'wrong-number', certainty: 'likely', channels: ['sms', 'voice'] } as const;
const pat = (): Standing => {
  const change = ledgerOf([entryDraft('contact-changed', PAT), captureDraft()]);
  const last = lastOf(change).entry;
  return { ...emptyStanding(KEY), seq: last.seq, head: last.hash, version: 1, facts: change.facts };
};
/** The standing after drafts on top of another. */
const grown = (standing: Standing, drafts: readonly EntryDraft[]): Standing => {
  const { entries, facts } = growLedger(KEY, standing, drafts);
  const last = entries.at(-1)?.entry ?? { seq: 0, hash: '' };
  return { ...standing, seq: last.seq, head: last.hash, facts };
};
const told = (): Standing => grown(pat(), read('wrong number', { standing: pat() }));
const doubted = (): Standing => grown(pat(), readAs(LIKELY, { standing: pat() }));

/** The standing after a ruling on a text, by what that text made of the standing before it. */
function ruledOn(
  standing: Standing,
  ruling: Ruling,
  before: Standing,
  drafts: readonly EntryDraft[],
): Standing {
  const { entries } = growLedger(KEY, before, drafts);
  const find = (type: string) => entries.find(({ entry }) => entry.type === type)?.entry as never;
  const review = { key: KEY, text: find('message-received'), opened: find('review-opened') };
  const by = { ruling, reason: 'read again', actor: 'key:1' };
  return grown(standing, rulingDrafts(review, by, standing.facts, NOON + 9));
}

/** By whom and when a contact is looked at. */
const SEEN = { account: accountWith(), now: NOON };

describe('whoever holds the number says that it is not the contact’s', () => {
  test('the block, and the end of the consents, are entered with whose they were', () => {
    const drafts = read('wrong number', { standing: pat() });
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out', 'wrong-number-reported']);
    const [key] = Object.keys(pat().facts.consents);
    const hash = pat().facts.consents[String(key)]?.hash;
    expect(detailOf(drafts, 'wrong-number-reported')).toEqual({
      words: 'wrong number',
      rule: 'keyword:wrong-number',
      language: 'en',
      sender: 'main',
      ended: [{ channel: 'sms', program: 'default', entryHash: hash }],
      formerContact: PAT,
    });
  });
  test('texts and calls stay closed, consents and the person are gone from the number', () => {
    const { facts } = told();
    expect([revokedSince(facts, 'sms'), revokedSince(facts, 'voice')]).toEqual([NOON, NOON]);
    expect(revokedSince(facts, 'email')).toBeUndefined();
    expect(facts).toMatchObject({ consents: {}, wrongNumber: { at: NOON } });
    expect([facts.name, facts.email, facts.externalId, facts.handsetAt]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(contactView(PHONE, told(), SEEN)).toMatchObject({
      name: null,
      email: null,
      label: `${PHONE} - can't text`,
      wrongNumber: { reportedAt: '2026-11-18T17:00:00.000Z', status: 'confirmed' },
    });
    expect(contactView(PHONE, pat(), SEEN).wrongNumber).toBeNull();
  });
  test('the event tells the CRM whose number it is not', () => {
    const { entries } = growLedger(KEY, pat(), read('wrong number', { standing: pat() }));
    const event = entryEvent(lastOf({ entries } as never));
    expect(event).toMatchObject({ name: 'Wrong Number Reported', formerContact: PAT });
    expect(event.contact).toEqual({ phone: PHONE });
  });
  test('said again it is no news; of a contact put on the number since it is', () => {
    expect(typesOf(read('wrong number', { standing: told() }))).toEqual(['message-received']);
    const sam = grown(told(), [entryDraft('contact-changed', { name: 'Sam Roe' })]);
    expect(typesOf(read('wrong number', { standing: sam }))).toContain('wrong-number-reported');
  });
  test('it is entered of somebody who had said STOP before, too', () => {
    const standing = grown(pat(), read('stop all contact', { standing: pat() }));
    expect(typesOf(read('wrong number', { standing }))).toEqual([
      'message-received',
      'wrong-number-reported',
    ]);
  });
  test('of a number with many owners, digests of the last ones are kept', () => {
    let facts: Facts = factsWith();
    for (let n = 0; n < 9; n += 1) {
      facts = { ...facts, name: `Person ${n}`, email: `p${n}@example.com` };
      const draft = entryDraft('wrong-number-reported', REPORT);
      facts = applyEntry(facts, { ...draft, ...HEAD });
    }
    expect(facts.wrongNumber?.who).toHaveLength(MAX_FORMER);
    expect(isOfFormer({ email: 'p8@example.com' }, NOON + 1, facts)).toBe(true);
  });
});

const REPORT = { words: '', rule: 'keyword:wrong-number', ended: [], formerContact: {} };
const HEAD = { seq: 1, prevHash: '', hash: 'a'.repeat(64) };

describe('a text that may say so', () => {
  const MAYBE = { ...LIKELY, certainty: 'unsure' } as const;
  const asked = (): Standing => grown(pat(), readAs(MAYBE, { standing: pat() }));
  const END = ['opted-out', 'wrong-number-reported'];
  const sms = { 'sms:default': expect.anything() };

  test('is asked about, and ends nothing of the consents before the answer', () => {
    expect(typesOf(readAs(MAYBE, { standing: pat() }))).toEqual([
      'message-received',
      'question-asked',
    ]);
    expect(asked().facts).toMatchObject({ name: 'Pat Doe', consents: sms });
    expect(asked().facts.question).toMatchObject({ channels: ['sms', 'voice'] });
  });
  test.each(['YES', 'STOP'])('%s means that too: texts, calls and the old consents end', (body) => {
    const drafts = read(body, { standing: asked() });
    expect(typesOf(drafts)).toEqual(['message-received', ...END]);
    expect(detailOf(drafts, 'opted-out').channels).toEqual(['sms', 'voice']);
    const { facts } = grown(asked(), drafts);
    expect(facts).toMatchObject({ consents: {}, name: undefined, question: undefined });
  });
  test('and START after it is the stranger’s own consent', () => {
    const out = grown(asked(), read('YES', { standing: asked() }));
    const { facts } = grown(out, read('START', { standing: out }));
    expect(facts.consents).toMatchObject({ 'sms:default': { grade: 'express' } });
  });
  test('a likely YES marks the number, and the ruling on it ends the consents', () => {
    const drafts = readAs({ certainty: 'likely', rule: 'answer:yes' }, { standing: asked() });
    expect(typesOf(drafts)).toEqual(['message-received', ...END, 'review-opened']);
    const out = grown(asked(), drafts);
    expect(out.facts.consents).toMatchObject(sms);
    expect(ruledOn(out, 'opt-out', asked(), drafts).facts.consents).toEqual({});
    const kept = ruledOn(out, 'not-opt-out', asked(), drafts).facts;
    expect([kept.wrongNumber, kept.revoked]).toEqual([undefined, {}]);
    expect(kept.consents).toMatchObject(sms);
  });
  test.each(['NO', 'START'])('%s leaves all as it was', (body) => {
    const drafts = read(body, { standing: asked() });
    expect(typesOf(drafts)).toEqual(['message-received', 'question-answered']);
    expect(grown(asked(), drafts).facts).toMatchObject({ name: 'Pat Doe', consents: sms });
  });
  test('a question about anything else ends no consents', () => {
    const other = grown(pat(), readAs({}, { standing: pat() }));
    expect(typesOf(read('YES', { standing: other }))).toEqual(['message-received', 'opted-out']);
  });
});

describe('START of the new holder', () => {
  const back = () => grown(told(), read('START', { standing: told() }));
  test('is a consent of their own, in words, and not the old one in writing', () => {
    const { facts } = back();
    expect(revokedSince(facts, 'sms')).toBeUndefined();
    expect(facts.consents).toMatchObject({
      'sms:default': { grade: 'express', purpose: 'informational', source: 'text-in' },
    });
    expect(Object.keys(facts.consents)).toEqual(['sms:default']);
  });
  test('opts in to the program of the number they wrote to, whatever the other had agreed to', () => {
    const news = standingWith(
      factsWith({ consents: { 'sms:news': consentWith(), 'sms:sale': consentWith() } }),
    );
    const out = grown(news, read('wrong number', { standing: news }));
    const drafts = read('START', { standing: out, sender: senderWith({ program: 'service' }) });
    expect(detailOf(drafts, 'opted-in').programs).toEqual(['service']);
  });
  test('leaves calls closed', () => {
    expect(revokedSince(back().facts, 'voice')).toBe(NOON);
  });
});

describe('what comes for the number later', () => {
  const { facts } = told();
  const LATER = NOON + 1;
  test.each([
    ['the email of the former contact', { email: EMAIL.toUpperCase() }, LATER, true],
    ['their externalId', { externalId: 'crm-8841', name: 'Patricia' }, LATER, true],
    ['their name, and nothing better', { name: ' pat doe' }, LATER, true],
    ['nobody: whose it is cannot be told', {}, LATER, true],
    ['somebody else, agreed to before we were told', { name: 'Sam Roe' }, NOON - 1, true],
    ['somebody else at that instant', { name: 'Sam Roe' }, NOON, false],
    [
      'a namesake with an address of their own',
      { ...PAT, email: 'x@example.com', externalId: undefined },
      LATER,
      false,
    ],
  ] as const)('with %s', (_, given, obtainedAt, former) => {
    expect(isOfFormer(given, obtainedAt, facts)).toBe(former);
  });
  test('for a number that nobody disowned, nothing is', () => {
    expect(isOfFormer(PAT, NOON - 9, pat().facts)).toBe(false);
  });
  test('while a reading is in doubt, it is of the person whom we know', () => {
    expect(isOfFormer(PAT, LATER, doubted().facts)).toBe(true);
    expect(isOfFormer({ name: 'Sam Roe' }, LATER, doubted().facts)).toBe(false);
  });
  test('a form makes no link, and its consents wait for the handset', () => {
    const drafts = [entryDraft('contact-changed', { ...PAT, phone: PHONE }), captureDraft()];
    expect(withoutIdentity(drafts)).toMatchObject([
      { type: 'consent-captured', detail: { status: 'pending' } },
    ]);
    expect(withoutPhone(drafts)[0]?.detail).toEqual(PAT);
    expect(withoutPhone([entryDraft('contact-changed', { phone: PHONE })])).toEqual([]);
  });
  test('evidence of the person’s new wish, given by an admin, ends it', () => {
    const lift = { sms: false, reason: 'at the desk', evidence: { signed: 'today' } };
    expect(factsAfter(entryDraft('wrong-number-reported', REPORT)).wrongNumber).toBeDefined();
    const lifted = factsAfter(
      entryDraft('wrong-number-reported', REPORT),
      entryDraft('dnd-changed', lift),
    );
    expect(lifted.wrongNumber).toBeUndefined();
  });
});

describe('a likely reading closes at once and ends nothing before a ruling (0021)', () => {
  const ruled = (standing: Standing, ruling: Ruling): Standing =>
    ruledOn(standing, ruling, pat(), readAs(LIKELY, { standing: pat() }));
  test('the block stands, the consents do too, and the view says that it is looked at', () => {
    const { facts } = doubted();
    expect(revokedSince(facts, 'sms')).toBe(NOON);
    expect(Object.keys(facts.consents)).toEqual(['sms:default']);
    expect(contactView(PHONE, doubted(), SEEN).wrongNumber?.status).toBe('in-review');
  });
  test('ruled a misreading, everything is as it was', () => {
    const { facts } = ruled(doubted(), 'not-opt-out');
    expect(facts.wrongNumber).toBeUndefined();
    expect(revokedSince(facts, 'sms')).toBeUndefined();
    expect(facts).toMatchObject(PAT);
    expect(facts.consents).toEqual(pat().facts.consents);
  });
  test('ruled right, the consents end and the person leaves the number', () => {
    const { facts } = ruled(doubted(), 'opt-out');
    expect(facts).toMatchObject({ consents: {}, wrongNumber: { at: NOON } });
    expect([facts.name, facts.wrongNumber?.review]).toEqual([undefined, undefined]);
  });
  test('START in between is a consent of whoever said it, which a ruling does not end', () => {
    const back = grown(doubted(), read('START', { standing: doubted() }));
    expect(back.facts.consents['sms:default']).toMatchObject({ grade: 'express' });
    const { facts } = ruled(back, 'opt-out');
    expect(Object.keys(facts.consents)).toEqual(['sms:default']);
    expect(facts.name).toBeUndefined();
  });
});

describe('the ledger of an address', () => {
  test('forgets this number, and no other', () => {
    const linked = entryDraft('contact-changed', { phone: PHONE, name: 'Pat Doe' });
    const cut = (phone: string) =>
      factsAfter(linked, entryDraft('wrong-number-reported', { ...REPORT, phone }));
    expect([cut(PHONE).phone, cut(PHONE).name]).toEqual([undefined, 'Pat Doe']);
    expect(cut('+12025550199').phone).toBe(PHONE);
  });
});

describe('people who share a number', () => {
  test.each(['this is his wife, I am fine', 'Pat is my wife, she will call you'])(
    '%s is no wrong number and closes nothing',
    (body) => {
      expect(typesOf(read(body, { standing: pat() }))).toEqual(['message-received']);
    },
  );
  test('a second name and address join the ledger; STOP of either ends texts for both', () => {
    const sam = grown(pat(), [entryDraft('contact-changed', { otherEmail: 'sam@example.com' })]);
    const out = grown(sam, read('STOP', { standing: sam }));
    expect(revokedSince(out.facts, 'sms')).toBe(NOON);
    expect(out.facts.consents).toEqual(pat().facts.consents);
  });
});
