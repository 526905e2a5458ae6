/**
 * What the gate must answer to every point of the abstract space, by the decision table that was
 * written from docs/policy.md alone. A row holds for the points whose classes are all among its
 * own; the outcome is the worst of the rows that hold. It reads no input and no rule.
 */

import { DIMENSIONS, type Point } from '#bench/policy/space.ts';
import { present } from '#shared/basics.ts';
import { REASONS, type Reason, type Row } from './classes.ts';
import { TABLE } from './table.ts';

export interface Answer {
  readonly outcome: 'allow' | 'defer' | 'deny';
  readonly codes: readonly Reason[];
}

/**
 * An answer is a number: two to the power of its place for each reason, and above all reasons the
 * outcome. It may have more bits than JavaScript joins, so these are joined in two halves.
 */
export const DEFER = 2 ** REASONS.length;
export const DENY = 2 * DEFER;
export const BITS: ReadonlyMap<string, number> = new Map(
  REASONS.map((code, place) => [code, 2 ** place]),
);

const WHOLE = 2 ** 32;
const HALF = 2 ** 30;
const lowOf = (bits: number): number => bits % HALF;
const highOf = (bits: number): number => Math.floor(bits / HALF);
/** All reasons and outcomes of two answers; `|` takes the lower 32 bits of any number. */
export const union = (some: number, others: number): number =>
  ((some / WHOLE) | (others / WHOLE)) * WHOLE + ((some | others) >>> 0);

/** Rows are tested this many at a time: the bits of a whole number. */
const WORD = 32;
const WORDS = Math.ceil(TABLE.length / WORD);
const answers = TABLE.map(
  ({ code, effect }) => present(BITS.get(code), code) + (effect === 'defer' ? DEFER : DENY),
);
const lows = Int32Array.from(answers, lowOf);
const highs = Int32Array.from(answers, highOf);
const HIGH_DEFER = highOf(DEFER);
const HIGH_DENY = highOf(DENY);

type Index = ReadonlyMap<string, readonly number[]>;

/** For each class of a dimension, the rows that it satisfies, as the bits of words. */
function rowsOf(dimension: keyof Point): Index {
  const satisfied = (row: Row, name: string): boolean => {
    const own: readonly string[] | undefined = row[dimension];
    return own === undefined || own.includes(name);
  };
  const wordsOf = (name: string): readonly number[] =>
    Array.from({ length: WORDS }, (_, word) =>
      TABLE.slice(word * WORD, (word + 1) * WORD).reduce(
        (bits, row, place) => (satisfied(row, name) ? bits | (1 << place) : bits),
        0,
      ),
    );
  const classes: readonly string[] = DIMENSIONS[dimension];
  return new Map(classes.map((name) => [name, wordsOf(name)]));
}

const index: Readonly<Record<keyof Point, Index>> = {
  category: rowsOf('category'),
  route: rowsOf('route'),
  stop: rowsOf('stop'),
  consent: rowsOf('consent'),
  conversation: rowsOf('conversation'),
  program: rowsOf('program'),
  when: rowsOf('when'),
  rest: rowsOf('rest'),
};

/** A reply with nothing to reply to is judged as an informational text. */
const judgedAs = ({ category, conversation }: Point): Point['category'] =>
  category === 'conversational' && conversation === 'closed' ? 'informational' : category;

/** The answer as bits: see DEFER, DENY and BITS. */
export function oracleBits(point: Point): number {
  const words = [
    index.category.get(judgedAs(point)),
    index.route.get(point.route),
    index.stop.get(point.stop),
    index.consent.get(point.consent),
    index.conversation.get(point.conversation),
    index.program.get(point.program),
    index.when.get(point.when),
    index.rest.get(point.rest),
  ];
  let low = 0;
  let high = 0;
  for (let word = 0; word < WORDS; word += 1) {
    let rows = -1;
    for (const classRows of words) rows &= classRows?.[word] ?? 0;
    for (; rows !== 0; rows &= rows - 1) {
      const row = word * WORD + 31 - Math.clz32(rows & -rows);
      low |= lows[row] ?? 0;
      high |= highs[row] ?? 0;
    }
  }
  if ((high & HIGH_DENY) !== 0) high &= ~HIGH_DEFER;
  return high * HALF + low;
}

export const outcomeOf = (bits: number): Answer['outcome'] =>
  bits >= DENY ? 'deny' : bits >= DEFER ? 'defer' : 'allow';

export const codesOf = (bits: number): readonly Reason[] =>
  REASONS.filter((_, place) => Math.floor(bits / 2 ** place) % 2 === 1);

export function oracle(point: Point): Answer {
  const bits = oracleBits(point);
  return { outcome: outcomeOf(bits), codes: codesOf(bits) };
}
