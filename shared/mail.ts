/**
 * Mails of the firm: from which address, under which name. An account without a sender address
 * mails nothing.
 */
import type { Account } from './account.ts';

/**
 * The From of an account's mails: its name and its address, or nothing where it has set none.
 *
 * @example mailFrom(account) // '"Demo Motors" <texts@demo-motors.example>'
 */
export function mailFrom({
  integrations,
  settings,
}: Pick<Account, 'integrations' | 'settings'>): string | undefined {
  const address = integrations.email?.from;
  return address === undefined ? undefined : `${displayName(settings.brand)} <${address}>`;
}

const CONTROLS = /\p{Cc}+/gu;
const ASCII = /^[\x20-\x7e]*$/;
/** RFC 2047 allows 75 characters for a word with its frame: 45 bytes become 60 in base64. */
const WORD_BYTES = 45;

/** A name as RFC 5322 quotes it, or in the encoded words of RFC 2047 where it is not ASCII. */
export function displayName(name: string): string {
  const plain = name.replace(CONTROLS, ' ').trim();
  if (ASCII.test(plain)) return `"${plain.replace(/["\\]/g, '\\$&')}"`;
  return encodedWords(plain)
    .map((bytes) => `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`)
    .join(' ');
}

/** Cut between characters: a word must hold whole ones. */
function encodedWords(text: string): number[][] {
  const encoder = new TextEncoder();
  const words: number[][] = [[]];
  for (const character of text) {
    const bytes = [...encoder.encode(character)];
    const last = words.at(-1) ?? [];
    if (last.length + bytes.length > WORD_BYTES) words.push(bytes);
    else last.push(...bytes);
  }
  return words;
}
