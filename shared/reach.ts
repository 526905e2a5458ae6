/**
 * How far a wish to end something reaches: which channels, and which texts. The account may widen
 * it by its settings and never narrow what the words say (KM-07, D-06).
 */
import type { Channel, Sender } from './account.ts';
import { answered } from './answered.ts';
import type { Instant } from './basics.ts';
import { BARE_COMMANDS } from './data/keywords.ts';
import { REVOKE_ALL } from './data/revoke-all.ts';
import type { InboundMessage } from './ports.ts';
import { type Reading, ruleOf } from './replies.ts';
import type { InboundFacts } from './reply-owed.ts';
import { revokeAllFrom } from './rules/revocation.ts';
import { revokedSince, type Scope, type Standing } from './standing.ts';

/**
 * The channels that a wish names. YES to our question closes what the question was about too, and
 * so does STOP where the number may be another person's.
 */
export function closedBy(
  facts: InboundFacts,
  { intent, channels, rule }: Reading,
): readonly Channel[] {
  if (intent === 'stop-all-contact') return ['sms', 'voice', 'email'];
  if (intent !== 'opt-out') return channels;
  const { question } = facts.standing.facts;
  const isMeant = rule.startsWith('answer:') || question?.isWrongNumber === true;
  const asked = isMeant ? question?.channels : undefined;
  return [...new Set([...channelsOf(facts), ...channels, ...(asked ?? [])])];
}

/** The account may widen a STOP to every channel; it can never narrow it (KM-07, D-06). */
export const channelsOf = ({ account }: Pick<InboundFacts, 'account'>): readonly Channel[] =>
  account.settings.optOutScope === 'all' ? ['sms', 'voice', 'email'] : ['sms'];

/**
 * How far a STOP reaches among texts. Everything, unless the account lets people leave one thing
 * and the whole text is a bare command: then the program of the last text; or its purpose, and
 * everything where that was information, since STOP to information ends all (RV-14, decision 0017).
 * Everything too where one thing would not be true: the revoke-all rule is in force (RV-11), the
 * provider or the toll-free network has told the person that all end (KT-01), or that one thing was
 * left before.
 */
export function scopeOf(message: InboundMessage, facts: InboundFacts, reading: Reading): Scope {
  const { account, now, sender, standing } = facts;
  const { optOutReach, optOutScope } = account.settings;
  if (optOutReach === 'account' || optOutScope === 'all') return {};
  if (!NARROW.has(reading.rule) || answered(message, facts, reading)) return {};
  // In answer to "Do you want us to stop texting you?" it means all of them.
  if (standing.facts.question) return {};
  if (now >= widensFrom(facts)) return {};
  const scope = lastKind(optOutReach, sender, standing);
  return revokedSince(standing.facts, 'sms', scope) === undefined ? scope : {};
}

export const widensFrom = ({ account }: InboundFacts): Instant =>
  revokeAllFrom(account.settings, { revokeAll: REVOKE_ALL });

/** Rules of words that are a bare command. */
export const NARROW: ReadonlySet<string> = new Set(
  BARE_COMMANDS.map((word) => ruleOf('keyword', word)),
);

function lastKind(reach: 'purpose' | 'program', sender: Sender, { sends }: Standing): Scope {
  if (reach === 'program') return { program: sends.last?.program ?? sender.program };
  return sends.last?.purpose === 'marketing' ? { purpose: 'marketing' } : {};
}
