/**
 * Whether a declared emergency bans solicitation at a place (QH-08): in any state the contact may
 * be in, unless the consent on record lifts that state's ban. Which messages solicit is for the
 * caller to know. Statutes and known emergencies: data/emergencies.ts.
 */
import { type Instant, iso } from './basics.ts';
import {
  type ConsentOnRecord,
  type DeclaredEmergency,
  emergencyStatutes,
} from './data/emergencies.ts';
import { nameOfState, type Place } from './places.ts';

export type { DeclaredEmergency } from './data/emergencies.ts';

/** A ban in force. */
export interface Emergency {
  readonly state: string;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** Plain words for the person who wanted to send. */
  readonly detail: string;
  /** When the last of the bans ends; absent while one of them has no end. */
  readonly until?: Instant;
}

const statutes = new Map(emergencyStatutes.map((statute) => [statute.state, statute]));

/** A state in which an account, but no statute in the table, sees a ban. Nothing lifts it. */
const OF_THE_ACCOUNT = {
  citation: 'emergency named in the settings',
  confidence: 'M',
  exempt: [],
} as const;

/** The ban in words; see bannedBy for who is asked what. */
export const emergencyAt = (...asked: Parameters<typeof bannedBy>): Emergency | undefined => {
  const emergency = bannedBy(...asked);
  return emergency && inWords(emergency);
};

/**
 * The ban that lasts longest, so that nobody waits for a moment at which another still holds.
 * @param declared those of the rule pack and those of the account
 * @param consent the best that the person gave for such texts
 */
export function bannedBy(
  at: Instant,
  place: Place,
  declared: readonly DeclaredEmergency[],
  consent: ConsentOnRecord,
): DeclaredEmergency | undefined {
  let longest: DeclaredEmergency | undefined;
  for (const emergency of declared) {
    if (!place.states.includes(emergency.state) || !lasts(emergency, at)) continue;
    if (exemptIn(emergency.state).includes(consent)) continue;
    if (longest === undefined || endOf(emergency) > endOf(longest)) longest = emergency;
  }
  return longest;
}

const statuteOf = (state: string) => statutes.get(state) ?? OF_THE_ACCOUNT;
const exemptIn = (state: string): readonly ConsentOnRecord[] => statuteOf(state).exempt;

/** A time that cannot be read counts as begun and as not ended: the ban holds. */
function lasts(emergency: DeclaredEmergency, at: Instant): boolean {
  const { from, until } = spanOf(emergency);
  return !(at < from) && at < until;
}

/** Infinity while no end is set. */
export const endOf = (emergency: DeclaredEmergency): Instant => spanOf(emergency).until;

interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** Emergencies are kept with the pack or the account, so each is read once. */
const spans = new WeakMap<DeclaredEmergency, Span>();

function spanOf(emergency: DeclaredEmergency): Span {
  const known = spans.get(emergency);
  if (known) return known;
  const end = emergency.until === undefined ? Number.NaN : Date.parse(emergency.until);
  const until = Number.isNaN(end) ? Number.POSITIVE_INFINITY : end;
  const span = { from: Date.parse(emergency.from), until };
  spans.set(emergency, span);
  return span;
}

export function inWords(emergency: DeclaredEmergency): Emergency {
  const { state, declared } = emergency;
  const { citation, confidence, exempt } = statuteOf(state);
  const end = endOf(emergency);
  const known = Number.isFinite(end);
  const source = declared === undefined ? '' : ` (${declared})`;
  const last = known ? `until ${iso(end)}` : 'with no end set yet';
  const lifted = exempt.length > 0 ? ' without consent' : ', with consent or without';
  return {
    state,
    citation,
    confidence,
    detail:
      `${nameOfState(state)} is under a declared emergency ${last}${source}: ` +
      `no solicitation there${lifted}`,
    ...(known && { until: end }),
  };
}
