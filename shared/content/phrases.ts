/**
 * Finds the phrases of a table in a text: the notation that the tables are written in, and the
 * matching. Decides no meaning and knows no list.
 *
 * The notation, parted by bars:
 *   gun sale       these words, side by side; no comma or end of sentence between them
 *   gun/rifle      one of them; opt_out inside a choice is two words
 *   gun(s)         with the ending or without
 *   [new/used]     may stand there
 *   #  $  %  *     a number, a dollar sign, a per cent sign, any one word
 *   ...            up to three words in between, over commas but not into the next sentence
 *   >>             up to twelve words in between, also in the next sentences
 * A phrase begins and ends with something that must be there.
 *
 * Work is bounded by the length of the text times what the table holds under one first word.
 */
import type { Joint, Token } from './tokens.ts';

const NEAR = 3;
const FAR = 12;
/** Tested over every table: more of them in one phrase would multiply the ways to try. */
export const MAX_GAPS = 2;
export const MAX_OPTIONAL = 4;

export interface Element {
  readonly type: 'word' | 'number' | 'any' | 'near' | 'far';
  readonly optional: boolean;
  /** Choices of one word. */
  readonly words: readonly string[];
  /** Choices of more than one word. */
  readonly runs: readonly (readonly string[])[];
}

export interface Phrase<Owner> {
  readonly owner: Owner;
  readonly elements: readonly Element[];
}

export interface Hit<Owner> {
  readonly owner: Owner;
  /** Place in the text as written. */
  readonly start: number;
  readonly end: number;
}

/** Counts what matching did, for the tests of its bound. */
export interface Work {
  steps: number;
}

const REACH: Readonly<Record<Joint, number>> = { plain: 0, comma: 1, sentence: 2 };
const NUMBER = /^\d[\d,.]*k?$/;

const withEndings = (choice: string): string[] => {
  const open = choice.indexOf('(');
  if (open < 0) return [choice];
  const stem = choice.slice(0, open);
  return [stem, stem + choice.slice(open + 1, -1)];
};

function parseElement(part: string): Element {
  const optional = part.startsWith('[');
  const bare = optional ? part.slice(1, -1) : part;
  const marks = { '...': 'near', '>>': 'far', '#': 'number', '*': 'any' } as const;
  const type = Object.hasOwn(marks, bare) ? marks[bare as keyof typeof marks] : 'word';
  const choices = type === 'word' ? bare.split('/').flatMap(withEndings) : [];
  return {
    type,
    optional,
    words: choices.filter((choice) => !choice.includes('_')),
    runs: choices.filter((choice) => choice.includes('_')).map((choice) => choice.split('_')),
  };
}

/** @param phrases in the notation above, parted by bars. */
export const parsePhrases = <Owner>(phrases: string, owner: Owner): Phrase<Owner>[] =>
  phrases
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .map((phrase) => ({ owner, elements: phrase.split(/\s+/).map(parseElement) }));

/** Words just as they are, with no notation: what an account adds. */
export const plainPhrase = <Owner>(forms: readonly string[], owner: Owner): Phrase<Owner> => ({
  owner,
  elements: forms.map((form) => ({ type: 'word', optional: false, words: [form], runs: [] })),
});

/** Every word of some phrases, by a small number: text is compared by number from here on. */
export type Vocabulary = ReadonlyMap<string, number>;
const UNKNOWN = 0;

export function vocabularyOf(phrases: readonly Phrase<unknown>[]): Vocabulary {
  const numbers = new Map<string, number>();
  const learn = (word: string): void => {
    if (!numbers.has(word)) numbers.set(word, numbers.size + 1);
  };
  for (const { elements } of phrases)
    for (const { words, runs } of elements) {
      words.forEach(learn);
      runs.flat().forEach(learn);
    }
  return numbers;
}

interface Step {
  readonly type: Element['type'];
  readonly optional: boolean;
  readonly words: ReadonlySet<number>;
  readonly runs: readonly (readonly number[])[];
}

interface Path<Owner> {
  readonly owner: Owner;
  readonly steps: readonly Step[];
  /** What the second word must be, where that is all there is to it: most paths end here. */
  readonly second: ReadonlySet<number> | undefined;
}

function secondOf([first, second]: readonly Step[]): ReadonlySet<number> | undefined {
  const isPlain = second?.type === 'word' && !second.optional && second.runs.length === 0;
  return isPlain && first?.runs.length === 0 ? second.words : undefined;
}

/** Phrases by the word that they may begin with, and those that begin with a number. */
export interface PhraseIndex<Owner> {
  readonly byFirst: readonly (readonly Path<Owner>[])[];
  readonly byNumber: readonly Path<Owner>[];
}

/** @param vocabulary of these phrases, and of more when several indexes read one text. */
export function indexPhrases<Owner>(
  phrases: readonly Phrase<Owner>[],
  vocabulary: Vocabulary,
): PhraseIndex<Owner> {
  const idOf = (word: string): number => vocabulary.get(word) ?? UNKNOWN;
  const byFirst: Path<Owner>[][] = Array.from({ length: vocabulary.size + 1 }, () => []);
  const byNumber: Path<Owner>[] = [];
  for (const { owner, elements } of phrases) {
    const steps = elements.map(({ type, optional, words, runs }) => ({
      type,
      optional,
      words: new Set(words.map(idOf)),
      runs: runs.map((run) => run.map(idOf)),
    }));
    const [first] = steps;
    const path = { owner, steps, second: secondOf(steps) };
    if (first?.type === 'number') byNumber.push(path);
    const starts = new Set([...(first?.words ?? []), ...(first?.runs ?? []).map(([id]) => id)]);
    for (const id of starts) byFirst[id ?? UNKNOWN]?.push(path);
  }
  return { byFirst, byNumber };
}

/** A text ready to be matched: per word its number, the joint before it, whether it is a figure. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly ids: readonly number[];
  readonly reach: readonly number[];
  readonly figures: readonly boolean[];
}

const isFigure = (form: string): boolean => form >= '0' && form < ':' && NUMBER.test(form);

export const sentenceOf = (tokens: readonly Token[], vocabulary: Vocabulary): Sentence => ({
  tokens,
  ids: tokens.map(({ form }) => vocabulary.get(form) ?? UNKNOWN),
  reach: tokens.map(({ joint }) => REACH[joint]),
  figures: tokens.map(({ form }) => isFigure(form)),
});

/** Every place where a phrase of the index stands, in order of the words. */
export function findPhrases<Owner>(
  sentence: Sentence,
  index: PhraseIndex<Owner>,
  work: Work,
): Hit<Owner>[] {
  const { ids, figures, tokens } = sentence;
  const hits: Hit<Owner>[] = [];
  const match: Match = { ...sentence, work, steps: [] };
  const tryAll = (paths: readonly Path<Owner>[] | undefined, from: number): void => {
    for (const { owner, steps, second } of paths ?? []) {
      work.steps += 1;
      if (second?.has(ids[from + 1] ?? UNKNOWN) === false) continue;
      match.steps = steps;
      const end = matchRest(match, 0, from, REACH.sentence);
      const first = tokens[from];
      const last = tokens[end - 1];
      if (first && last) hits.push({ owner, start: first.start, end: last.end });
    }
  };
  for (let from = 0; from < ids.length; from += 1) {
    work.steps += 1;
    const id = ids[from] ?? UNKNOWN;
    if (id !== UNKNOWN) tryAll(index.byFirst[id], from);
    if (figures[from] === true) tryAll(index.byNumber, from);
  }
  return hits;
}

interface Match extends Sentence {
  readonly work: Work;
  steps: readonly Step[];
}

/** The place after the last word of the match, or -1. `reach`: the joint allowed before `at`. */
function matchRest(match: Match, s: number, at: number, reach: number): number {
  match.work.steps += 1;
  const step = match.steps[s];
  if (step === undefined) return at;
  if (step.type === 'near') return matchLater(match, s + 1, at, REACH.comma);
  if (step.type === 'far') return matchLater(match, s + 1, at, REACH.sentence);
  if ((match.reach[at] ?? Number.POSITIVE_INFINITY) <= reach) {
    if (fits(match, step, at)) {
      const end = matchRest(match, s + 1, at + 1, REACH.plain);
      if (end >= 0) return end;
    }
    for (const run of step.runs) {
      if (!standsAt(match, run, at)) continue;
      const end = matchRest(match, s + 1, at + run.length, REACH.plain);
      if (end >= 0) return end;
    }
  }
  return step.optional ? matchRest(match, s + 1, at, reach) : -1;
}

function matchLater(match: Match, s: number, from: number, reach: number): number {
  const most = reach === REACH.sentence ? FAR : NEAR;
  for (let at = from; at <= from + most; at += 1) {
    if ((match.reach[at] ?? Number.POSITIVE_INFINITY) > reach) return -1;
    const end = matchRest(match, s, at, reach);
    if (end >= 0) return end;
  }
  return -1;
}

function fits({ ids, figures }: Match, step: Step, at: number): boolean {
  if (step.type === 'word') return step.words.has(ids[at] ?? UNKNOWN);
  return step.type === 'any' || figures[at] === true;
}

function standsAt({ ids, reach }: Match, run: readonly number[], at: number): boolean {
  for (let i = 0; i < run.length; i += 1) {
    if (ids[at + i] !== run[i] || (i > 0 && reach[at + i] !== REACH.plain)) return false;
  }
  return true;
}
