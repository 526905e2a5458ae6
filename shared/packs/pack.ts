/**
 * A rule pack: one dated edition of the rules and of every table that they read. A decision names
 * the pack that made it, and the same facts with an older pack give the older answer. An edition
 * holds the law in force on its day; rows of law keep their own effective dates on top, by the
 * calendar of the person texted. It decides nothing; gate.ts does.
 */
import type { Instant } from '../basics.ts';
import type { ContentLists } from '../content.ts';
import { CAP_ROWS, type CapRow } from '../data/caps.ts';
import { enforcedScopes, quietRows } from '../data/quiet-hours.ts';
import { bannedBy, type DeclaredEmergency } from '../emergencies.ts';
import type { Category } from '../message.ts';
import type { Place } from '../places.ts';
import { compileQuietHours, type QuietHours } from '../quiet-hours.ts';
import {
  EVERY,
  type Finding,
  FOUND,
  type ListedRule,
  type Rule,
  type RuleOutcome,
} from '../rules/rule.ts';
import type { ConsentState } from '../standing.ts';

/** What an edition is made of, as shared/packs/index.ts writes it. */
export interface Edition {
  /** YYYY-MM-DD: in force from 00:00 UTC of that day until the next edition's. */
  readonly version: string;
  /** What changed against the edition before, with its source. */
  readonly changes: readonly { readonly what: string; readonly citation: string }[];
  /** Of which those count that there were by then: see `since` of a rule. */
  readonly rules: readonly ListedRule[];
  readonly content: ContentLists;
  readonly revokeAll: RevokeAll;
  readonly impliedMonths: Readonly<Record<'purchase' | 'inquiry', number>>;
  readonly emergencies: readonly DeclaredEmergency[];
}

export interface RevokeAll {
  /** Revocations received from then on reach every kind of text; Infinity: not in force. */
  readonly from: Instant;
  readonly citation: string;
}

export interface RulePack extends Edition {
  readonly from: Instant;
  /** The rules that judge each category. */
  readonly judging: Readonly<Record<Category, Judging>>;
  readonly quietHours: QuietHours;
  /** With the rows that speak of automatic devices only, for accounts that keep them too. */
  readonly deviceHours: QuietHours;
  /** The strictest statutory cap of the states where the contact may be. */
  capAt(place: Place): CapRow | undefined;
  emergencyAt(
    at: Instant,
    place: Place,
    own: readonly DeclaredEmergency[],
    consent: ConsentState['grade'] | 'none',
  ): DeclaredEmergency | undefined;
}

export function makePack(edition: Edition): RulePack {
  const { emergencies, version } = edition;
  const known = (row: { readonly from?: string }) => row.from === undefined || row.from <= version;
  const rules = edition.rules.filter(({ since }) => since === undefined || since <= version);
  const judging = Object.fromEntries(
    EVERY.map((category) => [category, judgingOf(rules, category)]),
  ) as unknown as RulePack['judging'];
  // A row that a later law will end is, in this edition, a row without an end.
  const hours = quietRows.filter(known).map((row) => {
    const { before, ...rest } = row;
    return before !== undefined && before <= version ? row : rest;
  });
  return {
    ...edition,
    rules,
    from: Date.parse(version),
    judging,
    quietHours: compileQuietHours(hours),
    deviceHours: compileQuietHours(hours, { scopes: [...enforcedScopes, 'D'] }),
    capAt: strictestCap(CAP_ROWS.filter(known)),
    emergencyAt: (at, place, own, consent) =>
      bannedBy(at, place, [...emergencies, ...own], consent),
  };
}

export interface Judging {
  /** The files that have a rule for it, as filesToAsk takes them. */
  readonly files: number;
  /** In order of precedence; those of one file together. */
  readonly groups: readonly RuleGroup[];
}

export interface RuleGroup {
  readonly file: number;
  /** Each as what it finds when there is no more to say than that it applies: made once. */
  readonly rules: readonly Found[];
}

export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly outcome: RuleOutcome;
}

function judgingOf(rules: readonly ListedRule[], category: Category): Judging {
  const groups: { readonly file: number; readonly rules: Found[] }[] = [];
  let files = 0;
  for (const rule of rules.filter(({ judges }) => judges.includes(category))) {
    const plain = { rule, finding: FOUND, outcome: rule.outcome };
    const last = groups.at(-1);
    if (last?.file === rule.file) last.rules.push(plain);
    else groups.push({ file: rule.file, rules: [plain] });
    files |= rule.file;
  }
  return { files, groups };
}

/** Places are few and kept (places.ts), so each is looked up once. */
function strictestCap(rows: readonly CapRow[]): RulePack['capAt'] {
  const known = new WeakMap<Place, { readonly cap: CapRow | undefined }>();
  return (place) => {
    const held = known.get(place);
    if (held) return held.cap;
    const [cap] = rows
      .filter((row) => place.states.includes(row.state))
      .sort((a, b) => a.limit / a.hours - b.limit / b.hours);
    known.set(place, { cap });
    return cap;
  };
}
