/** What holds of any reply: no bytes harm, politeness and signatures change nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEYWORDS } from '#shared/data/keywords.ts';
import { DEFAULT_TEMPLATES } from '#shared/data/templates.ts';
import { readReply } from '#shared/replies.ts';
import { seeded } from '../arbitraries.ts';
import { isStop, outcomeOf, readSets } from './sets.ts';

const LONGEST = 10_000;
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom('stop', 'no', 'texting', 'me', '.', '’', '$', '@', '1', '🛑', '\u200B'),
      {
        maxLength: 200,
      },
    )
    .map((parts) => parts.join('')),
);

describe('any bytes', () => {
  test('are read without harm, and the same twice', () => {
    fc.assert(
      fc.property(noise, fc.constantFrom(undefined, 'opt-in', 'opt-out'), (text, pending) => {
        const context = pending === undefined ? {} : { pending };
        const reading = readReply(text, context);
        expect(reading.words.length).toBeLessThanOrEqual(100);
        expect(readReply(text, context)).toEqual(reading);
      }),
      seeded('any reply', 3_000),
    );
  });
  test('are read the same whatever was read before', () => {
    const texts = readSets('held-out').map(({ text }) => text);
    const alone = texts.map((text) => readReply(text));
    const [long = ''] = texts.toSorted((a, b) => b.length - a.length);
    for (const [i, text] of texts.entries()) {
      readReply(i % 2 === 0 ? long : 'no');
      expect(readReply(text)).toEqual(alone[i]);
    }
    for (const before of [long, 'no', 'one two three four five']) {
      readReply(before);
      expect(readReply('Good evening Pat. STOP').certainty, before).toBe('likely');
    }
  });
  test.each([
    ['one letter', 'a'],
    ['known words run together', 'nonostop'],
    ['words of doubt', 'no me '],
    ['quotation marks', '"“'],
    ['new lines', '\n'],
    ['new lines of a machine', '\r\n'],
    ['quoted lines', '> \n'],
    ['elided letters', "l'"],
    ['single letters', 's '],
    ['pictures', '🛑👍'],
    ['high surrogates', '\uD83D'],
    ['ligatures', 'ﬁ'],
    ['accents', 'e\u0301\u0316'],
  ])('ten thousand characters of %s cost no more for each than two thousand', (_, unit) => {
    const cost = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      readReply(text);
      const before = process.cpuUsage();
      for (let i = 0; i < 20; i += 1) readReply(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    cost(LONGEST);
    // Five times as much text: ten times the cost leaves room for a busy machine, 25 is a square.
    expect(cost(LONGEST)).toBeLessThan(Math.max(10 * cost(2_000), 40_000));
  });
});

describe('what stands around an opt-out word', () => {
  // STP is a STOP by itself only: beside other words it is the French "please".
  const stops = KEYWORDS.filter(({ intent, word }) => intent === 'opt-out' && word !== 'stp').map(
    ({ word }) => word,
  );
  const polite = ['please', 'thanks', 'por favor', 'gracias', 'svp', 'merci', 'sir'];
  const courteous = [
    'no thanks',
    'no thank you',
    'no gracias',
    'non merci',
    'yes',
    'sí',
    'oui',
    'sorry',
    'désolé',
    'merci mais',
    'gracias pero',
    'with respect',
    'excuse me',
    'good evening',
    'HELP',
    'START',
  ];
  const signatures = [
    '\n\nSent from my iPhone',
    '\nEnviado desde mi iPhone',
    '\nEnvoyé de mon iPhone',
    '. Thank you',
    ', thanks!',
    ' - Pat',
    '\nPat Doe',
    ' -JD',
    '\nPat Doe\n555-010-0100',
    '\n--\nAnn Lemieux, Wesley Motors',
    '. Kowalski',
  ];
  const lost = (texts: readonly string[]): string[] =>
    texts.filter((text) => outcomeOf(readReply(text)) === 'let-be');
  test('politeness never makes it nothing', () => {
    const texts = stops.flatMap((word) =>
      polite.flatMap((kind) => [`${kind} ${word}`, `${word} ${kind}`]),
    );
    expect(lost(texts)).toEqual([]);
  });
  test('nor does a yes, a no, an apology or another word of law, beside a word of the lists', () => {
    const published = KEYWORDS.filter(
      ({ confidence, intent, word }) =>
        intent === 'opt-out' && confidence !== 'M' && word !== 'stp',
    );
    const texts = published.flatMap(({ word }) =>
      courteous.flatMap((kind) => [`${kind} ${word}`, `${kind}, ${word.toUpperCase()}`]),
    );
    expect(lost(texts)).toEqual([]);
  });
  test('nor does a signature', () => {
    // TD is a bank too, and "salir" is what people do in the evening.
    const clear = stops.filter((word) => word !== 'td' && word !== 'salir');
    expect(lost(clear.flatMap((word) => signatures.map((after) => word + after)))).toEqual([]);
  });
  test('nor on the labelled opt-outs that are acted on', () => {
    const acted = readSets('tuned').filter(
      (one) => isStop(one) && !one.pending && outcomeOf(readReply(one.text, one)) === 'acted',
    );
    expect(acted.length).toBeGreaterThan(500);
    // A keyword in two pieces is known only where nothing else is said.
    const typed = acted.filter(({ text }) => !/^un sub/i.test(text));
    expect(lost(typed.map(({ text }) => `Hello, ${text} thank you`))).toEqual([]);
  });
});

describe('our own words, quoted back', () => {
  const filled = (template: string): string =>
    template
      .replaceAll('{brand}', 'Example Motors')
      .replaceAll('{program}', 'Listings')
      .replaceAll(/\{\w+\}/g, '555-0100');
  // The subject of a mail is five words, and comes back in no text.
  const ours = Object.entries(DEFAULT_TEMPLATES)
    .filter(([name]) => name !== 'opt-in-mail-subject')
    .flatMap(([, template]) => (['en', 'es', 'fr'] as const).map((one) => filled(template[one])));
  const quotes: Readonly<Record<string, (text: string) => string>> = {
    'as they went out': (text) => text,
    'with nothing but a mark': (text) => `${text} ??`,
    'in small letters': (text) => text.toLowerCase(),
    'after a picture': (text) => `👀 ${text}`,
    'by a tapback': (text) => `Liked “${text}”`,
    'by a French tapback': (text) => `A aimé « ${text} »`,
    'by a Spanish tapback': (text) => `Le gustó “${text}”`,
    'by a mail program': (text) => `> ${text.replaceAll('\n', '\n> ')}`,
    twice: (text) => `${text}\n${text}`,
  };
  test.each(ours)('are no opt-out: %s', (text) => {
    for (const [how, quote] of Object.entries(quotes)) {
      const quoted = quote(text);
      expect(outcomeOf(readReply(quoted, { lastText: text })), `${how}, the last`).toBe('let-be');
      expect(outcomeOf(readReply(quoted)), `${how}, long after`).toBe('let-be');
    }
  });
  test.each(ours)('take no STOP away that stands beside them: %s', (text) => {
    for (const said of [
      `${text}\nSTOP`,
      `stop texting me. ${text}`,
      `${text} take me off your list`,
    ]) {
      expect(outcomeOf(readReply(said)), said).not.toBe('let-be');
    }
  });
  test('nor do those that an account words itself', () => {
    const templates = ['{brand}: no more messages will come to this phone, ever. Take care!'];
    const text = 'Example Motors: no more messages will come to this phone, ever. Take care!';
    expect(outcomeOf(readReply(text))).not.toBe('let-be');
    expect(outcomeOf(readReply(text, { templates }))).toBe('let-be');
    expect(outcomeOf(readReply(`${text} And stop texting me.`, { templates }))).not.toBe('let-be');
    expect(outcomeOf(readReply('stop texting me', { templates: ['stop {brand} me'] }))).toBe(
      'acted',
    );
  });
});

describe('what may be meant is asked about, not acted on', () => {
  test.each(['end stop', 'the wrong number of tyres', 'salir gracias'])('%s', (text) => {
    const { certainty, intent } = readReply(text);
    expect(certainty).toBe('unsure');
    expect(intent).not.toBe('other');
  });
});
