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
  const signatures = [
    '\n\nSent from my iPhone',
    '\nEnviado desde mi iPhone',
    '\nEnvoyé de mon iPhone',
    '. Thank you',
    ', thanks!',
    ' - Pat',
    '\nPat Doe',
    ' -JD',
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
  const ours = Object.values(DEFAULT_TEMPLATES).flatMap((template) =>
    (['en', 'es', 'fr'] as const).map((language) =>
      template[language].replaceAll('{brand}', 'Example Motors'),
    ),
  );
  test.each(ours)('are no opt-out: %s', (text) => {
    for (const quoted of [
      `Liked “${text}”`,
      `> ${text.replaceAll('\n', '\n> ')}`,
      `A aimé « ${text} »`,
      `Le gustó “${text}”`,
    ]) {
      expect(outcomeOf(readReply(quoted, { lastText: text })), quoted).toBe('let-be');
      expect(outcomeOf(readReply(quoted)), quoted).toBe('let-be');
    }
    expect(outcomeOf(readReply(text, { lastText: text }))).toBe('let-be');
  });
});

describe('what may be meant is asked about, not acted on', () => {
  test.each(['end stop', 'the wrong number of tyres', 'salir gracias'])('%s', (text) => {
    const { certainty, intent } = readReply(text);
    expect(certainty).toBe('unsure');
    expect(intent).not.toBe('other');
  });
});
