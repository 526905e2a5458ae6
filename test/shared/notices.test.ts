/** Words that a text owes: how to stop, and who sends it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carriesSenderName,
  carriesStopWord,
  withOptOutLine,
  withSenderName,
} from '#shared/notices.ts';

describe('a text tells how to stop when it has one of the six words, whole', () => {
  test.each([
    'Reply STOP to opt out',
    'txt stop',
    'Unsubscribe any time',
    'STOPALL ends all',
    'Reply Cancel.',
    'END to leave',
    'or (quit)',
    'Stop\n',
    'Text "stop".',
    'ＳＴＯＰ',
  ])('%j does', (body) => {
    expect(carriesStopWord(body)).toBe(true);
  });
  test.each([
    'Our nonstop weekend sale',
    'Stopped by?',
    'We are unstoppable',
    'Unsubscribed',
    'cancelled',
    'friend',
    'ending soon',
    'quite',
    'STOP2END',
    'Arrêt',
    '',
  ])('%j does not', (body) => {
    expect(carriesStopWord(body)).toBe(false);
  });
});

describe('a text names its sender', () => {
  test.each([
    ['Example Motors: your car is ready', 'Example Motors'],
    ['your car is ready. EXAMPLE  MOTORS', 'Example Motors'],
    ['This is Pat at example motors!', 'Example Motors'],
    ['It is Example Motors’ sale', 'Example Motors'],
    ['Café Río: table ready', 'Cafe Rio'],
    ['Cafe Rio: table ready', 'Café Río'],
    ['Smith & Co here', 'Smith & Co.'],
    ['O’Brien Law: a reminder', "O'Brien Law"],
    ['cars.example: ready', 'cars.example'],
    ['(東京): hello', '東京'],
    ['anything', ''],
  ])('%j names %j', (body, brand) => {
    expect(carriesSenderName(body, brand)).toBe(true);
  });
  test.each([
    ['Your car is ready', 'Example Motors'],
    ['Example of good Motors', 'Example Motors'],
    ['Counterexample Motors', 'Example Motors'],
    ['Example Motorsport', 'Example Motors'],
    ['See https://acme.example/acme', 'Acme'],
    ['See www.acme.example', 'Acme'],
    ['See acme.example/sale', 'Acme'],
    ['Write to pat@acme.example', 'Acme'],
    ['', 'Acme'],
  ])('%j does not name %j', (body, brand) => {
    expect(carriesSenderName(body, brand)).toBe(false);
  });
  test('the name is put in front when missing, and only then', () => {
    expect(withSenderName('Ready at 3.', ' Acme ')).toBe('Acme: Ready at 3.');
    expect(withSenderName('Acme: Ready at 3.', 'Acme')).toBe('Acme: Ready at 3.');
    expect(withSenderName('Ready at 3. - acme', 'Acme')).toBe('Ready at 3. - acme');
    expect(withSenderName('a.example/b: Ready', 'a.example/b')).toBe('a.example/b: Ready');
  });
  test('once named, always named', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (body, brand) => {
        const named = withSenderName(body, brand);
        expect(named.endsWith(body)).toBe(true);
        expect(withSenderName(named, brand)).toBe(named);
      }),
    );
  });
});

describe('the opt-out line', () => {
  const line = 'Reply STOP to opt out.';
  test('is the last line', () => {
    expect(withOptOutLine('See you at 3.', line)).toBe('See you at 3.\nReply STOP to opt out.');
    expect(withOptOutLine('See you at 3.\n', line)).toBe('See you at 3.\nReply STOP to opt out.');
    expect(withOptOutLine('', line)).toBe(line);
  });
  test.each([
    'See you at 3.\nReply STOP to opt out.',
    'reply stop to opt-out',
    'Reply STOP to opt out. Thanks!',
  ])('is not doubled: %j', (body) => {
    expect(withOptOutLine(body, line)).toBe(body);
  });
  test('is left out when there is none', () => {
    expect(withOptOutLine('See you at 3.', ' ')).toBe('See you at 3.');
  });
  test('is never doubled, whatever text and line', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (body, owed) => {
        const once = withOptOutLine(body, owed);
        expect(withOptOutLine(once, owed)).toBe(once);
      }),
    );
  });
});
