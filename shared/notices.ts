/**
 * What a text already carries of the words it owes: how to stop, and who sends it; and adds them.
 *
 * Decides by words alone. Does not decide when they are owed (first text, every text, which
 * contacts): the gate does. Rests on CTIA s5.1.2 and s5.1.3 (opt-out instruction), on the
 * providers' demand that every text names its sender (CT-17), and on the six words by which kvCORE
 * takes a text to tell how to stop.
 */

/** Source: kvCORE, on its one-time opt-out line. Date: 2026-11-22. Confidence: S. */
const STOP_WORD = /(?<![\p{L}\p{N}])(?:stop|unsubscribe|stopall|cancel|end|quit)(?![\p{L}\p{N}])/iu;

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
 * Whether the text already tells how to stop: has one of the six words, whole, in any case.
 * @example carriesStopWord('Reply STOP to end') // true
 * @example carriesStopWord('Our nonstop weekend') // false
 */
export function carriesStopWord(body: string): boolean {
  return STOP_WORD.test(body.normalize('NFKC'));
}

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
