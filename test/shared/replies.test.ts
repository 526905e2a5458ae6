/** Reading whole-body replies: every typed form of every word, and what must stay 'other'. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Keyword } from '#shared/data/keywords.ts';
import { KEYWORDS } from '#shared/data/keywords.ts';
import type { ReplyContext } from '#shared/replies.ts';
import { normaliseReply, readReply } from '#shared/replies.ts';

const isAnswer = ({ intent }: Keyword) => intent === 'confirm' || intent === 'decline';
const asked = (keyword: Keyword): ReplyContext => (isAnswer(keyword) ? { pending: 'opt-in' } : {});

const shiftLetters = (text: string, by: number): string =>
  text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + by));
const FULL_WIDTH = 0xff41 - 0x61;
const MATHEMATICAL_BOLD = 0x1d41a - 0x61;

/** Ways in which people and handsets type one and the same word. */
const FORMS: Readonly<Record<string, (word: string) => string>> = {
  'as in the table': (word) => word,
  'in capitals': (word) => word.toUpperCase(),
  'with a first capital': (word) => word.charAt(0).toUpperCase() + word.slice(1),
  'with a full stop': (word) => `${word}.`,
  'with marks of anger': (word) => `${word}!!!`,
  'with Spanish marks': (word) => `¡${word}!`,
  'in straight quotes': (word) => `"${word}"`,
  'in curly quotes': (word) => `“${word}”`,
  'in French quotes': (word) => `« ${word} »`,
  'with a trailing newline': (word) => `${word}\r\n`,
  'with space around': (word) => `\t  ${word} \u00A0 `,
  'with spaces doubled': (word) => word.replaceAll(' ', '  '),
  'with zero-width characters': (word) => `\uFEFF${[...word].join('\u200B')}\u200D`,
  'with marks of direction': (word) => `\u202A${word}\u202C`,
  'with a soft hyphen': (word) => `${word.slice(0, 1)}\u00AD${word.slice(1)}`,
  'in full width': (word) => shiftLetters(word, FULL_WIDTH),
  'in mathematical bold': (word) => shiftLetters(word, MATHEMATICAL_BOLD),
  'with emoji': (word) => `🛑 ${word} 👎🏽🇺🇸`,
  'with a heart and its variation selector': (word) => `${word} ❤\uFE0F`,
  'letter by letter': (word) => [...word.replaceAll(' ', '')].join(' '),
  'letter by letter with hyphens': (word) => [...word.replaceAll(' ', '')].join('-'),
  'letter by letter with dots': (word) => `${[...word.replaceAll(' ', '')].join('.')}.`,
  'with hyphens for spaces': (word) => word.replaceAll(' ', '-'),
  'with a dash for spaces': (word) => word.replaceAll(' ', '\u2011'),
  'without spaces': (word) => word.replaceAll(' ', ''),
  'with a curly apostrophe': (word) => word.replaceAll("'", '’'),
  'without its apostrophe': (word) => word.replaceAll("'", ''),
  'with combining marks': (word) => word.replaceAll('e', 'e\u0301').replaceAll('a', 'á'),
};

describe('every word of the table is read in every form (KM-01)', () => {
  test.each(Object.entries(FORMS))('%s', (_form, type) => {
    const misread = KEYWORDS.filter((keyword) => {
      const reading = readReply(type(keyword.word), asked(keyword));
      return (
        reading.intent !== keyword.intent ||
        reading.certainty !== keyword.certainty ||
        reading.language !== keyword.language ||
        reading.words === ''
      );
    });
    expect(misread.map(({ word }) => type(word))).toEqual([]);
  });
  test.each(['stop stop', 'STOP STOP STOP', 'Stop! Stop!! stop', 'S-T-O-P stop', 'no no no'])(
    'a single word said over and over: %s',
    (text) => {
      const { intent } = readReply(text, { pending: 'opt-in' });
      expect(intent).toBe(text.startsWith('no') ? 'decline' : 'opt-out');
    },
  );
});

describe('a word inside a longer reply says nothing by itself (KM-04)', () => {
  test.each([
    'bus stop',
    'bus stop at 5',
    'cancel my appointment',
    'cancel Tuesday',
    'end of month works',
    'Stop by at five',
    "don't stop",
    'Don’t stop!',
    'stopped by earlier',
    'quitting time',
    'no problem',
    'no mas tarde',
    'help is on the way',
    'start of next week',
    'stopgap',
    'unstoppable',
    'yes/no',
    '...',
    '👍',
    '\u200B',
    '\u0000',
  ])('%j stays other', (text) => {
    const reading = readReply(text);
    expect(reading).toEqual({
      intent: 'other',
      certainty: 'unsure',
      channels: [],
      scope: 'unstated',
      language: 'und',
      rule: 'none',
      words: '',
    });
  });
});

describe('our own words, quoted back, never opt a person out', () => {
  const ours = [
    'Reply STOP to opt out, HELP for help. Msg & data rates may apply.',
    'Text STOP to end.',
    'Example Motors: you are unsubscribed and will get no more texts. Reply START to rejoin.',
    'Reply YES to confirm or STOP to cancel',
    'Répondez ARRET pour vous désabonner',
    'Responda ALTO para cancelar',
  ];
  const quotes: Readonly<Record<string, (text: string) => string>> = {
    plainly: (text) => text,
    'in quotes': (text) => `“${text}”`,
    'as a tapback': (text) => `Liked “${text}”`,
    'as a mail quotation': (text) => `> ${text}`,
  };
  const cases = ours.flatMap((text) =>
    Object.entries(quotes).map(([how, quote]) => ({ how, text, quoted: quote(text) })),
  );
  test.each(cases)('$how: $text', ({ text, quoted }) => {
    for (const pending of ['opt-in', 'opt-out'] as const) {
      expect(readReply(quoted, { lastText: text, pending }).intent).toBe('other');
    }
  });
});

describe('an opt-out word wins over any open question', () => {
  const stops = KEYWORDS.filter(({ intent }) => intent === 'opt-out');
  test.each(['opt-in', 'opt-out'] as const)('while %s is pending', (pending) => {
    const missed = stops.filter(({ word }) => readReply(word, { pending }).intent !== 'opt-out');
    expect(missed).toEqual([]);
  });
});

describe('what an intent is about', () => {
  test.each([
    ['stop texting me', 'opt-out', ['sms']],
    ['stop pls', 'opt-out', ['sms']],
    ['Stop, please!', 'opt-out', ['sms']],
    ['No más, por favor', 'opt-out', ['sms']],
    ['🛑', 'opt-out', ['sms']],
    ['no calls, no texts, no emails', 'stop-all-contact', ['sms', 'voice', 'email']],
    ['emails are fine but quit texting my cell', 'opt-out', ['sms']],
    ['leave me alone', 'stop-all-contact', ['sms', 'voice', 'email']],
    ['Stop calling me!!', 'stop-calls', ['voice']],
    ['stop emailing me', 'stop-email', ['email']],
    ['Wrong number', 'wrong-number', ['sms', 'voice']],
    ['call me', 'call-me', ['voice']],
    ['START', 'opt-in', ['sms']],
  ])('%s: %s %j', (text, intent, channels) => {
    expect(readReply(text)).toMatchObject({ intent, channels });
  });
  test('the rule and the words say what decided', () => {
    expect(readReply(' “OPT—OUT”. ')).toMatchObject({ rule: 'keyword:opt-out', words: 'opt—out' });
    expect(readReply('S T O P')).toMatchObject({ rule: 'keyword:stop', words: 's t o p' });
  });
});

describe('normal form (KM-01)', () => {
  test.each([
    ['Please STOP, thanks', 7, 11, 'stop'],
    ['  (Désolé)  now', 0, 10, 'desole'],
    ['ok.  It’s  fine', 3, 15, "it's fine"],
    ['so 🛑 NOW', 2, 9, 'now'],
  ])('of a part of %j, from %i to %i: %j', (text, from, to, form) => {
    expect(normaliseReply(text, from, to)).toBe(form);
    expect(normaliseReply(text.slice(from, to))).toBe(form);
  });
  test.each([
    [' STOP\n', 'stop'],
    ['“Désabonner”!! 🛑', 'desabonner'],
    ['ＳＴＯＰ', 'stop'],
    ['¿No  más?', 'no mas'],
    ["Don’t stop'", "don't stop"],
    ['Opt-Out', 'opt-out'],
    ['UNSUBSCRİBE', 'unsubscribe'],
    ['unsubscrıbe', 'unsubscribe'],
    ['a\u0000b', 'a b'],
    ['st\uD800op', 'stop'],
    ['stop 𝄞', 'stop'],
    ['!?', ''],
  ])('%j becomes %j', (text, normal) => {
    expect(normaliseReply(text)).toBe(normal);
  });
});

describe('any bytes are read', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => String.fromCharCode(...bytes)),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
      .map((units) => String.fromCharCode(...units)),
  );

  test('nothing throws, and the record of what decided is bounded', () => {
    fc.assert(
      fc.property(noise, fc.constantFrom(undefined, 'opt-in', 'opt-out'), (text, pending) => {
        const reading = readReply(text, pending === undefined ? {} : { pending });
        expect(reading.words.length).toBeLessThanOrEqual(100);
        if (reading.intent === 'other') expect(reading.certainty).toBe('unsure');
      }),
      { numRuns: 2_000 },
    );
  });

  test('a normal form is its own normal form', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const normal = normaliseReply(text);
        // A picture makes it go the long way, and leaves nothing behind.
        expect(normaliseReply(`${text}\u{1f6d1}`)).toBe(normal);
        expect(normaliseReply(normal)).toBe(normal);
      }),
      { numRuns: 2_000, examples: [['\u1E9E'], ['\u00DF'], ['\u0130']] },
    );
  });

  test('decorations never change what a word means', () => {
    const decoration = fc.string({
      unit: fc.constantFrom(
        ' ',
        '\n',
        '.',
        '!',
        '"',
        '”',
        '\u200B',
        '\uFE0F',
        '🛑',
        '👨‍👩‍👧',
        '*',
        '~',
      ),
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...KEYWORDS),
        decoration,
        decoration,
        (keyword, before, after) => {
          const text = `${before}${keyword.word}${after}`;
          expect(readReply(text, asked(keyword)).intent).toBe(keyword.intent);
        },
      ),
    );
  });

  test.each([
    ['marks', '!'.repeat(9_999)],
    ['marks and a letter', `${'!'.repeat(9_998)}a`],
    ['words', 'stop by '.repeat(2_000)],
    ['piled accents', `e${'\u0301\u0316'.repeat(6_000)}`],
    ['long ligatures', '\uFDFA'.repeat(10_000)],
  ])('ten thousand %s are read without harm', (_what, text) => {
    expect(readReply(text).intent).toBe('other');
  });

  test('text beyond 10,000 characters is cut', () => {
    expect(readReply(`STOP${' '.repeat(10_000)}`).intent).toBe('opt-out');
    expect(normaliseReply('a'.repeat(20_000))).toHaveLength(10_000);
  });
});
