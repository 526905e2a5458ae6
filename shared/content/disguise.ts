/**
 * The words behind simple disguise: digits and signs for letters, letters set apart, letters said
 * over and over. Gives further readings of a text only where it shows such signs, so that an
 * everyday text is read once. Decides no meaning; nothing here hides a word that stood in the open.
 */
import type { Token } from './tokens.ts';

/** What a digit or sign may stand for; 1, ! and | look like i and like l. */
const LETTERS = new Map(
  Object.entries({ '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's' }),
);
const BARS = new Set(['1', '!', '|']);
const JOINING = new Set(['@', '!', '|']);
const DIGIT_IN_WORD = /^[a-z$@]+[0-9!|@$][a-z0-9]*[a-z]|^[a-z]{4,}[01345]$|^\$[a-z]/;
const SAID_OVER = /([a-z])\1\1/;
const ALL_SAID_OVER = /([a-z])\1\1+/g;
/** Whether any of this may be so: a text that shows none of it is not looked at word by word. */
const SIGNS = /[a-z][0-9@$!|]+[a-z0-9]|[a-z]{4}[01345]|([a-z])\1\1|\$[a-z$]/;
const SPELLED = /(?:^|[^a-z])[a-z][^a-z]{1,2}[a-z][^a-z]{1,2}[a-z](?![a-z])/;

/** Fewer single letters in a row are initials, unit numbers or an answer. */
const MIN_SPELLED = 3;

interface Piece extends Token {
  readonly odd: boolean;
}

const isLetter = ({ form }: Token): boolean => form.length === 1 && form >= 'a' && form <= 'z';

/** One more than the last of a row of single letters: "w.e.e.d" and "w e e d". */
function endOfSpelled(tokens: readonly Token[], from: number): number {
  let end = from;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end];
    const before = tokens[end - 1];
    if (token === undefined || !isLetter(token)) break;
    if (end > from && before !== undefined && token.start - before.end > 2) break;
  }
  return end;
}

/** A dollar sign for an S: a letter follows, so "$500" and "US$ 50" are money. */
const isForS = (dollar: Token, next: Token | undefined): boolean =>
  dollar.form === '$' &&
  next !== undefined &&
  next.start === dollar.end &&
  (next.form === '$' || (next.form >= 'a' && next.form < '{'));

/** One more than the last of the tokens that signs and no space join: "p@yday", "a$$et". */
function endOfSigned(tokens: readonly Token[], from: number, text: string): number {
  let end = from + 1;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end];
    const before = tokens[end - 1];
    if (token === undefined || before === undefined) break;
    const touches = token.start === before.end;
    const joins = touches
      ? isForS(before, token) || isForS(token, tokens[end + 1])
      : token.start - before.end === 1 && JOINING.has(text.charAt(before.end));
    if (!joins) break;
  }
  return end;
}

function joined(tokens: readonly Token[], text: string): Piece[] {
  const pieces: Piece[] = [];
  let i = 0;
  while (i < tokens.length) {
    const first = tokens[i];
    if (first === undefined) break;
    const spelled = isLetter(first) ? endOfSpelled(tokens, i) : i;
    const end = spelled - i >= MIN_SPELLED ? spelled : endOfSigned(tokens, i, text);
    const last = tokens[end - 1] ?? first;
    const form =
      end === i + 1
        ? first.form
        : end === spelled
          ? tokens
              .slice(i, end)
              .map((token) => token.form)
              .join('')
          : text.slice(first.start, last.end).toLowerCase();
    const odd = end > i + 1 || DIGIT_IN_WORD.test(form) || SAID_OVER.test(form);
    pieces.push({ form, start: first.start, end: last.end, joint: first.joint, odd });
    i = end;
  }
  return pieces;
}

/** `bar` is what 1, ! and | are read as; `times` how often a letter said over and over stays. */
function undisguised({ odd, ...piece }: Piece, bar: 'i' | 'l', times: 1 | 2): Token {
  if (!odd) return piece;
  let form = '';
  for (const char of piece.form) form += BARS.has(char) ? bar : (LETTERS.get(char) ?? char);
  return { ...piece, form: form.replace(ALL_SAID_OVER, (run) => run.slice(0, times)) };
}

/**
 * Further readings of the same words, none when nothing is odd.
 * @param text as written, for what stands between words; `flat` as folded.
 */
export function readingsBehind(tokens: readonly Token[], text: string, flat: string): Token[][] {
  if (!SIGNS.test(flat) && !SPELLED.test(flat)) return [];
  const pieces = joined(tokens, text);
  if (!pieces.some((piece) => piece.odd)) return [];
  return [
    pieces.map((piece) => undisguised(piece, 'i', 1)),
    pieces.map((piece) => undisguised(piece, 'l', 2)),
  ];
}
