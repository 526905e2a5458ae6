/**
 * Which of two consents to the same is kept when one is captured beside the other, as entries fold
 * into the facts of a contact (fold.ts). What may be captured is consent.ts.
 */
import type { Instant } from './basics.ts';
import { addMonths } from './calendar.ts';
import { IMPLIED_MONTHS } from './data/implied-consent.ts';
import { GRADES } from './ledger.ts';
import type { ConsentState } from './standing.ts';

/**
 * A capture adds: an open question, a doubtful lead, a weaker or older proof takes nothing away.
 */
export function takesAway(held: ConsentState, news: ConsentState): boolean {
  if (held.status === 'declined') return false;
  if (news.quarantined && !held.quarantined) return true;
  if (news.unnamed && !held.unnamed) return true;
  if (held.status !== news.status) return held.status === 'confirmed';
  const rise = strengthOf(news.grade) - strengthOf(held.grade);
  const names = held.unnamed === true && !news.unnamed && rise >= 0;
  const clears = names || (held.quarantined === true && !news.quarantined);
  if (rise < 0 && !clears) return true;
  if (clears || rise > 0) return false;
  if (held.grade !== 'implied') return news.at < held.at;
  // A question about the next car does not end what buying this one implies (CASL s.10(10)).
  return impliedUntil(news) < impliedUntil(held);
}

/**
 * The consent that is kept, with the later day of the other: whoever says yes again, if only by
 * word of mouth, is not gone. What a doubtful lead or a wording without the firm's name says of the
 * person is no such sign.
 */
export function renewed(kept: ConsentState, other: ConsentState | undefined): ConsentState {
  if (other?.status !== 'confirmed' || kept.status !== 'confirmed') return kept;
  if (other.quarantined || (other.unnamed && !kept.unnamed)) return kept;
  const at = lastGiven(other);
  return at > lastGiven(kept) ? { ...kept, renewedAt: at } : kept;
}

const lastGiven = ({ at, renewedAt = at }: ConsentState): Instant => Math.max(at, renewedAt);

const impliedUntil = ({ at, basis = 'inquiry' }: Pick<ConsentState, 'at' | 'basis'>): Instant =>
  addMonths(at, IMPLIED_MONTHS[basis]);

const strengthOf = (grade: ConsentState['grade']): number => -GRADES.indexOf(grade);
