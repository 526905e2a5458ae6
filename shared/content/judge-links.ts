/**
 * What is wrong with the links of a text: public shorteners (CT-15), and links that do not look
 * like the sender's own: raw addresses, plain http, look-alikes, one name shown and another behind.
 * CTIA Messaging Principles (2023) 5.3.2 wants links whose owner can be told. Reads no page.
 */

import { isAddress, isUnder, type Link, registeredName } from './links.ts';
import type { ContentKind } from './lists.ts';
import type { Token } from './tokens.ts';

export interface LinkFault {
  readonly kind: ContentKind & ('public-shortener' | 'link-mismatch');
  readonly start: number;
  readonly end: number;
  readonly advice: string;
}

interface Known {
  readonly shorteners: ReadonlySet<string>;
  /** The account's own additions, in small letters. */
  readonly ownShorteners: ReadonlySet<string>;
  readonly domains: readonly string[];
}

const USE_OWN =
  'Carriers block public link shorteners. Use the full link, or a short domain of your own.';

/** A host and every name above it: a.b.bit.ly, b.bit.ly, bit.ly. */
function isShortener(host: string, { shorteners, ownShorteners }: Known): boolean {
  let name = host;
  while (name.includes('.')) {
    if (shorteners.has(name) || ownShorteners.has(name)) return true;
    name = name.slice(name.indexOf('.') + 1);
  }
  return false;
}

/** One form for names that look the same to a hurried eye: examp1e, exarnple. */
const skeleton = (name: string): string =>
  name
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('0', 'o')
    .replaceAll(/[1i|]/g, 'l')
    .replaceAll('5', 's')
    .replaceAll('-', '');

const LATIN = /[a-z]/i;
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** What is odd about one link; the first that applies. */
function oddity(link: Link, written: string, domains: readonly string[]): string | undefined {
  const { host } = link;
  const shown = registeredName(host);
  if (isAddress(host)) return 'A link to a bare number looks like fraud. Use your domain name.';
  if (link.named)
    return `The link leads to ${shown}, not to what stands before its @. Write the plain link.`;
  const mixed = LATIN.test(written) && OTHER_SCRIPT.test(written);
  if (mixed || /(?:^|\.)xn--/.test(host))
    return 'The domain has letters of another script, as a copy would. Write it in plain letters.';
  const isOwn = domains.some((own) => isUnder(host, own));
  const copied = isOwn ? undefined : domains.find((own) => looksLike(host, own));
  if (copied !== undefined) return `The domain looks like ${copied} but is not. Correct the link.`;
  if (!isOwn && domains.length > 0)
    return `${shown} is not among the account's own domains. Add it, or link to your own site.`;
  return link.scheme === 'http' ? 'Plain http is not safe to follow. Use https.' : undefined;
}

/** A copy of an own name, or the own name as the front of a foreign one: own.example.evil.test. */
function looksLike(host: string, own: string): boolean {
  return (
    skeleton(registeredName(host)) === skeleton(registeredName(own)) ||
    host.startsWith(`${own}.`) ||
    host.includes(`.${own}.`)
  );
}

/** Between a shown name and the link behind it: "shop.example (https://...", "[shop](https". */
const SHOWN_THEN_LINK = /^[\s)\]:>"'*-]{0,3}[([<:=>-]["'\s]{0,2}(?:https?:\/\/)(?:www\.)?$/i;
const MAX_BETWEEN = 24;

function mismatched(shown: Link, link: Link, body: string): boolean {
  if (!shown.bare || shown.scheme !== 'none' || link.scheme === 'none') return false;
  if (link.start - shown.end > MAX_BETWEEN) return false;
  if (registeredName(shown.host) === registeredName(link.host)) return false;
  return SHOWN_THEN_LINK.test(body.slice(shown.end, link.start));
}

/** @param body as written. */
export function judgeLinks(links: readonly Link[], body: string, known: Known): LinkFault[] {
  const faults: LinkFault[] = [];
  for (const [i, link] of links.entries()) {
    const { start, end, host } = link;
    if (isShortener(host, known)) {
      faults.push({ kind: 'public-shortener', start, end, advice: USE_OWN });
      continue;
    }
    const before = links[i - 1];
    const advice =
      before && mismatched(before, link, body)
        ? `The text shows ${before.host} but the link leads to ${host}. Show where it leads.`
        : oddity(link, body.slice(start, end), known.domains);
    if (advice !== undefined) faults.push({ kind: 'link-mismatch', start, end, advice });
  }
  return faults;
}

const SPACED_DOT = /^(?:\s{1,2}(?:[.·]|dot)\s{0,2}|[.·]\s{1,2})$/i;

/**
 * Shorteners with space round the dot, "bit . ly/x" and "bit dot ly/x": only with a path, for "a
 * bit. Ly" is no link.
 */
export function spacedShorteners(
  tokens: readonly Token[],
  body: string,
  known: Known,
): LinkFault[] {
  const faults: LinkFault[] = [];
  for (const [i, last] of tokens.entries()) {
    if (body.charAt(last.end) !== '/') continue;
    const spelled = tokens[i - 1]?.form === 'dot';
    const first = tokens[i - (spelled ? 2 : 1)];
    if (first === undefined || !SPACED_DOT.test(body.slice(first.end, last.start))) continue;
    if (!isShortener(`${first.form}.${last.form}`, known)) continue;
    const { start } = first;
    faults.push({ kind: 'public-shortener', start, end: last.end, advice: USE_OWN });
  }
  return faults;
}
