/**
 * What a text already carries of the words it owes: how to stop, and who sends it; and adds them.
 *
 * Decides by words alone. Does not decide when they are owed (first text, every text, which
 * contacts): the gate does. Rests on CTIA s5.1.2 and s5.1.3 (opt-out instruction), on the
 * providers' demand that every text names its sender (CT-17), and on the commands that a person may
 * stop texts by (data/stop-words.ts).
 */
import { STOP_WORDS } from './data/stop-words.ts';

const COMMANDS = Object.values(STOP_WORDS).flatMap((words) =>
  words.split('|').map((word) => word.trim().replaceAll(' ', '[ -]?')),
);
/** Of which the short ones are initials too: TD is a bank. */
const CAPITALS = COMMANDS.filter((word) => word.length > 2)
  .join('|')
  .toUpperCase();

/** How texts ask for a reply in the languages of the commands, without accents. */
const ASKS =
  'reply|respond|answer|text|txt|sms|send|type|replying|responding|texting|sending|' +
  'repond(?:ez|s|re)|envo(?:yez|ie|yer)|text(?:ez|e|er)|tapez|ecri(?:vez|s|re)|' +
  'respond[ae]r?|envi[ae]r?|mand[ae]r?|escrib[ae]|contest[ae]';
/** What may stand between: Reply HELP for help or STOP; répondez avec le mot ARRÊT. */
const BETWEEN =
  'back|with|the|word|us|only|just|help|for|or|and|yes|by|' +
  'avec|par|le|mot|aide|pour|ou|et|oui|con|la|palabra|ayuda|para|o|y|si';
/** Reply stop to leave, reply stop any time; not: reply end of day. */
const GOES_ON = 'to|2|for|or|any ?time|pour|ou|para|o';
const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const GAP = '[^\\p{L}\\p{N}.!?]{1,3}';

/** A demand for a reply, the command, and what shows in small letters that it is one. */
const ASKED_FOR = new RegExp(
  `${START}(${ASKS})(?:${GAP}(?:${BETWEEN})${END}){0,6}${GAP}(${COMMANDS.join('|')})` +
    `(?:(2|\\s*(?:$|[^\\p{L}\\p{N}\\s])|\\s+(?:${GOES_ON})${END})|${END})`,
  'giu',
);
/** In capitals: STOP to end, STOP=end, STOP2END; or by itself in a line or between brackets. */
const IN_CAPITALS = new RegExp(
  `${START}(?:${CAPITALS})(?:\\s*=|\\s?2(?!\\d)|\\s+(?:to|for|pour|para)${END})|` +
    `(?:^|[\\n(/|])[ \\t]*(?:${CAPITALS})[ \\t]*(?:$|[\\n)/|.])`,
  'u',
);
const UNSUBSCRIBE = new RegExp(`${START}unsubscribe${END}`, 'iu');

/** A name inside an address identifies nobody: web links with a scheme or a path, and mailboxes. */
const ADDRESS = /^(?:[a-z]+:\/\/|www\.)|\S@\S|\w\.\w+\/\S/i;

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toUpperCase()
    .toLowerCase();

/** Words between single spaces, with one at each end, so that whole words can be looked up. */
const wordsOf = (text: string): string =>
  ` ${fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .join(' ')
    .trim()} `;

/** A phrase without letters or digits has no words: then its signs themselves are looked for. */
function holds(body: string, phrase: string): boolean {
  const words = wordsOf(phrase);
  return words.trim() === '' ? body.includes(phrase) : wordsOf(body).includes(words);
}

const withoutAddresses = (body: string): string =>
  body
    .split(/\s+/)
    .filter((chunk) => !ADDRESS.test(chunk))
    .join(' ');

/**
 * Whether the text already tells how to stop: asks for a command as a reply, has one in capitals as
 * such, or speaks of unsubscribing. A text that is taken for one and is none lacks what it owes, so
 * that a word in small letters must be shown to be a command.
 * @example carriesStopWord('Reply STOP to end') // true
 * @example carriesStopWord('Our sale runs until the end of May') // false
 */
export function carriesStopWord(body: string): boolean {
  const text = body.normalize('NFKD').replace(/[\p{M}\p{Cf}]+/gu, '');
  if (UNSUBSCRIBE.test(text) || IN_CAPITALS.test(text)) return true;
  for (const [, ask = '', command = '', shown] of text.matchAll(ASKED_FOR)) {
    if (shown !== undefined || (isCapitals(command) && !isCapitals(ask))) return true;
  }
  return false;
}

const isCapitals = (word: string): boolean => word === word.toUpperCase();

/**
 * Whether the text names its sender: the brand's words in order, whole, in any case and with or
 * without diacritics and punctuation, outside links and mail addresses.
 * @example carriesSenderName('Café Río: table ready', 'Cafe Rio') // true
 */
export function carriesSenderName(body: string, brand: string): boolean {
  const name = brand.trim();
  if (name === '' || body.startsWith(`${name}:`)) return true;
  return holds(withoutAddresses(body), name);
}

/**
 * The text with its sender in front, unless it names it already.
 * @example withSenderName('Your car is ready.', 'Example Motors') // 'Example Motors: Your car ...'
 */
export function withSenderName(body: string, brand: string): string {
  return carriesSenderName(body, brand) ? body : `${brand.trim()}: ${body}`;
}

/**
 * The text with the opt-out line as its last line, unless the line is in it already. Whether one is
 * owed is the caller's question: see carriesStopWord.
 * @example withOptOutLine('See you at 3.', 'Reply STOP to opt out.') // two lines
 */
export function withOptOutLine(body: string, line: string): string {
  const owed = line.trim();
  if (owed === '' || holds(body, owed)) return body;
  const text = body.trimEnd();
  return text === '' ? owed : `${text}\n${owed}`;
}
