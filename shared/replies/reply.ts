/**
 * The reply that was read last, as tables that are filled again for the next one: nothing is
 * allocated. All of it is for use within one call only.
 *
 * Modules that use a table for every word take it out of a namespace at their top. Then it is a
 * constant of theirs, where what is imported by its name is looked up anew each time: reading takes
 * a fifth longer (decision 0024).
 */

/** Six times the longest text that providers take (1,600 characters); the rest is cut. */
export const MAX_REPLY_LENGTH = 10_000;
const ROOM = 2 * MAX_REPLY_LENGTH + 4;

/** The classes of its words, breaks at both ends included; fillers are left out. */
export const classes = new Uint8Array(ROOM);
/** A word outside the table. */
export const UNKNOWN = 0;
/** Polite and idle words: they are not in a run. */
export const FILLER = 1;
/** Where a sentence or a part of one ends. */
export const BREAK = 2;
export const NUM = 3;
/** An emoji that forbids, and one that insults. */
export const FORBID = 4;
export const INSULT = 5;
/** Where each stands in the text that was read. */
export const starts = new Uint16Array(ROOM);
export const ends = new Uint16Array(ROOM);
export const startOf = (at: number): number => starts[at] ?? 0;
export const endOf = (at: number): number => ends[at] ?? 0;
/** Which of all words each is the last part of. */
export const wordsAt = new Uint16Array(ROOM);
/** Of a break: 1 where a question ends. */
export const questions = new Uint8Array(ROOM);
/** Letters and digits of all words, one after the other, by kind. */
export const letters = new Uint8Array(ROOM);
/** Of every word, fillers too: where its letters begin, and hashes of all and of the first four. */
export const wordStarts = new Uint16Array(ROOM);
/** ... and where it stands in the text. */
export const wordsFrom = new Uint16Array(ROOM);
export const wordsTo = new Uint16Array(ROOM);
export const wordHashes = new Int32Array(ROOM);
export const wordStems = new Int32Array(ROOM);

export const tokens = {
  count: 0,
  lettersCount: 0,
  words: 0,
  /** One sign stood for several letters: spell the text out and read it again. */
  isSeveral: false,
  isQuoting: false,
  /** It has a new line, or a sign that mail programs write before the lines that they quote. */
  hasLines: false,
  isMailed: false,
};

/** Where the letters of a word end: the tables go on with those of longer replies before. */
export const endOfWord = (word: number): number =>
  word + 1 < tokens.words ? (wordStarts[word + 1] ?? 0) : tokens.lettersCount;

/** The longest run that was found last: its row, and the place after its last word. */
export const found = { row: -1, end: 0 };

/** The strongest run of all. `row`: -1 for none. */
export const strongest = {
  row: -1,
  from: 0,
  end: 0,
  rank: 0,
  isVetoed: false,
  /** A telephone wrote it, not its owner. */
  isAutomatic: false,
  channels: 0,
};

/** Words run together, as found last. */
export const glued = { count: 0, words: new Uint16Array(6) };

/** Where the word of law stood that was found last, by `classes`. */
export const foundAt = { from: 0, end: 0 };

/** More marks than this say nothing new, and keep the cost of a long text in bounds. */
export const MAX_MARKS = 4_096;
/** What is weighed (weigh.ts): a table of weights takes as many bits of each as it has. */
export const marks = { count: 0, places: new Uint32Array(MAX_MARKS + 16) };

/** Two scores, as added up last. */
export const pair = { first: 0, second: 0 };

/** The words that decided: from and up to which word. */
export const heaviest = { from: 0, end: 0 };
