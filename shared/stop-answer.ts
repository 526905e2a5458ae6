/**
 * Whether a text is a clear NO to "Do you want us to stop texting you?": the word alone, twice,
 * with words that say to go on (data/stop-answers.ts), or with a name below it. All of the text
 * must be that: what says anything else leaves the question open, and silence ends the texts.
 */
import { KEYWORDS } from './data/keywords.ts';
import {
  type GoingOn,
  STOP_ANSWER_GOES_ON,
  STOP_ANSWER_NO,
  STOP_ANSWER_NO_NAMES,
} from './data/stop-answers.ts';
import { normaliseReply } from './replies.ts';

const NO_WORDS: ReadonlySet<string> = new Set(STOP_ANSWER_NO);
/** "No, I'd like you to keep texting me please, thank you." Longer texts are talk. */
const MAX_LENGTH = 120;
const MAX_LINES_BELOW = 2;

/** @param isWish whether words by themselves may ask for an end of something */
export function isClearNo(body: string, isWish: (words: string) => boolean): boolean {
  if (NO_WORDS.has(normaliseReply(body))) return true;
  if (body.length > MAX_LENGTH) return false;
  const lines = body.split(/[\r\n]+/u).filter((line) => /\p{L}/u.test(line));
  for (let below = 0; below < MAX_LINES_BELOW && lines.length > 1; below += 1) {
    if (!isSignature(lines.at(-1) ?? '', isWish)) break;
    lines.pop();
  }
  // The end of a line parts as a full stop does.
  return saysNo(normaliseReply(lines.join('. ')));
}

/** What telephones write below a text by themselves, up to the name of the device. */
const OF_DEVICE =
  /^\s*(?:sent|enviado|envoy[ée])\s(?:from|with|via|desde|con|de|depuis|avec)\s(?:my |mi |mon )?/iu;
const DEVICE = /^[\p{L}\p{N} ]{1,30}\.?\s*$/u;
/** "Pat", "Pat Doe", "-pat": one to three words, with large letters or after a dash. */
const NAME =
  /^\s*(?:\p{Lu}[\p{L}'’-]*\.?(?: \p{Lu}[\p{L}'’-]*\.?){0,2}|[-–—~] ?\p{L}+(?: \p{L}+)?)\s*$/u;

/** Words of the keyword table are no names: "NO", and below it "More", "Thanks", "Stop". */
const MEANT: ReadonlySet<string> = new Set([
  ...KEYWORDS.flatMap(({ word }) => word.split(/[^a-z]+/)).filter((word) => word.length > 1),
  ...STOP_ANSWER_NO_NAMES,
]);

function isSignature(line: string, isWish: (words: string) => boolean): boolean {
  const device = line.replace(OF_DEVICE, '');
  if (device !== line) return DEVICE.test(device) && !isMeant(device);
  // With the NO before it as well: "Bye" is nothing, "No. Bye" may be.
  return NAME.test(line) && !isMeant(line) && !isWish(line) && !isWish(`No. ${line}`);
}

const isMeant = (line: string): boolean =>
  wordsOf(normaliseReply(line)).some((word) => MEANT.has(word));

const wordsOf = (form: string): string[] =>
  form
    .replaceAll("'", '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Of a text in the form of the record: the NO, how it is parted from the rest, and the rest. */
const NO_AND_REST = /^(\p{L}+)([^\p{L}\p{N}']+)(.+)$/u;

function saysNo(form: string): boolean {
  if (NO_WORDS.has(form)) return true;
  const [, no = '', between = '', rest = ''] = NO_AND_REST.exec(form) ?? [];
  if (!NO_WORDS.has(no)) return false;
  // NO said again: the last one is what the rest is parted from.
  if (saysNo(rest)) return true;
  const parted = between.trim() === '' ? 'space' : 'sign';
  const words = wordsOf(rest);
  return PATTERNS.some(
    (pattern) => (pattern.after === 'anything' || pattern.after === parted) && fits(pattern, words),
  );
}

interface Pattern {
  readonly after: GoingOn['after'];
  readonly lead: ReadonlySet<string>;
  readonly goOn: readonly (readonly string[])[];
  readonly rest: ReadonlySet<string>;
}

const PATTERNS: readonly Pattern[] = STOP_ANSWER_GOES_ON.map(({ after, goOn, lead, rest }) => ({
  after,
  lead: new Set(wordsOf(lead)),
  goOn: goOn.split('|').map(wordsOf),
  rest: new Set(wordsOf(rest)),
}));

function fits({ goOn, lead, rest }: Pattern, words: readonly string[]): boolean {
  for (const [at, word] of words.entries()) {
    const said = goOn.find((phrase) => phrase.every((one, index) => words[at + index] === one));
    if (said && words.slice(at + said.length).every((one) => rest.has(one))) return true;
    if (!lead.has(word)) return false;
  }
  return false;
}
