/** A million ways to type the words that act by themselves: every one is read. */
import { expect, test } from 'vitest';
import { KEYWORDS } from '#shared/data/keywords.ts';
import { readReply } from '#shared/replies.ts';

const COUNT = 1_000_000;
const stops = KEYWORDS.filter(({ intent }) => intent === 'opt-out').map(({ word }) => word);

type Change = (word: string, random: () => number) => string;
const shift =
  (by: number): Change =>
  (word) =>
    word.replace(/[a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + by));
const pick = <One>(list: readonly One[], random: () => number): One =>
  list[Math.floor(random() * list.length)] as One;

const CASES: readonly Change[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.charAt(0).toUpperCase() + word.slice(1),
  (word, random) => [...word].map((one) => (random() < 0.5 ? one.toUpperCase() : one)).join(''),
  shift(0xff41 - 0x61),
  shift(0x1d41a - 0x61),
];
const LOOKS: Readonly<Record<string, string>> = {
  a: 'аá4',
  c: 'с',
  e: 'еé3',
  i: 'іí1',
  o: 'оöο0',
  p: 'р',
  l: '1',
  s: 'ѕ5',
  t: 'τ7',
  x: 'х',
  y: 'у',
  n: 'ñ',
};
const LETTERS: readonly Change[] = [
  (word) => word,
  (word, random) => {
    const typed = [...word]
      .map((one) => (random() < 0.5 ? pick([...(LOOKS[one] ?? one)], random) : one))
      .join('');
    // Without a letter it is a number: "4170".
    return /\p{L}/u.test(typed) ? typed : word;
  },
  (word) => [...word].join('\u200B'),
];
const SPACES: readonly Change[] = [
  (word) => word,
  (word) => word.replaceAll(' ', ''),
  (word) => word.replaceAll(' ', '-'),
  (word) => word.replaceAll(' ', '   '),
  (word) => [...word].filter((one) => one !== ' ').join(' '),
  (word) => [...word].filter((one) => one !== ' ').join('.'),
];
const AROUND = [
  '',
  ' ',
  '!',
  '!!!',
  '.',
  '...',
  '\n',
  '🛑',
  ' 🙏',
  '"',
  '”',
  '*',
  '~',
  '\u200B',
  '\uFE0F',
];

test('a million variants of the opt-out words are opt-outs', () => {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const missed: string[] = [];
  for (let i = 0; i < COUNT; i += 1) {
    const word = pick(stops, random);
    // Capitals of look-alikes and spaces between them are all one to a reader.
    const inner = pick(SPACES, random)(
      pick(LETTERS, random)(pick(CASES, random)(word, random), random),
      random,
    );
    const text = pick(AROUND, random) + inner + pick(AROUND, random);
    if (readReply(text).intent !== 'opt-out' && missed.push(`${word}: ${text}`) > 20) break;
  }
  expect(missed).toEqual([]);
}, 120_000);
