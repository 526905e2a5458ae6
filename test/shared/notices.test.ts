/** Words that a text owes: how to stop, and who sends it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carriesSenderName,
  carriesStopWord,
  withOptOutLine,
  withSenderName,
} from '#shared/notices.ts';

describe('a text tells how to stop when it asks for a command or shows one in capitals', () => {
  test.each([
    'Reply STOP to opt out',
    'reply stop to opt out',
    'REPLY STOP TO END',
    'txt stop',
    'Text "stop".',
    'Reply Cancel.',
    'Reply with the word STOP',
    'Reply HELP for help or STOP.',
    'Respond END at any time',
    'Opt out by texting STOP to 12345',
    'Text OPT OUT to leave',
    'text opt-out to 12345',
    'Send QUIT, END or CANCEL',
    'Text us back STOP to leave',
    'Répondez ARRET pour vous désabonner',
    'Répondez ARRÊT pour vous désabonner',
    'Envoyez le mot arret pour vous desabonner',
    'Textez STOP au 12345',
    'Responda ALTO para salir',
    'Envíe la palabra BAJA para cancelar',
    'mande no mas para salir',
    'HELP for help, STOP to end',
    'AIDE pour de l’aide, STOP pour arrêter',
    'END to leave',
    'STOP=end',
    'STOP2END',
    'STOP 2 quit',
    'Your car is ready.\nSTOP',
    'Your car is ready (STOP)',
    'Msg rates apply. HELP/STOP',
    'ＳＴＯＰ',
    'Unsubscribe any time',
    'To unsubscribe: acme.example/u',
  ])('%j does', (body) => {
    expect(carriesStopWord(body)).toBe(true);
  });
  test.each([
    'Our sale runs until the end of May',
    'Stop by any time',
    'Text us before you stop by',
    'If you got this text, stop by today',
    'Reply by the end of the day',
    'Please reply end of day',
    'Send end of month numbers',
    'Text Pat to cancel your visit',
    'Reply C to cancel your visit',
    'We have quit selling tires',
    'The new STOP sign at Main St',
    'STOP! This weekend only',
    'STOP scrolling and see our cars',
    'DON’T STOP BELIEVING',
    'WEST END AUTO: YOUR CAR IS READY',
    'TEXT STOP BY OUR STORE',
    'Your TD loan is paid',
    'Visit us in BAJA this fall',
    'La fin de semaine arrive',
    'Precio alto para su auto',
    'Our nonstop weekend sale',
    'Replying stopped the clock',
    'Unsubscribed',
    'Reply STOPPED',
    'Arrêt',
    '',
  ])('%j does not', (body) => {
    expect(carriesStopWord(body)).toBe(false);
  });
  test('in time that grows with the text, whatever it holds', () => {
    for (const piece of ['reply ', 'reply or ', 'text STOP', 'STOP\n \n', 'répondez le ', ' (']) {
      const start = performance.now();
      carriesStopWord(piece.repeat(1_600));
      expect(performance.now() - start).toBeLessThan(100);
    }
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
