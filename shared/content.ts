/**
 * Reads the content of an outbound text: barred subjects, deceptive patterns, public shorteners,
 * wrong opt-out wording, advertising, a sender without a name, shouting, odd links.
 *
 * Decides what is found, with the words as written; what follows from it (refuse, warn, nothing) is
 * the gate's. Rests on CTIA Messaging Principles 5.3 (CT-11 to CT-15, CT-17), 47 CFR
 * 64.1200(a)(10) and (a)(12) (RV-04, RV-20) and the tables handed in, which belong to a rule pack.
 * Linear in the text; never throws.
 */

import { judgeLinks, spacedShorteners } from './content/judge-links.ts';
import { linksOf, withoutTail, withPlainDots } from './content/links.ts';
import type { ContentCategory, ContentKind, ContentLists } from './content/lists.ts';
import { isShouting, namesSender } from './content/look.ts';
import type { Work } from './content/phrases.ts';
import { foldText, tokensOf } from './content/tokens.ts';
import { findWords, type OwnWords, type WordFinding } from './content/words.ts';

export type { ContentCategory, ContentKind, ContentList, ContentLists } from './content/lists.ts';

export interface ContentFinding {
  readonly kind: ContentKind;
  readonly category?: ContentCategory;
  /** The words found, as written, at most MAX_QUOTE characters; empty for what is missing. */
  readonly quote: string;
  readonly citation: string;
  /** Plain words: what to do next. */
  readonly advice: string;
}

export interface AboutText {
  /** The firm's name as people know it. */
  readonly brand: string;
  /** The message category, as the gate names it. */
  readonly category: string;
  readonly lists: ContentLists;
  /** What the account adds: words it bars, shorteners it bars, domains that are its own. */
  readonly own: OwnWords & {
    readonly shorteners: readonly string[];
    readonly domains: readonly string[];
  };
}

export const MAX_QUOTE = 60;
/** More would say nothing new. */
export const MAX_FINDINGS = 20;

export const LINK_CITATION =
  'CTIA Messaging Principles and Best Practices (2023) 5.3.2; T-Mobile Code of Conduct 4.7';
export const CAPITALS_CITATION = 'Carrier filters (no published rule)';
export const NAME_CITATION = 'CTIA Messaging Principles and Best Practices (2023) 5.1.2';
/** Inside an exchange the person knows who writes (CT-17). */
const CONVERSATION = 'conversational';

/** What stands at a place of the text; `start` orders the findings. */
type Found = Omit<ContentFinding, 'quote'> & { readonly start: number; readonly end: number };

/**
 * Everything found, in the order of the text; a missing name and shouting come last.
 * @param body the text as it will leave, with sender name and opt-out line in it.
 * @example readContent('Payday loans at bit.ly/x', about).map(({ kind }) => kind)
 * // ['prohibited', 'public-shortener', 'unnamed-sender']
 */
export function readContent(body: string, about: AboutText): readonly ContentFinding[] {
  return readCounted(body, about, { steps: 0 });
}

/** As readContent; also counts the steps of matching. */
export function readCounted(body: string, about: AboutText, work: Work): readonly ContentFinding[] {
  const folded = foldText(body);
  const tokens = tokensOf(folded);
  const links = linksOf(withPlainDots(folded) ?? folded);
  const known = { shorteners: about.lists.shorteners, ...ownHosts(about.own) };
  const words = findWords({ ...about, tokens, text: body, flat: folded.flat, work }).filter(
    ({ row }) => row.withLink !== true || links.length > 0,
  );
  const faults = [...judgeLinks(links, body, known), ...spacedShorteners(tokens, body, known)];
  const found: Found[] = [
    ...words.map(wordFound),
    ...faults.map((fault) => ({ ...fault, citation: LINK_CITATION })),
  ];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return [
    ...found.map((one) => quoted(one, body)),
    ...aboutTheWhole(
      body,
      tokens.map(({ form }) => form),
      about,
    ),
  ].slice(0, MAX_FINDINGS);
}

/** However an account writes it: HTTPS://www.Short.Example/ */
const hostOf = (name: string): string =>
  withoutTail(
    name
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, ''),
  );

interface OwnHosts {
  readonly ownShorteners: ReadonlySet<string>;
  readonly domains: readonly string[];
}
const keptHosts = new WeakMap<AboutText['own'], OwnHosts>();

/** Worked out once for each object that an account's additions come in. */
function ownHosts(own: AboutText['own']): OwnHosts {
  const held = keptHosts.get(own);
  if (held) return held;
  const hosts = {
    ownShorteners: new Set(own.shorteners.map(hostOf)),
    domains: own.domains.map(hostOf),
  };
  keptHosts.set(own, hosts);
  return hosts;
}

function wordFound({ list, row, start, end }: WordFinding): Found {
  const { kind, category, advice } = list;
  return { kind, ...(category && { category }), citation: row.citation, advice, start, end };
}

function quoted({ start, end, ...finding }: Found, body: string): ContentFinding {
  return { ...finding, quote: body.slice(start, Math.min(end, start + MAX_QUOTE)) };
}

function aboutTheWhole(
  body: string,
  forms: readonly string[],
  { brand, category }: AboutText,
): ContentFinding[] {
  const findings: ContentFinding[] = [];
  if (category !== CONVERSATION && !namesSender(forms, brand)) {
    findings.push({
      kind: 'unnamed-sender',
      quote: '',
      citation: NAME_CITATION,
      advice: `Say who writes: begin the text with "${brand.slice(0, MAX_QUOTE)}: ".`,
    });
  }
  const shouted = isShouting(body, brand);
  if (shouted !== undefined) {
    findings.push({
      kind: 'all-caps',
      quote: shouted.slice(0, MAX_QUOTE),
      citation: CAPITALS_CITATION,
      advice: 'Whole words in capitals look like spam to carriers and people. Use small letters.',
    });
  }
  return findings;
}
