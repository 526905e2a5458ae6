/**
 * Counts the segments that a carrier bills for a text, as it is sent, and says which characters
 * make it a UCS-2 text and what plain ones would do.
 *
 * Decides: encoding, units and segments. Replaces nothing by itself: a person or a setting does.
 * Rests on 3GPP TS 23.038 (alphabets) and TS 23.040 section 9.2.3.24.1 (the six-byte header that a
 * text in several parts carries in each: 160 becomes 153 septets, 70 becomes 67 UTF-16 units).
 */
import { GSM_BASIC, GSM_EXTENSION } from './data/gsm.ts';
import { SUBSTITUTES } from './data/substitutes.ts';

export interface Segments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** At least 1: an empty text is one text. */
  readonly segments: number;
  /** Septets (an extension character counts 2) or UTF-16 code units, without padding. */
  readonly units: number;
}

const GSM_SINGLE = 160;
const GSM_PART = 153;
const UCS_SINGLE = 70;
const UCS_PART = 67;

const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...Array.from(GSM_BASIC, (char) => [char, 1] as const),
  ...Array.from(GSM_EXTENSION, (char) => [char, 2] as const),
]);

/** Fills parts one character at a time: what does not fit whole opens the next part. */
function pack(sizes: readonly number[], single: number, part: number): [number, number] {
  let units = 0;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    units += size;
    used += size;
    if (used > part) {
      segments += 1;
      used = size;
    }
  }
  return [units <= single ? 1 : segments, units];
}

/**
 * @param body the text as sent, with opt-out line and sender name already in it.
 * @example countSegments('Your test drive is booked.') // GSM-7, 1 segment, 26 units
 */
export function countSegments(body: string): Segments {
  const septets: number[] = [];
  const codeUnits: number[] = [];
  let gsm = true;
  for (const char of body) {
    const size = SEPTETS.get(char);
    if (size === undefined) gsm = false;
    else septets.push(size);
    codeUnits.push(char.length);
  }
  const [segments, units] = gsm
    ? pack(septets, GSM_SINGLE, GSM_PART)
    : pack(codeUnits, UCS_SINGLE, UCS_PART);
  return { encoding: gsm ? 'GSM-7' : 'UCS-2', segments, units };
}

/** A character outside the GSM 7-bit alphabet. */
export interface OddCharacter {
  readonly char: string;
  /** 'U+2019' */
  readonly code: string;
  readonly times: number;
  /** What may stand for it, '' when it can simply go; absent when nothing plain says the same. */
  readonly plain?: string;
  /** A reader would see another word ("papá", "papa"). */
  readonly changesWord: boolean;
}

export interface UcsWarning {
  /** What keeps the text UCS-2: plain twins exist for all of it, or the worst of what has none. */
  readonly cause: 'plain-twins' | 'emoji' | 'script' | 'symbol';
  /** Each once, in order, at most MAX_ODD. */
  readonly characters: readonly OddCharacter[];
  readonly before: Segments;
  /** The same text in GSM-7; set exactly when the cause is `plain-twins`. */
  readonly substitute?: { readonly body: string; readonly after: Segments };
  /** Plain words: what is so, and what to do. */
  readonly advice: string;
}

/** Different odd characters listed; a text in another script has more, and needs no list. */
export const MAX_ODD = 20;

const MARK = /^\p{M}$/u;
const LETTER = /^\p{L}$/u;
const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20E3)$/u;

const isGsm = (char: string): boolean => SEPTETS.has(char);

function substituteFor(char: string): Pick<OddCharacter, 'plain' | 'changesWord'> {
  const found = SUBSTITUTES.get(char);
  if (found) return found;
  // The sign of Ohm is the letter Omega of the alphabet; an accent by itself joins its letter.
  const joined = char.normalize('NFC');
  const plain = isGsm(joined) ? joined : MARK.test(char) ? '' : undefined;
  return { changesWord: false, ...(plain !== undefined && { plain }) };
}

/** After accents are joined to their letters, unless that is all it takes. */
function oddCharacters(body: string): OddCharacter[] {
  const joined = oddIn(body.normalize('NFC'));
  return joined.length > 0 ? joined : oddIn(body);
}

function oddIn(body: string): OddCharacter[] {
  const times = new Map<string, number>();
  for (const char of body) if (!isGsm(char)) times.set(char, (times.get(char) ?? 0) + 1);
  return Array.from(times, ([char, count]) => ({
    char,
    code: `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    times: count,
    ...substituteFor(char),
  }));
}

/** Accents are joined to their letters first: e and U+0301 are the one é of the alphabet. */
const inPlain = (body: string): string =>
  Array.from(body.normalize('NFC'), (char) =>
    isGsm(char) ? char : (SUBSTITUTES.get(char)?.plain ?? char),
  ).join('');

function causeOf(rest: readonly string[]): Exclude<UcsWarning['cause'], 'plain-twins'> {
  if (rest.some((char) => EMOJI.test(char))) return 'emoji';
  return rest.some((char) => LETTER.test(char) || MARK.test(char)) ? 'script' : 'symbol';
}

const CAUSES: Readonly<Record<Exclude<UcsWarning['cause'], 'plain-twins'>, string>> = {
  emoji:
    'An emoji halves the room in every part. Leave it out to save parts, or keep it knowingly.',
  script: 'This script needs UCS-2: a part holds 70 characters. Nothing plain says the same.',
  symbol: 'A symbol outside the GSM alphabet halves the room. Write it in words to save parts.',
};

function twinAdvice(odd: readonly OddCharacter[], before: Segments, after: Segments): string {
  const shown = odd[0]?.char.trim() === '' ? odd[0]?.code : odd[0]?.char;
  const saved = `${before.segments} part(s) become ${after.segments}`;
  const words = odd.some(({ changesWord }) => changesWord)
    ? ' It changes words: read it first.'
    : '';
  return `${shown} makes this text UCS-2. With plain characters ${saved}.${words}`;
}

/**
 * Why a text is UCS-2, and the plain text that would do; undefined for a GSM-7 text.
 * @example ucsWarning('We’re open')?.substitute?.body // "We're open"
 * @example ucsWarning('Sold! 🎉')?.cause // 'emoji': no substitute
 */
export function ucsWarning(body: string): UcsWarning | undefined {
  const before = countSegments(body);
  if (before.encoding === 'GSM-7') return undefined;
  const characters = oddCharacters(body);
  const plain = inPlain(body);
  const rest = Array.from(plain).filter((char) => !isGsm(char));
  const shared = { characters: characters.slice(0, MAX_ODD), before };
  if (rest.length > 0) {
    const cause = causeOf(rest);
    return { cause, ...shared, advice: CAUSES[cause] };
  }
  const after = countSegments(plain);
  return {
    cause: 'plain-twins',
    ...shared,
    substitute: { body: plain, after },
    advice: twinAdvice(characters, before, after),
  };
}
