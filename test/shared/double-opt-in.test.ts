/**
 * Asking first: who waits for a YES and how long, what is kept of it, and what is answered to a
 * reply that is neither yes nor no. The gate's part is in rules/notices and rules/consent.
 */
import { describe, expect, test } from 'vitest';
import { DAY, iso } from '#shared/basics.ts';
import { captureEntries, type Proof } from '#shared/consent.ts';
import { type Facts, NO_FACTS, NO_SENDS } from '#shared/standing.ts';
import {
  accountWith,
  captureDraft,
  consentWith,
  entryDraft,
  factsAfter,
  NOON,
  programWith,
  receivedDraft,
} from './fixtures.ts';
import { detailOf, pending, read, typesOf } from './inbound.helpers.ts';

describe('double opt-in, but for what an admin excepted', () => {
  const statusOf = (doubleOptIn: object, source: Proof['source'] = 'paper') => {
    const proof: Proof = {
      channels: ['sms'],
      program: programWith(),
      source,
      grade: 'written',
      obtainedAt: NOON,
      evidence: {},
    };
    const account = accountWith({ doubleOptIn: { enabled: true, ...doubleOptIn } });
    const seen = { at: NOON, actor: 'key:1' };
    const [draft] = captureEntries(proof, ['sms'], NO_FACTS, account, seen);
    return draft?.type === 'consent-captured' ? draft.detail.status : undefined;
  };
  test('a consent waits for its YES', () => {
    expect(statusOf({})).toBe('pending');
    expect(statusOf({ exceptPrograms: ['service'], exceptSources: ['verbal'] })).toBe('pending');
  });
  test('one of an excepted program or source counts at once', () => {
    expect(statusOf({ exceptPrograms: ['default'] })).toBe('confirmed');
    expect(statusOf({ exceptSources: ['paper'] })).toBe('confirmed');
    expect(statusOf({ exceptSources: ['paper'] }, 'manual')).toBe('pending');
  });
});

describe('what the ledger keeps of the question', () => {
  const since = NOON - 5 * DAY;
  const paper = { status: 'pending', obtainedAt: iso(NOON - 60 * DAY) } as const;
  const consentIn = (facts: Facts) => facts.consents['sms:default'];

  test('a consent given long ago is waited for from when it was told, not from when it was given', () => {
    expect(consentIn(factsAfter(captureDraft(paper, since)))).toMatchObject({
      at: NOON - 60 * DAY,
      since,
    });
  });
  test('where both are one instant it is kept once, and not at all once it is confirmed', () => {
    expect(consentIn(factsAfter(captureDraft({ status: 'pending' })))?.since).toBeUndefined();
    const yes = entryDraft('consent-confirmed', {
      programs: ['default'],
      by: 'text',
      evidence: {},
    });
    const held = consentIn(factsAfter(captureDraft(paper, since), yes));
    expect(held).toMatchObject({ status: 'confirmed', at: NOON });
    expect(held?.since).toBeUndefined();
  });
  test('that its answer was asked about, and when', () => {
    const reply = receivedDraft('hm', { reply: 'opt-in-clarification', program: 'default' });
    expect(factsAfter(receivedDraft('hm')).clarifiedAt).toBeUndefined();
    expect(factsAfter(reply).clarifiedAt).toBe(NOON);
  });
  test('the language of the wording, until a later wording or text is in another', () => {
    const worded = (language: string) =>
      captureDraft({ disclosure: { version: '1', hash: 'h', text: 't', language } });
    expect(factsAfter(worded('es')).language).toBe('es');
    expect(factsAfter(worded('es'), worded('en')).language).toBeUndefined();
    expect(factsAfter(worded('es'), captureDraft()).language).toBe('es');
    expect(factsAfter(worded('es'), receivedDraft('ARRET', { language: 'fr' })).language).toBe(
      'fr',
    );
    expect(factsAfter(worded('es'), receivedDraft('STOP', { language: 'en' })).language).toBe('es');
  });
});

describe('an answer to the question that is neither yes nor no', () => {
  const asked = (text: string, standing = pending()) =>
    detailOf(read(text, { standing }), 'message-received');

  test('is asked about once, for the program of the question', () => {
    expect(asked('hm')).toMatchObject({
      intent: 'other',
      reply: 'opt-in-clarification',
      program: 'default',
    });
  });
  test.each([
    'who is this?',
    'terrible service, I waited three hours and nobody called back',
    'put me back on the alerts list',
  ])('is asked about too where it asks for something else: %s', (text) => {
    expect(asked(text)).toMatchObject({ reply: 'opt-in-clarification' });
    expect(asked(text).intent).not.toBe('other');
  });
  test('is not asked about again: the second one gets no answer', () => {
    const standing = pending();
    const facts = { ...standing.facts, clarifiedAt: NOON - 5 };
    expect(asked('hm', { ...standing, facts }).reply).toBeUndefined();
  });
  test('an older question that was asked about says nothing of a newer one', () => {
    const standing = pending();
    const facts = { ...standing.facts, clarifiedAt: NOON - 10 };
    expect(asked('hm', { ...standing, facts }).reply).toBe('opt-in-clarification');
  });
  test.each(['YES', 'NO', 'STOP', 'HELP'])('%s is an answer, and needs no asking', (text) => {
    expect(asked(text).reply).not.toBe('opt-in-clarification');
  });
  test('is not asked about where nobody was asked, or who was asked is out', () => {
    expect(asked('hm', pending(NO_SENDS)).reply).toBeUndefined();
    const standing = pending();
    const facts = { ...standing.facts, revoked: { 'sms:*': NOON - 1 } };
    expect(asked('hm', { ...standing, facts }).reply).toBeUndefined();
  });
});

describe('a question that nobody answered in time', () => {
  const END = NOON - DAY + 30 * DAY;
  const standing = pending({ ...NO_SENDS, asked: { id: 'msg_0', at: NOON - DAY } });

  test('is answered by YES at its last moment, and by none a moment later', () => {
    expect(typesOf(read('YES', { standing, now: END }))).toContain('consent-confirmed');
    const late = read('YES', { standing, now: END + 1 });
    expect(typesOf(late)).toEqual(['message-received']);
    expect(detailOf(late, 'message-received')).toMatchObject({ rule: 'unasked:yes' });
  });
  test('confirms only the programs whose question is open', () => {
    const consents = {
      ...standing.facts.consents,
      'sms:news': consentWith({ status: 'pending', at: NOON - 40 * DAY }),
      'sms:old': consentWith({ status: 'pending', at: NOON - 40 * DAY }),
    };
    const facts = { ...standing.facts, consents };
    const sends = { ...NO_SENDS, asked: { id: 'msg_0', at: NOON - 40 * DAY } };
    const drafts = read('YES', { standing: { ...standing, facts, sends } });
    expect(detailOf(drafts, 'consent-confirmed').programs).toEqual(['default']);
  });
  test('STOP is heard at any time', () => {
    expect(typesOf(read('STOP', { standing, now: END + DAY }))).toContain('opted-out');
  });
});
