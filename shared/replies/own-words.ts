/**
 * A reply without the words that are not the person's own: our text quoted back by a reaction
 * ("Liked “…”"), a mail program's lines, a telephone's signature, or a part of the last text.
 */
import * as reply from './reply.ts';

const { tokens } = reply;

/** A shorter quotation may be the person's way to stress a word: “STOP”. */
const MIN_QUOTED = 12;
/** Every one, so that the end of a short one begins no long one. */
const QUOTATION = /["“„«]([^"“”„«»]*)(?:["”»]|$)/gu;
const MAILED = /^[ \t]*>.*$/gmu;
const LETTER = /\p{L}/u;
/**
 * What a handset sends for a reaction to a text: nothing in it is the person's. The words of iOS
 * and Android in three languages, seen on handsets.
 */
const REACTION =
  /^\s*(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|removed an? \w+ from|reacted (?:with )?\S+ to|a aimé|a adoré|n['’]a pas aimé|a ri de|a souligné|a questionné|a réagi .{1,20} à|le gustó|le encantó|no le gustó|se rió de|enfatizó|reaccionó .{1,20} a|me gustó|\p{Extended_Pictographic}\S{0,3} (?:to|a|à))\s*["“«].*["”»]\s*$/isu;
/** What a telephone writes under a text by itself. */
const SIGNATURE =
  /\n[^\S\n]*(?:sent|enviado|envoy[ée])\s(?:from|with|desde|con|de|depuis|avec)\b[^\n]*$/i;

/**
 * Of the text that `tokens` holds.
 * @param lastText that we sent, and what the provider says that the text quotes
 */
export function ownWords(
  text: string,
  lastText: string | undefined,
  quotedText: string | undefined,
): string {
  let own = without(quotedText, without(lastText, text));
  // What is left of a long text may hold lines that were not read.
  const isAll = own === text;
  if (isAll ? tokens.isMailed : own.includes('>')) own = own.replace(MAILED, ' ');
  if (isAll ? tokens.hasLines : own.includes('\n')) own = own.replace(SIGNATURE, '');
  if (!tokens.isQuoting) return own;
  if (REACTION.test(own)) return ' ';
  const rest = own.replace(QUOTATION, (all, words: string) =>
    words.length < MIN_QUOTED ? all : ' , ',
  );
  // All of it in quotation marks: then they are the person's.
  return LETTER.test(rest) ? rest : own;
}

const without = (ours: string | undefined, text: string): string =>
  ours !== undefined && ours.length >= MIN_QUOTED ? text.replaceAll(ours, ' ') : text;
