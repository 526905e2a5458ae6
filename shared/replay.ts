/**
 * What the revoke-all rule would have changed for an opt-out of the past (47 CFR 64.1200(a)(10),
 * RV-11, D-04): from the entries of its ledger, what it left open then, and whether that is ended
 * by now. It changes nothing; the rule itself is rules/revocation.ts.
 */
import type { Channel } from './account.ts';
import { type Instant, iso, present } from './basics.ts';
import { foldEntries } from './fold.ts';
import { type ContactKey, type LedgerEntry, PURPOSES, readKey } from './ledger.ts';
import { partlyRevokedSince } from './rules/revocation.ts';
import { channelOf, type Facts, type Purpose, programOf, revokedSince } from './standing.ts';

/** Texts of one purpose in one program that the person had agreed to. */
export interface OpenTexts {
  readonly program: string;
  readonly purpose: Purpose;
}

export interface ReplayedOptOut {
  /** When it was recorded, and when it was said: ISO 8601. */
  readonly at: string;
  readonly receivedAt: string;
  readonly contact: { readonly phone?: string; readonly email?: string };
  readonly seq: number;
  readonly entryHash: string;
  readonly source: string;
  readonly words: string | null;
  readonly channels: readonly Channel[];
  readonly scope: 'everything' | 'purpose' | 'program';
  readonly program?: string;
  readonly purpose?: Purpose;
  /** By the scope that was recorded, whatever the rule said then. */
  readonly stayedOpen: readonly OpenTexts[];
  /** What the rule ends beyond that; nothing where everything was left, or no texts were. */
  readonly wouldEnd: readonly (OpenTexts & { readonly endedByNow: boolean })[];
}

/**
 * @param entries the whole ledger, oldest first
 * @param seq the number of an entry `opted-out` in it
 * @param from when the rule is in force now: see revokeAllFrom
 */
export function replayOptOut(
  key: ContactKey,
  entries: readonly LedgerEntry[],
  seq: number,
  from: Instant,
): ReplayedOptOut | undefined {
  const entry = entries[seq - 1];
  if (entry?.type !== 'opted-out') return undefined;
  const { channels, program, purpose, receivedAt, words } = entry.detail;
  const scope = program ? 'program' : purpose ? 'purpose' : 'everything';
  const { phone, email } = readKey(key);
  const stayedOpen = openTexts(foldEntries(entries.slice(0, seq)), Number.POSITIVE_INFINITY);
  const now = openTexts(foldEntries(entries), from);
  const inPart = scope !== 'everything' && channels.includes('sms');
  return {
    at: iso(entry.at),
    receivedAt,
    contact: { ...(phone && { phone }), ...(email && { email }) },
    seq,
    entryHash: entry.hash,
    source: entry.source,
    words: words ?? null,
    channels,
    scope,
    ...(scope === 'program' && { program: present(program, 'the program of its scope') }),
    ...(scope === 'purpose' && { purpose: present(purpose, 'the purpose of its scope') }),
    stayedOpen,
    wouldEnd: inPart
      ? stayedOpen.map((open) => ({ ...open, endedByNow: !now.some((one) => isSame(one, open)) }))
      : [],
  };
}

const isSame = (one: OpenTexts, other: OpenTexts): boolean =>
  one.program === other.program && one.purpose === other.purpose;

/** Confirmed consents to texts that no revocation and no do-not-disturb closes. */
function openTexts(facts: Facts, from: Instant): OpenTexts[] {
  if (facts.dnd['sms'] || partlyRevokedSince(facts, from) !== undefined) return [];
  return Object.entries(facts.consents)
    .filter(([key, { status }]) => channelOf(key) === 'sms' && status === 'confirmed')
    .flatMap(([key, { purpose }]) => {
      const program = programOf(key);
      // Consent to marketing carries information too; not the other way about (CN-01).
      const reach = purpose === 'marketing' ? PURPOSES : [purpose];
      return reach.map((one) => ({ program, purpose: one }));
    })
    .filter((open) => revokedSince(facts, 'sms', open) === undefined)
    .sort((a, b) => (a.program < b.program ? -1 : Number(a.program > b.program)));
}

/** Counts over some replayed opt-outs. */
export function summarise(optOuts: readonly ReplayedOptOut[]) {
  const changed = optOuts.filter(({ wouldEnd }) => wouldEnd.length > 0);
  const open = changed.filter(({ wouldEnd }) => wouldEnd.some((one) => !one.endedByNow));
  const contacts = new Set(changed.map(({ contact }) => contact.phone ?? contact.email));
  return {
    optOuts: optOuts.length,
    ofTexts: optOuts.filter(({ channels }) => channels.includes('sms')).length,
    inPart: optOuts.filter(({ scope }) => scope !== 'everything').length,
    /** Opt-outs that the rule would have carried further, and the contacts that made them. */
    wouldEndMore: changed.length,
    contacts: contacts.size,
    /** Of these, where something of it is still open today. */
    stillOpen: open.length,
  };
}
