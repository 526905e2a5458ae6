/**
 * Texts of ours that come back copied, without a mark that they are quoted and long after they
 * went out: what is known of them is the template they were filled from.
 */
import { DEFAULT_TEMPLATES } from '../data/templates.ts';
import { NumberSet } from './number-set.ts';
import * as reply from './reply.ts';
import * as tokenising from './tokens.ts';
import * as typed from './typed.ts';

const { tokenise } = tokenising;
const { normaliseReply } = typed;
const { tokens, wordHashes } = reply;

/** The words between what is filled in, in one form, and how long they are together. */
interface Ours {
  readonly pieces: readonly string[];
  readonly length: number;
}

/** Fewer letters than these may be anybody's words. */
const MIN_LENGTH = 20;
/** More between two pieces is no name, number or program filled in. */
const MAX_FILLED = 200;

function oursOf(template: string): Ours {
  const pieces = template
    .split(/\{\w+\}/)
    .map((piece) => normaliseReply(piece))
    .filter(Boolean);
  return { pieces, length: pieces.reduce((sum, { length }) => sum + length, 0) };
}

const longestFirst = (templates: readonly string[]): Ours[] =>
  templates
    .map(oursOf)
    .filter(({ length }) => length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);

const DEFAULTS = longestFirst(
  Object.values(DEFAULT_TEMPLATES).flatMap((template) => Object.values(template)),
);

/** Two words in a row, by one number. */
const pairAt = (word: number): number =>
  Math.imul(wordHashes[word] ?? 0, 31) ^ (wordHashes[word + 1] ?? 0);

/** Most texts hold no two words in a row that begin the longest piece of a template. */
const pairs = new NumberSet(
  DEFAULTS.map(({ pieces }) => {
    tokenise(pieces.reduce((most, piece) => (piece.length > most.length ? piece : most), ''));
    return pairAt(0);
  }),
);

const NONE: readonly never[] = [];

/** Whether a default may be in what `tokens` holds. */
function mayBeDefault(): boolean {
  for (let word = 0; word + 1 < tokens.words; word += 1) {
    if (pairs.has(pairAt(word))) return true;
  }
  return false;
}

/** Of an account's list: a thousand texts of one request are read beside the same one. */
const prepared = new WeakMap<readonly string[], readonly Ours[]>();

function oursIn(templates: readonly string[]): readonly Ours[] {
  const known = prepared.get(templates);
  if (known) return known;
  const made = longestFirst(templates);
  prepared.set(templates, made);
  return made;
}

/**
 * What is left of the text that `tokens` holds without our own; undefined where none is in it.
 * @param templates the account's own, beside the defaults
 */
export function withoutOurs(text: string, templates: readonly string[] = NONE): string | undefined {
  const mayBe = mayBeDefault();
  if (!mayBe && templates.length === 0) return undefined;
  const all = [...oursIn(templates), ...(mayBe ? DEFAULTS : NONE)];
  const form = normaliseReply(text);
  const rest = all.reduce(
    (left, ours) => (left.length < ours.length ? left : cut(left, ours)),
    form,
  );
  return rest === form ? undefined : rest;
}

function cut(text: string, { pieces }: Ours): string {
  let rest = '';
  let from = 0;
  for (let found = find(text, pieces, 0); found; found = find(text, pieces, from)) {
    rest += `${text.slice(from, found.start)}, `;
    from = found.end;
  }
  return rest + text.slice(from);
}

function find(text: string, [first = '', ...more]: readonly string[], from: number) {
  const start = text.indexOf(first, from);
  if (start < 0) return undefined;
  let end = start + first.length;
  for (const piece of more) {
    const at = text.indexOf(piece, end);
    if (at < 0 || at - end > MAX_FILLED) return undefined;
    end = at + piece.length;
  }
  return { start, end };
}
