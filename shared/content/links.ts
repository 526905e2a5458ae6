/**
 * Finds the links of an outbound text and the host that each really leads to, behind tricks too:
 * unicode dots, capitals, a trailing dot, bit[.]ly, a name before an @. Judges no host.
 *
 * A bare name counts as a link when it has a path, begins with www. or ends in a common top-level
 * domain, so that "Mr.Smith" and "end.Next" are none. Linear in the text; never throws.
 */
import type { Folded } from './tokens.ts';

export interface Link {
  /** In small letters, look-alikes read as Latin, without www. and trailing dot. */
  readonly host: string;
  readonly scheme: 'http' | 'https' | 'none';
  /** Nothing follows the host. */
  readonly bare: boolean;
  /** The address has a name before an @: what it shows is not where it leads. */
  readonly named: boolean;
  /** Place of the host in the text as written. */
  readonly start: number;
  readonly end: number;
}

/** Addresses past these in one run without a space are not read. */
const MAX_IN_RUN = 20;

const COMMON_TLDS = new Set(
  `com net org info biz io co app dev edu gov homes house realtor realty estate law legal lawyer
  attorney auto autos car cars xyz top site online shop store click link live club vip icu us ca
  test example`.split(/\s+/),
);
/** Of two letters that are also words or initials: links only with scheme, www. or path. */
const WORDS_TOO = new Set(['us', 'ca', 'co', 'io']);
const HOST = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;
const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DOT_IN_BRACKETS = /[[({<]\s?(?:\.|dot)\s?[\])}>]/g;
const SCHEME = 'http';
const OPENERS = new Set(Array.from('([<{"\':>=*,;|!'));
const HOST_ENDS = /[/?#:\\()[\]<>{}"',;!*|]/;

interface Chunk {
  readonly text: string;
  /** Place in the folded text. */
  readonly from: number;
}

/** Runs without a space that hold a dot inside. */
function chunksOf(flat: string): Chunk[] {
  const chunks: Chunk[] = [];
  let dot = flat.indexOf('.');
  while (dot >= 0) {
    let from = dot;
    while (from > 0 && flat.charCodeAt(from - 1) > 32) from -= 1;
    let to = dot;
    while (to < flat.length && flat.charCodeAt(to) > 32) to += 1;
    if (dot > from && dot < to - 1) chunks.push({ text: flat.slice(from, to), from });
    dot = flat.indexOf('.', to);
  }
  return chunks;
}

function linkAt(chunk: Chunk, from: number, scheme: Link['scheme'], { at }: Folded): Link[] {
  const rest = chunk.text.slice(from);
  const cut = rest.search(/[/?#\\]/);
  const authority = cut < 0 ? rest : rest.slice(0, cut);
  const sign = authority.lastIndexOf('@');
  // ann@firm.example is a mailbox, not a link.
  if (sign >= 0 && scheme === 'none') return [];
  const behind = rest.slice(sign + 1);
  const end = behind.search(HOST_ENDS);
  const raw = end < 0 ? behind : behind.slice(0, end);
  const full = withoutTail(raw);
  const host = full.startsWith('www.') ? full.slice(4) : full;
  const path = /^:\d+\/|^[/?#]/.test(behind.slice(raw.length));
  if (!isLink(host, scheme !== 'none' || path || host !== full)) return [];
  const start = chunk.from + from + sign + 1;
  return [
    {
      host,
      scheme,
      bare: !path,
      named: sign >= 0,
      start: at(start),
      end: at(start + full.length - 1) + 1,
    },
  ];
}

function isLink(host: string, sure: boolean): boolean {
  if (!HOST.test(host)) return false;
  if (IP.test(host)) return sure;
  const tld = host.slice(host.lastIndexOf('.') + 1);
  if (/^\d+$/.test(tld)) return false;
  if (sure) return tld.length >= 2;
  return COMMON_TLDS.has(tld) && !WORDS_TOO.has(tld);
}

/** Where addresses may begin in a run: after a mark before its first slash, and at each scheme. */
function startsOf(text: string): { at: number; scheme: Link['scheme'] }[] {
  const starts: { at: number; scheme: Link['scheme'] }[] = [];
  const slash = text.indexOf('/');
  const lead = slash < 0 ? text.length : slash;
  for (let at = 0; at < lead && starts.length < MAX_IN_RUN; at += 1) {
    const opens = at === 0 || OPENERS.has(text.charAt(at - 1));
    if (opens && !OPENERS.has(text.charAt(at))) starts.push({ at, scheme: 'none' });
  }
  const most = starts.length + MAX_IN_RUN;
  let found = text.indexOf('://');
  while (found >= 0 && starts.length < most) {
    const isHttp = text.slice(0, found).endsWith(SCHEME);
    starts.push({ at: found + 3, scheme: isHttp ? 'http' : 'https' });
    found = text.indexOf('://', found + 3);
  }
  return starts;
}

/** Every link, in order. Also what a link carries in its own path, such as ?to=https://bit.ly/x. */
export function linksOf(folded: Folded): Link[] {
  if (!folded.flat.includes('.')) return [];
  return chunksOf(folded.flat).flatMap((chunk) =>
    startsOf(chunk.text).flatMap(({ at, scheme }) => linkAt(chunk, at, scheme, folded)),
  );
}

/** The text with "[.]", "(dot)" and the like as plain dots, when it has any; places are kept. */
export function withPlainDots(folded: Folded): Folded | undefined {
  if (!/[[({<]\s?(?:\.|dot)\s?[\])}>]/.test(folded.flat)) return undefined;
  let flat = '';
  const places: number[] = [];
  const copy = (from: number, to: number): void => {
    for (let i = from; i < to; i += 1) places.push(folded.at(i));
    flat += folded.flat.slice(from, to);
  };
  let done = 0;
  for (const match of folded.flat.matchAll(DOT_IN_BRACKETS)) {
    copy(done, match.index);
    flat += '.';
    places.push(folded.at(match.index));
    done = match.index + match[0].length;
  }
  copy(done, folded.flat.length);
  return { flat, at: (index) => places[index] ?? folded.at(folded.flat.length) };
}

/** Without the dots and slashes at its end: one pass, however many there are. */
export function withoutTail(host: string): string {
  let end = host.length;
  while (end > 0 && (host.charAt(end - 1) === '.' || host.charAt(end - 1) === '/')) end -= 1;
  return host.slice(0, end);
}

const SECOND_LEVEL = new Set(['co', 'com', 'net', 'org', 'gov', 'edu', 'ac', 'on', 'qc', 'bc']);

/** What a firm registers: the last two labels, or three under names such as co.uk. */
export function registeredName(host: string): string {
  const labels = host.split('.');
  const second = labels.at(-2) ?? '';
  const three = labels.length > 2 && SECOND_LEVEL.has(second) && labels.at(-1)?.length === 2;
  return labels.slice(three ? -3 : -2).join('.');
}

/** Whether a host is a name or lies under it. */
export const isUnder = (host: string, name: string): boolean =>
  host === name || host.endsWith(`.${name}`);

export const isAddress = (host: string): boolean => IP.test(host);
