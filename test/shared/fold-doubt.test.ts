/** What a ruling lifts: the block of the one misread text, and nothing that anybody else closed. */
import { describe, expect, test } from 'vitest';
import { MAX_DOUBTS } from '#shared/fold-doubt.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import { isClosed } from '#shared/standing.ts';
import { entryDraft, factsAfter, NOON, optInDraft, optOutDraft } from './fixtures.ts';

const id = (n: number) => `rev_${String(n).repeat(32)}`;
type Channels = Parameters<typeof optOutDraft>[0];
const likely = (n: number, channels: Channels = ['sms'], news = {}) =>
  optOutDraft(channels, { review: id(n), ...news });
const ruled = (n: number, ruling: 'opt-out' | 'not-opt-out' = 'not-opt-out') =>
  entryDraft('review-ruled', { review: id(n), ofSeq: 1, ruling, reason: 'Bus stop.', lifted: [] });

const open = (...drafts: EntryDraft[]) => !isClosed(factsAfter(...drafts), 'sms');

describe('not-opt-out of a likely text', () => {
  test('lifts the block that it made, of every channel', () => {
    const facts = factsAfter(likely(1, ['sms', 'voice']), ruled(1));
    expect(facts.revoked).toEqual({});
    expect(facts.doubted).toBeUndefined();
  });
  test('does not bring the person back: no consent is touched, nobody has come back', () => {
    const facts = factsAfter(likely(1), ruled(1));
    expect(facts.consents).toEqual({});
    expect(facts.cameBackAt).toBeUndefined();
  });
  test.each([
    ['STOP before', [optOutDraft(), likely(1), ruled(1)]],
    ['STOP since', [likely(1), optOutDraft(), ruled(1)]],
    ['STOP at the same instant', [likely(1), optOutDraft(['sms'], {}, { at: NOON }), ruled(1)]],
    ['another likely text since', [likely(1), likely(2), ruled(1)]],
    ['another likely text before', [likely(1), likely(2), ruled(2)]],
    ['a ruling that it was an opt-out', [likely(1), ruled(1, 'opt-out'), ruled(1)]],
    ['another ruled an opt-out', [likely(1), likely(2), ruled(2, 'opt-out'), ruled(1)]],
    ['a ruling on another text only', [likely(1), ruled(2)]],
  ] as const)('lifts nothing after %s', (_, drafts) => {
    expect(open(...drafts)).toBe(false);
  });
  test('of the last of several, it lifts', () => {
    expect(open(likely(1), likely(2), ruled(2), ruled(1))).toBe(true);
  });
  test('leaves what was left before in a narrower scope', () => {
    const facts = factsAfter(optOutDraft(['sms'], { program: 'news' }), likely(1), ruled(1));
    expect(facts.revoked).toEqual({ 'sms:news': NOON });
  });
  test('leaves a STOP of one channel where the likely text closed two', () => {
    const facts = factsAfter(likely(1, ['sms', 'voice']), optOutDraft(['sms']), ruled(1));
    expect(facts.revoked).toEqual({ 'sms:*': NOON });
  });
  test('a new STOP after START is no doubted one', () => {
    expect(open(likely(1), optInDraft(), optOutDraft(), ruled(1))).toBe(false);
  });
  test('whoever is read so too often means it', () => {
    const all = Array.from({ length: MAX_DOUBTS + 1 }, (_, n) => n);
    expect(open(...all.map((n) => likely(n)), ...all.map((n) => ruled(n)))).toBe(false);
    const some = all.slice(1);
    expect(open(...some.map((n) => likely(n)), ...some.map((n) => ruled(n)))).toBe(true);
  });
});

test('what was lifted by evidence of the person is not doubted any more', () => {
  const lift = entryDraft('dnd-changed', { sms: false, reason: 'called', evidence: { call: '1' } });
  expect(factsAfter(likely(1), lift).doubted).toBeUndefined();
});
