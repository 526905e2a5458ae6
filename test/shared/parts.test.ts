/** Texts that come in several parts: which belong together, and what their words are in order. */
import { describe, expect, test } from 'vitest';
import type { LedgerEntry } from '#shared/ledger.ts';
import { MAX_PARTS, PARTS_WITHIN_MS, partOf, wholeOf, withoutMark } from '#shared/parts.ts';
import { ledgerOf, NOON, receivedDraft } from './fixtures.ts';
import { detailOf, read, readAs, typesOf } from './inbound.helpers.ts';

const received = (body: string, { at = NOON, sender = 'main' } = {}) =>
  receivedDraft(body, { sender }, at);
const entriesOf = (...drafts: ReturnType<typeof received>[]): LedgerEntry[] =>
  drafts.length === 0 ? [] : ledgerOf(drafts).entries.map(({ entry }) => entry);
const ABOUT = { receivedAt: NOON, sender: 'main' };
const joined = (body: string, ...before: string[]) =>
  wholeOf(body, ABOUT, entriesOf(...before.map((one) => received(one))))?.text;

describe('the mark of a part', () => {
  test.each([
    ['(1/2) take me', 1, 2, 'take me'],
    ['[2/3]off', 2, 3, 'off'],
    ['(2 of 2) your list', 2, 2, 'your list'],
    ['take me (1/2)', 1, 2, 'take me'],
    ['1/2 take me', 1, 2, 'take me'],
    ['2/2: your list', 2, 2, 'your list'],
    [`(10/${MAX_PARTS}) end`, 10, 10, 'end'],
  ])('%s', (body, part, of, text) => {
    expect(partOf(body)).toMatchObject({ part, of, text });
  });
  test.each([
    'take me off',
    '(1/1) alone',
    '(3/2) more than there are',
    '(0/2) none',
    `(1/${MAX_PARTS + 1}) more than carriers make`,
    '11/22 works for me',
    '(2/2)',
    'pay 1/2 now',
    'STOP',
    '',
  ])('"%s" has none', (body) => expect(partOf(body)).toBeUndefined());
  test('in brackets is no word of the person; a bare one may be', () => {
    expect(withoutMark('(1/2) STOP')).toBe('STOP');
    expect(withoutMark('STOP [2/2]')).toBe('STOP');
    expect(withoutMark('1/2 price?')).toBe('1/2 price?');
  });
  test.each([' ', '(', '(1/2) ', '1 ', '\n'])('is found at once in a long text of %j', (piece) => {
    const start = performance.now();
    partOf(piece.repeat(10_000));
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('the parts of one text', () => {
  test('are read in their order, however they came', () => {
    expect(joined('(2/2) b', '(1/2) a')).toBe('a b');
    expect(joined('(1/2) a', '(2/2) b')).toBe('a b');
    expect(joined('(2/3) b', '(3/3) c', '(1/3) a')).toBe('a b c');
    expect(joined('b (2/2)', 'a (1/2)')).toBe('a b');
    expect(joined('2/2 b', '1/2 a')).toBe('a b');
  });
  test('are read as far as they are there', () => {
    expect(joined('(3/3) c', '(1/3) a')).toBe('a c');
    expect(joined('(2/2) b')).toBeUndefined();
    expect(joined('a text without a mark', '(1/2) a')).toBeUndefined();
  });
  test('say which entries they are', () => {
    const entries = entriesOf(received('(1/3) a'), received('else'), received('(2/3) b'));
    expect(wholeOf('(3/3) c', ABOUT, entries)?.readWith).toEqual([1, 3]);
  });
  test.each([
    ['of another number of parts', '(1/3) a'],
    ['with a mark of another form', 'a (1/2)'],
    ['the same part once more', '(2/2) a'],
    ['without a mark', 'a'],
  ])('none of them is one %s', (_, before) => {
    expect(joined('(2/2) b', before)).toBeUndefined();
  });
  test('of two long texts are kept apart', () => {
    const first = ['(1/2) a', '(2/2) b'];
    expect(joined('(1/2) c', ...first)).toBeUndefined();
    expect(joined('(2/2) d', ...first, '(1/2) c')).toBe('c d');
    expect(joined('(2/2) d', '(1/2) a', '(1/2) c')).toBe('c d');
  });
  test('come within five minutes, to the millisecond', () => {
    const at = (age: number) =>
      wholeOf('(2/2) b', ABOUT, entriesOf(received('(1/2) a', { at: NOON - age })))?.text;
    expect(at(PARTS_WITHIN_MS)).toBe('a b');
    expect(at(PARTS_WITHIN_MS + 1)).toBeUndefined();
  });
  test('go to one number', () => {
    const entries = entriesOf(received('(1/2) a', { sender: 'other' }));
    expect(wholeOf('(2/2) b', ABOUT, entries)).toBeUndefined();
    expect(wholeOf('(2/2) b', { ...ABOUT, sender: 'other' }, entries)?.text).toBe('a b');
  });
});

describe('a part is read', () => {
  const whole = {
    text: 'We bought another car last week, so take me off your list',
    readWith: [3],
  };
  test('with the others, and keeps its own words in the ledger', () => {
    const drafts = read('(2/2) me off your list', { whole });
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-out']);
    expect(detailOf(drafts, 'message-received')).toMatchObject({
      body: '(2/2) me off your list',
      intent: 'opt-out',
      certainty: 'certain',
      readWith: [3],
    });
  });
  test('as it is where it stands alone', () => {
    const drafts = read('(2/2) me off your list');
    expect(typesOf(drafts)).not.toContain('opted-out');
    expect(detailOf(drafts, 'message-received').readWith).toBeUndefined();
  });
  test('as no wish where the whole is none', () => {
    const text = 'We will come by on Friday at noon and we would like to leave your car with you';
    const drafts = read('(2/2) leave your car with you', { whole: { text, readWith: [3] } });
    expect(typesOf(drafts)).toEqual(['message-received']);
  });
  test('as an opt-out where it is a certain one by itself, whatever stands before it', () => {
    const text = 'I will be at the bus STOP';
    const drafts = read('(2/2) STOP', { whole: { text, readWith: [3] } });
    expect(detailOf(drafts, 'opted-out')).toMatchObject({ rule: 'keyword:stop', words: 'stop' });
    expect(detailOf(drafts, 'message-received').readWith).toBeUndefined();
  });
  test('a likely one by itself gives way to the whole', () => {
    const drafts = readAs({ certainty: 'likely' }, { whole: { text: 'x', readWith: [3] } });
    expect(detailOf(drafts, 'message-received').readWith).toEqual([3]);
  });
});
