/**
 * Words that mean opt-out or help to one account, beside those of law and carriers. They are
 * compared as whole replies in the form that the reader compares its own (KM-01), and only where
 * the reader is not certain: an account adds to the law's words and takes none away (KM-07).
 */
import { STOP_WORDS } from './data/stop-words.ts';
import type { InvalidField } from './problems.ts';
import { isWish, normaliseReply, type Reading, type ReplyContext, readReply } from './replies.ts';
import type { Settings } from './settings.ts';

export type ExtraWords = Settings['extraWords'];
/** readReply of replies.ts, or another reader of replies. */
export type ReadReply = (text: string, context: ReplyContext) => Reading;

const SEPARATOR = /[\p{P}\p{S}\s]+/gu;
const formOf = (text: string): string => normaliseReply(text).replace(SEPARATOR, '');

/** Of the published lists, also as one writes them together: "optout". */
const STOPS: readonly string[] = Object.values(STOP_WORDS).flatMap((words) =>
  words.split('|').flatMap((word) => {
    const spaced = word.trim().replace(SEPARATOR, ' ');
    return [spaced, spaced.replaceAll(' ', '')];
  }),
);

/** The published word of an end that stands in a longer wording: none such may mean HELP. */
function stopWordIn(text: string): string | undefined {
  const words = ` ${normaliseReply(text).replace(SEPARATOR, ' ')} `;
  return STOPS.find((stop) => words.includes(` ${stop} `));
}

const MEANINGS = {
  optOut: { intent: 'opt-out', channels: ['sms'] },
  help: { intent: 'help', channels: [] },
} as const satisfies Record<keyof ExtraWords, Pick<Reading, 'intent' | 'channels'>>;
const LISTS = ['optOut', 'help'] as const;

/**
 * A reply as this account reads it.
 * @example readWith({ optOut: ['adios'], help: [] })('¡Adiós!').intent // 'opt-out'
 */
export const readWith =
  (extra: ExtraWords, read: ReadReply = readReply) =>
  (text: string, context: ReplyContext = {}): Reading => {
    const reading = read(text, context);
    if (reading.certainty === 'certain') return reading;
    const form = formOf(text);
    const list = form && LISTS.find((name) => extra[name].some((word) => formOf(word) === form));
    // No word of an account makes less of what may be an opt-out.
    const isLess = list === 'help' && (isWish(reading) || stopWordIn(text) !== undefined);
    if (!list || isLess) return reading;
    return {
      ...MEANINGS[list],
      certainty: 'certain',
      scope: 'unstated',
      language: 'und',
      rule: `extra:${form}`,
      words: normaliseReply(text),
    };
  };

/** Without a question of ours, and in answer to one. */
const CONTEXTS: readonly ReplyContext[] = [{}, { pending: 'opt-in' }];
const KEPT: ReadonlySet<Reading['intent']> = new Set(['opt-in', 'help', 'confirm', 'decline']);

/**
 * Words that cannot be taken: those that are read as something else already, so that START, YES and
 * HELP stay what they are, and those of which nothing is left to compare.
 */
export function refusedWords(extra: Partial<ExtraWords>): InvalidField[] {
  return LISTS.flatMap((list) =>
    (extra[list] ?? []).flatMap((word, i) => {
      const fault = faultOf(word, list, extra);
      return fault ? [{ pointer: `/extraWords/${list}/${i}`, detail: fault }] : [];
    }),
  );
}

function faultOf(word: string, list: keyof ExtraWords, extra: Partial<ExtraWords>) {
  const form = formOf(word);
  if (form.length < 2) return 'needs two letters or digits';
  const other = list === 'help' ? extra.optOut : undefined;
  if (other?.some((one) => formOf(one) === form)) return 'is in both lists';
  const readings = CONTEXTS.map((context) => readReply(word, context));
  const taken = readings.find((reading) => isTaken(reading, list));
  if (taken) return `is read as ${taken.intent} already`;
  const stop = list === 'help' ? stopWordIn(word) : undefined;
  return stop && `holds ${stop.toUpperCase()}, which ends texts`;
}

function isTaken(reading: Reading, list: keyof ExtraWords): boolean {
  const { certainty, intent } = reading;
  if (intent === MEANINGS[list].intent) return false;
  // "Rather not" in words of one's own is no word of law, and an opt-out makes no less of it.
  if (intent === 'decline' && certainty === 'likely') return false;
  return certainty === 'certain' || KEPT.has(intent) || (list === 'help' && isWish(reading));
}
