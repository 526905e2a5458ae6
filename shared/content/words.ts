/**
 * Looks up the phrases of the lists in the words of a text, in the open and behind simple disguise,
 * and drops what an innocent phrase explains. Worked out once for each table and for each account's
 * own words, and kept with the object that was handed in. Says nothing of links or looks.
 */
import { readingsBehind } from './disguise.ts';
import type { ContentList, ContentLists, PhraseRow } from './lists.ts';
import {
  findPhrases,
  type Hit,
  indexPhrases,
  type PhraseIndex,
  parsePhrases,
  plainPhrase,
  sentenceOf,
  type Vocabulary,
  vocabularyOf,
  type Work,
} from './phrases.ts';
import { foldText, type Token, tokensOf } from './tokens.ts';

export interface OwnWords {
  /** Words and phrases that the account bars for itself, just as written: no notation. */
  readonly words: readonly string[];
}

export interface WordFinding {
  readonly list: ContentList;
  readonly row: PhraseRow;
  readonly start: number;
  readonly end: number;
}

interface Owner {
  readonly list: ContentList;
  readonly row: PhraseRow;
}

interface Compiled {
  readonly vocabulary: Vocabulary;
  readonly barred: PhraseIndex<Owner>;
  readonly innocent: PhraseIndex<ContentList>;
}

type CompiledOwn = Omit<Compiled, 'innocent'>;

/** An account's words past these are not read; the API takes no more. */
export const MAX_OWN_WORDS = 500;

const OWN_ROW: PhraseRow = {
  phrases: '',
  citation: "The account's own list",
  confidence: 'V',
};
const OWN_LIST: ContentList = {
  kind: 'prohibited',
  category: 'account-list',
  advice: 'Your firm does not send these words. Write it another way.',
  rows: [OWN_ROW],
};

const compiledLists = new WeakMap<ContentLists, Compiled>();
const compiledOwn = new WeakMap<readonly string[], CompiledOwn>();

function compileLists({ lists }: ContentLists): Compiled {
  const barred = lists.flatMap((list) =>
    list.rows.flatMap((row) => parsePhrases(row.phrases, { list, row })),
  );
  const innocent = lists.flatMap((list) => parsePhrases(list.innocent ?? '', list));
  const vocabulary = vocabularyOf([...barred, ...innocent]);
  return {
    vocabulary,
    barred: indexPhrases(barred, vocabulary),
    innocent: indexPhrases(innocent, vocabulary),
  };
}

function compileOwn(words: readonly string[]): CompiledOwn {
  const owner = { list: OWN_LIST, row: OWN_ROW };
  const phrases = words
    .slice(0, MAX_OWN_WORDS)
    .map((word) => tokensOf(foldText(word)).map(({ form }) => form))
    .filter((forms) => forms.length > 0)
    .map((forms) => plainPhrase(forms, owner));
  const vocabulary = vocabularyOf(phrases);
  return { vocabulary, barred: indexPhrases(phrases, vocabulary) };
}

function keptFor<Key extends object, Value>(
  store: WeakMap<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  const held = store.get(key);
  if (held !== undefined) return held;
  const made = make(key);
  store.set(key, made);
  return made;
}

interface Ask {
  readonly tokens: readonly Token[];
  /** As written, and as folded. */
  readonly text: string;
  readonly flat: string;
  readonly lists: ContentLists;
  readonly own: OwnWords;
  readonly work: Work;
}

/** What is found, each place of a list once. */
export function findWords({ tokens, text, flat, lists, own, work }: Ask): WordFinding[] {
  const compiled = keptFor(compiledLists, lists, compileLists);
  const readings = [tokens, ...readingsBehind(tokens, text, flat)];
  const sentences = readings.map((reading) => sentenceOf(reading, compiled.vocabulary));
  const hits = sentences.flatMap((sentence) => findPhrases(sentence, compiled.barred, work));
  if (own.words.length > 0) {
    const { vocabulary, barred } = keptFor(compiledOwn, own.words, compileOwn);
    for (const reading of readings)
      hits.push(...findPhrases(sentenceOf(reading, vocabulary), barred, work));
  }
  if (hits.length === 0) return [];
  const excuses = sentences.flatMap((one) => findPhrases(one, compiled.innocent, work));
  const excused = coveredBy(excuses, text.length);
  const standing = hits.filter((hit) => !touches(hit, excused.get(hit.owner.list)));
  return furthest(standing).map(({ owner, start, end }) => ({ ...owner, start, end }));
}

/** Which characters of the text the innocent phrases of each list explain. */
function coveredBy(
  excuses: readonly Hit<ContentList>[],
  length: number,
): ReadonlyMap<ContentList, Uint8Array> {
  const covered = new Map<ContentList, Uint8Array>();
  for (const { owner, start, end } of excuses) {
    const places = covered.get(owner) ?? new Uint8Array(length);
    covered.set(owner, places.fill(1, start, end));
  }
  return covered;
}

const touches = ({ start, end }: Hit<Owner>, places: Uint8Array | undefined): boolean =>
  places?.subarray(start, end).includes(1) ?? false;

/** Of phrases of one list that share words, only the one that reaches furthest. */
function furthest(hits: readonly Hit<Owner>[]): Hit<Owner>[] {
  const byPlace = [...hits].sort((a, b) => a.start - b.start || b.end - a.end);
  const last = new Map<ContentList, Hit<Owner>>();
  const dropped = new Set<Hit<Owner>>();
  for (const hit of byPlace) {
    const before = last.get(hit.owner.list);
    const shares = before !== undefined && hit.start < before.end;
    if (shares) dropped.add(hit.end <= before.end ? hit : before);
    if (!dropped.has(hit)) last.set(hit.owner.list, hit);
  }
  return byPlace.filter((hit) => !dropped.has(hit));
}
