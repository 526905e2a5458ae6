/** Where a contact stands: what each entry does to the facts, and what nothing may undo. */
import { describe, expect, test } from 'vitest';
import { DAY, iso, present } from '#shared/basics.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import {
  contactRef,
  emailsOf,
  emptyStanding,
  type Facts,
  isClosed,
  programsWith,
  revokedSince,
} from '#shared/standing.ts';
import {
  captureDraft,
  EMAIL,
  entryDraft,
  factsAfter,
  KEY,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
  PHONE,
  receivedDraft,
} from './fixtures.ts';

const consentOf = (facts: Facts, key = 'sms:default') => present(facts.consents[key], key);
const received = (at = NOON): EntryDraft => receivedDraft('hi', {}, at);
const yes = (programIds: string[], at = NOON): EntryDraft =>
  entryDraft('consent-confirmed', { programs: programIds, by: 'text', evidence: {} }, { at });
const no = (): EntryDraft => entryDraft('consent-declined', { evidence: {} });
const dnd = (detail: { sms?: boolean; voice?: boolean; email?: boolean; evidence?: object }) =>
  entryDraft('dnd-changed', { reason: 'told us so', ...detail } as never);

describe('a captured consent', () => {
  test('stands under its channel and program from when it was given, proved by its entry', () => {
    const { facts, entries } = ledgerOf([captureDraft({ obtainedAt: iso(NOON - DAY) })]);
    expect(consentOf(facts)).toMatchObject({ status: 'confirmed', grade: 'written' });
    expect(consentOf(facts).at).toBe(NOON - DAY);
    expect(consentOf(facts).hash).toBe(entries[0]?.entry.hash);
    expect(Object.keys(facts.consents)).toEqual(['sms:default']);
  });
  test('a second program and another channel stand beside it', () => {
    const facts = factsAfter(
      captureDraft(),
      captureDraft({ program: 'news', status: 'pending' }),
      captureDraft({ channel: 'voice' }),
    );
    expect(Object.keys(facts.consents)).toEqual(['sms:default', 'sms:news', 'voice:default']);
    expect(consentOf(facts).status).toBe('confirmed');
    expect(consentOf(facts, 'sms:news').status).toBe('pending');
  });
  test('the door that the contact first came through is kept', () => {
    const facts = factsAfter(
      captureDraft({ source: 'import' }),
      captureDraft({ source: 'web-form' }),
    );
    expect(facts.origin).toBe('import');
  });
});

describe('addresses of one person', () => {
  const moved = (email: string) => entryDraft('contact-changed', { email });

  test('the one before is kept beside the new one, to close with it', () => {
    const facts = factsAfter(moved('a@example.com'), moved('b@example.com'));
    expect(emailsOf(facts)).toEqual(['b@example.com', 'a@example.com']);
  });
  test('going back to an address names it once', () => {
    const facts = factsAfter(...['a', 'b', 'a'].map((name) => moved(`${name}@example.com`)));
    expect(emailsOf(facts)).toEqual(['a@example.com', 'b@example.com']);
  });
  test('strangers cannot make the list grow: the present one and three before', () => {
    const facts = factsAfter(...['a', 'b', 'c', 'd', 'e', 'f'].map((n) => moved(`${n}@x.example`)));
    expect(emailsOf(facts)).toHaveLength(4);
  });
});

describe('a later capture takes nothing from a consent that counts', () => {
  const held = () => captureDraft({ obtainedAt: iso(NOON) });

  test.each([
    ['an open question', { status: 'pending' }],
    ['a lead of a vendor that is not trusted', { quarantined: true, vendor: 'leads' }],
    ['an older proof', { obtainedAt: iso(NOON - DAY) }],
    ['an older and lesser proof', { obtainedAt: iso(NOON - DAY), grade: 'express' }],
  ] as const)('%s leaves it as it is', (_, news) => {
    expect(factsAfter(held(), captureDraft(news))).toEqual(factsAfter(held()));
  });
  test('a newer but lesser proof leaves it, and is a sign of the contact', () => {
    const lesser = captureDraft({ obtainedAt: iso(NOON + DAY), grade: 'express' });
    expect(consentOf(factsAfter(held(), lesser))).toEqual({
      ...consentOf(factsAfter(held())),
      renewedAt: NOON + DAY,
    });
  });
  test.each([
    ['a newer one of the same kind', { obtainedAt: iso(NOON + 1) }, { at: NOON + 1 }],
    ['one of the same moment', { source: 'paper' }, { source: 'paper' }],
  ] as const)('%s replaces it', (_, news, seen) => {
    expect(consentOf(factsAfter(held(), captureDraft(news)))).toMatchObject(seen);
  });
  test('an older one in writing replaces one by word of mouth', () => {
    const spoken = captureDraft({ grade: 'express' });
    const paper = captureDraft({ source: 'paper', obtainedAt: iso(NOON - DAY) });
    expect(consentOf(factsAfter(spoken, paper)).grade).toBe('written');
  });
  test('a good proof ends the quarantine of a lead', () => {
    const lead = captureDraft({ quarantined: true, source: 'vendor' });
    const older = captureDraft({ obtainedAt: iso(NOON - DAY) });
    expect(consentOf(factsAfter(lead)).quarantined).toBe(true);
    expect(consentOf(factsAfter(lead, older)).quarantined).toBeUndefined();
    expect(consentOf(factsAfter(lead, older)).at).toBe(NOON - DAY);
  });
  test('after NO a new capture is a new question', () => {
    const facts = factsAfter(
      captureDraft({ status: 'pending' }),
      no(),
      captureDraft({ status: 'pending' }),
    );
    expect(consentOf(facts).status).toBe('pending');
  });
});

describe('YES and NO', () => {
  test('YES confirms the programs it names, for texts and calls, and never email', () => {
    const pending = (channel: 'sms' | 'voice' | 'email', program = 'default') =>
      captureDraft({ channel, program, status: 'pending' });
    const facts = factsAfter(
      pending('sms'),
      pending('voice'),
      pending('email'),
      pending('sms', 'news'),
      yes(['default'], NOON + 5),
    );
    expect(consentOf(facts)).toMatchObject({ status: 'confirmed', at: NOON + 5 });
    expect(consentOf(facts, 'voice:default').status).toBe('confirmed');
    expect(consentOf(facts, 'email:default').status).toBe('pending');
    expect(consentOf(facts, 'sms:news').status).toBe('pending');
    expect(facts.handsetAt).toBe(NOON + 5);
  });
  test('the consent keeps the entry that captured it, with its wording', () => {
    const { facts, entries } = ledgerOf([captureDraft({ status: 'pending' }), yes(['default'])]);
    expect(consentOf(facts).hash).toBe(entries[0]?.entry.hash);
  });
  test('YES does not confirm what was answered with NO, nor make consent from nothing', () => {
    const facts = factsAfter(captureDraft({ status: 'pending' }), no(), yes(['default', 'news']));
    expect(consentOf(facts).status).toBe('declined');
    expect(facts.consents['sms:news']).toBeUndefined();
  });
  test('NO declines what is open and leaves what was confirmed', () => {
    const facts = factsAfter(
      captureDraft(),
      captureDraft({ program: 'news', status: 'pending' }),
      no(),
    );
    expect(programsWith(facts, 'confirmed')).toEqual(['default']);
    expect(programsWith(facts, 'declined')).toEqual(['news']);
  });
  test('YES keeps a lead in quarantine: the number is proved, the vendor is not', () => {
    const lead = captureDraft({ status: 'pending', quarantined: true });
    expect(consentOf(factsAfter(lead, yes(['default']))).quarantined).toBe(true);
  });
});

describe('who holds the handset (CT-04)', () => {
  test('a text of their own accord proves it, at its time and once', () => {
    expect(factsAfter(received(), received(NOON + 9)).handsetAt).toBe(NOON);
  });
  test('while our question is open only YES does', () => {
    const pending = captureDraft({ status: 'pending' });
    expect(factsAfter(pending, received()).handsetAt).toBeUndefined();
    expect(factsAfter(pending, received(), optOutDraft()).handsetAt).toBeUndefined();
    expect(factsAfter(pending, received(NOON + 1), yes(['default'], NOON + 1)).handsetAt).toBe(
      NOON + 1,
    );
  });
  test('a question about calls alone is never put by text, so that any text proves it', () => {
    expect(
      factsAfter(captureDraft({ channel: 'voice', status: 'pending' }), received()).handsetAt,
    ).toBe(NOON);
  });
  test('whoever texts first came by text, whoever was known before did not', () => {
    expect(factsAfter(received()).origin).toBe('text-in');
    expect(factsAfter(captureDraft(), received()).origin).toBe('web-form');
    expect(factsAfter(received()).lastInboundAt).toBe(NOON);
  });
  test('a post of a form proves nothing', () => {
    expect(factsAfter(captureDraft()).handsetAt).toBeUndefined();
  });
});

describe('opting out and back in', () => {
  test('a STOP closes the channel for all programs from when it was received', () => {
    const facts = factsAfter(captureDraft(), optOutDraft(['sms'], { receivedAt: iso(NOON + 3) }));
    expect(revokedSince(facts, 'sms', { program: 'default' })).toBe(NOON + 3);
    expect(revokedSince(facts, 'sms', { program: 'unheard-of' })).toBe(NOON + 3);
    expect(isClosed(facts, 'voice')).toBe(false);
    expect(consentOf(facts).status).toBe('confirmed');
  });
  test('a STOP of one program closes that program alone', () => {
    const facts = factsAfter(optOutDraft(['sms'], { program: 'news' }));
    expect(revokedSince(facts, 'sms', { program: 'news' })).toBe(NOON);
    expect(revokedSince(facts, 'sms', { program: 'default' })).toBeUndefined();
    expect(isClosed(facts, 'sms')).toBe(false);
  });
  test('the last of several counts, in whatever order they were written', () => {
    const early = optOutDraft(['sms'], { receivedAt: iso(NOON) });
    const late = optOutDraft(['sms'], { receivedAt: iso(NOON + 8) });
    expect(revokedSince(factsAfter(late, early), 'sms')).toBe(NOON + 8);
    expect(revokedSince(factsAfter(early, late), 'sms')).toBe(NOON + 8);
  });
  test('START lifts it for its channel and programs, and leaves calls and other programs', () => {
    const facts = factsAfter(
      captureDraft(),
      optOutDraft(['sms', 'voice']),
      optOutDraft(['sms'], { program: 'default' }),
      optOutDraft(['sms'], { program: 'news' }),
      optInDraft(['default'], NOON + 7),
    );
    expect(Object.keys(facts.revoked).sort()).toEqual(['sms:news', 'voice:*']);
    expect(consentOf(facts)).toMatchObject({ status: 'confirmed', grade: 'written', at: NOON + 7 });
  });
  test('START of a stranger is consent by their own words, to information', () => {
    const facts = factsAfter(optInDraft());
    expect(consentOf(facts)).toMatchObject({
      status: 'confirmed',
      grade: 'express',
      purpose: 'informational',
      source: 'text-in',
    });
    expect(facts).toMatchObject({ origin: 'text-in', handsetAt: NOON });
  });
  test('START does not turn the writing that a doubtful vendor claims to have into proof', () => {
    const facts = factsAfter(captureDraft({ quarantined: true }), optOutDraft(), optInDraft());
    expect(consentOf(facts).grade).toBe('express');
    expect(consentOf(facts).quarantined).toBeUndefined();
  });
  test('nor that of a vendor who was trusted then and may not be now', () => {
    const lead = captureDraft({ source: 'vendor', vendor: 'leads' });
    expect(consentOf(factsAfter(lead, optOutDraft(), optInDraft())).grade).toBe('express');
    expect(consentOf(factsAfter(captureDraft(), optOutDraft(), optInDraft())).grade).toBe(
      'written',
    );
  });
  test('START leaves do-not-disturb that was set by hand', () => {
    expect(isClosed(factsAfter(dnd({ sms: true }), optInDraft()), 'sms')).toBe(true);
  });
});

describe('do-not-disturb by hand', () => {
  test('closes the channels that it names and no other', () => {
    const facts = factsAfter(dnd({ voice: true }));
    expect([isClosed(facts, 'sms'), isClosed(facts, 'voice')]).toEqual([false, true]);
  });
  test('lifted with evidence it ends the opt-out of that channel too (RV-15)', () => {
    const facts = factsAfter(
      optOutDraft(['sms', 'voice']),
      optOutDraft(['sms'], { program: 'news' }),
      dnd({ sms: false, evidence: { statement: 'asked at the counter' } }),
    );
    expect(Object.keys(facts.revoked)).toEqual(['voice:*']);
  });
  test('lifted without evidence it never ends an opt-out', () => {
    const facts = factsAfter(optOutDraft(), dnd({ sms: true }), dnd({ sms: false }));
    expect(facts.dnd).toEqual({});
    expect(isClosed(facts, 'sms')).toBe(true);
  });
});

test('who the entry is about: what is known, and nothing that is not', () => {
  expect(contactRef(emptyStanding(KEY).facts)).toStrictEqual({});
  const news = { name: 'Pat', externalId: 'crm-1', place: { state: 'FL' } };
  expect(contactRef(factsAfter(entryDraft('contact-changed', news)))).toStrictEqual({
    name: 'Pat',
    externalId: 'crm-1',
  });
  const linked = { phone: PHONE, email: EMAIL };
  expect(contactRef(factsAfter(entryDraft('contact-changed', linked)))).toStrictEqual(linked);
});
