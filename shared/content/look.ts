/**
 * What a text looks like as a whole: does it say who writes, does it shout. CT-17 for the name; for
 * capitals there is no rule, only the habit of carrier filters: a warning.
 */
import { foldText, tokensOf } from './tokens.ts';

const MAX_BRAND_WORDS = 12;
/** What people leave out when they say a firm's name. */
const LEGAL_FORMS = new Set(['inc', 'llc', 'ltd', 'llp', 'corp', 'co', 'pllc', 'pc', 'plc', 'the']);

function wordsOfName(brand: string): string[] {
  const all = tokensOf(foldText(brand)).map(({ form }) => form);
  const said = all.filter((word) => !LEGAL_FORMS.has(word));
  return (said.length > 0 ? said : all).slice(0, MAX_BRAND_WORDS);
}

/**
 * Whether the words of the name stand in the text, in order and whole, spaced or in one:
 * "Example Motors", "ExampleMotors", "Example Motors LLC". A name without letters counts as said.
 */
export function namesSender(forms: readonly string[], brand: string): boolean {
  const name = wordsOfName(brand).join('');
  if (name === '') return true;
  return forms.some((_, from) => {
    let said = '';
    for (let i = from; i < forms.length && said.length < name.length; i += 1) said += forms[i];
    return said === name;
  });
}

const MIN_LONG = 4;
/** Fewer shouted words are STOP, HELP and names of models. */
const MIN_SHOUTED = 4;
const MIN_SHARE = 0.6;
const WORD = /\p{L}[\p{L}'’]*/gu;
const FOUR_CAPITALS = /\p{Lu}{4}/gu;

/** The words in capitals when they are a row of four or most of the text; else undefined. */
export function isShouting(body: string, brand: string): string | undefined {
  if ((body.match(FOUR_CAPITALS)?.length ?? 0) < MIN_SHOUTED) return undefined;
  const name = new Set(brand.toUpperCase().match(WORD));
  const words = Array.from(body.match(WORD) ?? []).filter(
    (word) => word.length >= MIN_LONG && !name.has(word),
  );
  const shouted = words.filter((word) => word === word.toUpperCase());
  let row = 0;
  let longest = 0;
  for (const word of words) {
    row = word === word.toUpperCase() ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  const most = shouted.length >= MIN_SHOUTED && shouted.length / words.length > MIN_SHARE;
  return most || longest >= MIN_SHOUTED ? shouted.join(' ') : undefined;
}
