/** For any text: it never throws, does work in proportion, quotes what stands there. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, MAX_BODY, tokensOf } from '#shared/content/tokens.ts';
import {
  type AboutText,
  MAX_FINDINGS,
  MAX_QUOTE,
  readContent,
  readCounted,
} from '#shared/content.ts';
import { CONTENT_LISTS } from '#shared/data/content-words.ts';
import { MUST_FIND } from './content/found.ts';

const NONE = { words: [], shorteners: [], domains: [] };
const about: AboutText = {
  brand: 'Example Motors',
  category: 'marketing',
  lists: CONTENT_LISTS,
  own: NONE,
};

/** Pieces that lists, links and disguise react to, beside anything at all. */
const piece = fc.oneof(
  fc.constantFrom('reply ', 'to ', 'stop ', 'your ', 'account ', 'only ', 'way ', 'gun ', 'sale '),
  fc.constantFrom(
    '. ',
    ', ',
    '://',
    'http',
    'bit.ly/',
    '.',
    '@',
    '$',
    '%',
    '(dot)',
    '[.]',
    "'",
    '!',
  ),
  fc.constantFrom('w.e.e.d', 'l0an', 'ооо', '\u200B', '\uD83D', '\u0301', '５', 'ﷺ', '漢', '😀'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const body = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  test('is read without an error, whatever it and the account hold', () => {
    const words = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 5 });
    fc.assert(
      fc.property(body, words, words, words, words, (text, brand, own, shorteners, domains) => {
        const found = readContent(text, {
          ...about,
          brand: brand.join(' '),
          own: { words: own, shorteners, domains },
        });
        expect(found.length).toBeLessThanOrEqual(MAX_FINDINGS);
      }),
    );
  });
  test('is quoted as written, at most so long, with advice and citation', () => {
    fc.assert(
      fc.property(body, (text) => {
        for (const { kind, quote, advice, citation } of readContent(text, about)) {
          expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE);
          if (kind !== 'all-caps') expect(text).toContain(quote);
          expect(advice).not.toBe('');
          expect(citation).not.toBe('');
        }
      }),
    );
  });
  test('gives the same findings each time', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(readContent(text, about)).toEqual(readContent(text, { ...about }));
      }),
    );
  });
  test('is cut in words that stand in it, in order, none over another', () => {
    fc.assert(
      fc.property(body, (text) => {
        let last = 0;
        for (const { form, start, end } of tokensOf(foldText(text))) {
          expect(form).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = start;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('the work', () => {
  const stepsFor = (text: string): number => {
    const work = { steps: 0 };
    readCounted(text, about, work);
    return work.steps;
  };
  /** What the fullest first word of the tables costs, thrice for the readings behind disguise. */
  const MOST_STEPS_A_CHARACTER = 400;

  test('is bounded by the length of the text', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(stepsFor(text)).toBeLessThanOrEqual(MOST_STEPS_A_CHARACTER * (text.length + 1));
      }),
    );
  });
  test.each(['to stop ', 'your account ', 'reply ', 'a', '. ', '$', 'w.e.e.d ', '://', 'bit.ly/'])(
    'grows in proportion on %j said over and over',
    (unit) => {
      const once = stepsFor(unit.repeat(200));
      const twice = stepsFor(unit.repeat(400));
      expect(twice).toBeLessThanOrEqual(2 * once + 100);
    },
  );
  test('ends where the text is cut', () => {
    const full = 'to stop '.repeat(MAX_BODY / 8);
    expect(stepsFor(full.repeat(3))).toBe(stepsFor(full));
  });
});

describe('a word that an account adds', () => {
  const word = fc.stringMatching(/^[b-df-hj-np-tv-xz]{5,9}$/);
  const everyday = fc.constantFrom(
    'Example Motors: your truck is ready at 5.',
    'Example Motors: the keys are at the desk.',
    'Example Motors: see you on Tuesday.',
  );
  test('is found exactly where it stands, and changes nothing else', () => {
    fc.assert(
      fc.property(word, everyday, fc.nat(8), (own, text, at) => {
        const words = text.split(' ');
        const longer = [
          ...words.slice(0, 2),
          ...words.slice(2, 2 + at),
          own,
          ...words.slice(2 + at),
        ];
        const listed = { ...about, own: { ...NONE, words: [own] } };
        expect(readContent(text, listed)).toEqual([]);
        const found = readContent(longer.join(' '), listed);
        expect(found.map(({ category, quote }) => [category, quote])).toEqual([
          ['account-list', own],
        ]);
        expect(readContent(longer.join(' '), about)).toEqual([]);
      }),
    );
  });
});

describe('what must be found stays found', () => {
  const texts = Object.entries(MUST_FIND).flatMap(([what, some]) =>
    some.map((text) => ({ what, text })),
  );
  test('between everyday sentences, and with invisible characters in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(40), ({ what, text }, at) => {
        const hidden = `${text.slice(0, at)}\u200B${text.slice(at)}`;
        const found = readContent(`Example Motors here. ${hidden} . See you at 5.`, about);
        expect(found.map(({ kind, category }) => category ?? kind)).toContain(what);
      }),
    );
  });
});
