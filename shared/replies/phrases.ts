/**
 * The runs of data/reply-phrases.ts as a tree of word classes: the longest that begins at a word.
 */
import { invariant } from '../basics.ts';
import { HARMLESS_PHRASES } from '../data/reply-harmless.ts';
import { type PhraseRow, REPLY_PHRASES } from '../data/reply-phrases.ts';
import { REPLY_WORDS } from '../data/reply-words.ts';
import * as reply from './reply.ts';
import { TreeBuilder } from './tree.ts';

const { BREAK, FILLER, FORBID, found, INSULT, NUM, UNKNOWN } = reply;

/** In a run: any one word. */
const ANY = 6;
const FIRST_WORD = 7;

const OWN: Readonly<Record<string, number>> = { '^': BREAK, $: BREAK, _: ANY, FORBID, INSULT, NUM };
const classes = new Map<string, number>([['FILLER', FILLER]]);
for (const name of Object.keys(REPLY_WORDS)) {
  if (!classes.has(name) && OWN[name] === undefined)
    classes.set(name, classes.size + FIRST_WORD - 1);
}
/** Small-letter words in runs that no class has: each is a class of its own. */
export const literals = new Map<string, number>();

const MAX_CLASSES = 256;
/** Runs are written out before they are compared; more than this is a slip in the table. */
const MAX_RUNS = 40_000;

export const classOf = (name: string): number => {
  const known = OWN[name] ?? classes.get(name);
  if (known !== undefined) return known;
  invariant(name === name.toLowerCase(), `no class of words is named ${name}`);
  const next = classes.size + FIRST_WORD - 1;
  invariant(next < MAX_CLASSES, 'there is room for the classes');
  classes.set(name, next);
  literals.set(name, next);
  return next;
};

/** Every way to say a run: alternatives and what may be missing written out. */
function spellRuns(line: string): number[][] {
  let runs: number[][] = [[]];
  for (const part of line.split(/\s+/)) {
    const may = part.endsWith('?');
    const ids = (may ? part.slice(0, -1) : part).split('/').map(classOf);
    runs = runs.flatMap((run) => [...ids.map((id) => [...run, id]), ...(may ? [run] : [])]);
  }
  return runs.filter((run) => run.length > 0);
}

const lines = (row: PhraseRow): string[] =>
  row.phrases
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

interface Row extends PhraseRow {
  /** As a reading names it. */
  readonly name: string;
}

export const phraseRows: readonly Row[] = [...REPLY_PHRASES, ...HARMLESS_PHRASES].map((row) => ({
  ...row,
  name: `phrase:${row.rule}`,
}));
const spelt = phraseRows.flatMap((row, index) =>
  lines(row).flatMap((line) => spellRuns(line).map((run) => ({ run, row: index + 1 }))),
);
invariant(spelt.length < MAX_RUNS, 'the runs are few enough to write out');

const WIDTH = classes.size + FIRST_WORD;
const built = new TreeBuilder(WIDTH);
for (const { run, row } of spelt) {
  const place = built.placeOf(run);
  // Of two rows that say the same run the first counts.
  if (built.values[place] === 0) built.values[place] = row;
}
const { next, values: ends } = built.merged();

/** Of each class whether a run begins with it. */
const begins = Uint8Array.from({ length: MAX_CLASSES }, (_, id) =>
  (next[ANY] ?? 0) > 0 || (id !== UNKNOWN && id < WIDTH && (next[id] ?? 0) > 0) ? 1 : 0,
);

/** @param index -1 for none */
export const rowAt = (index: number): Row | undefined =>
  index < 0 ? undefined : phraseRows[index];

/** The longest run that begins at `from`, in `found`; false where none does. */
export function findRun(sequence: Uint8Array, from: number, to: number): boolean {
  found.row = -1;
  if (begins[sequence[from] ?? UNKNOWN] === 0) return false;
  walk(sequence, from, to, 0);
  return found.row >= 0;
}

function walk(sequence: Uint8Array, from: number, to: number, start: number): void {
  let at = from;
  let node = start;
  for (;;) {
    const row = ends[node] ?? 0;
    if (row > 0 && (found.row < 0 || at > found.end)) {
      found.row = row - 1;
      found.end = at;
    }
    if (at >= to) return;
    const id = sequence[at] ?? UNKNOWN;
    const own = id === UNKNOWN ? 0 : (next[node * WIDTH + id] ?? 0);
    const wild = id === BREAK ? 0 : (next[node * WIDTH + ANY] ?? 0);
    if (own > 0 && wild > 0) walk(sequence, at + 1, to, own);
    node = wild > 0 ? wild : own;
    if (node === 0) return;
    at += 1;
  }
}
