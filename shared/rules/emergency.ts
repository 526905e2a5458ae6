/** Emergencies that suspend solicitation into a state, declared by law or known to the account. */
import type { ConsentState } from '../standing.ts';
import { type GateInput, type Rule, startOf } from './rule.ts';

const emergencyBan = {
  code: 'emergency-ban',
  id: 'when.emergency',
  title: 'No solicitation into a state under a declared emergency that suspends it',
  citation: 'N.Y. Gen. Bus. Law 399-z(5-a); La. R.S. 45:844.31',
  confidence: 'S',
  remedy: 'time',
  advice: 'Wait until the emergency ends; an admin keeps the list in the settings.',
  outcome: 'deny',
  judges: ['marketing'],
  check(input, consent) {
    const ban = banAt(input, consent);
    if (!ban) return undefined;
    return { ...(ban.until !== undefined && { until: ban.until }) };
  },
  explain(input, _, consent) {
    const ban = banAt(input, consent);
    return { detail: ban?.detail ?? '', ...(ban && { citation: ban.citation }) };
  },
} as const satisfies Rule;

const banAt = (input: GateInput, consent: ConsentState | undefined) =>
  input.place &&
  input.pack.emergencyAt(
    startOf(input),
    input.place,
    input.account.settings.emergencies,
    consent?.status === 'confirmed' ? consent.grade : 'none',
  );

export const EMERGENCY_RULES = [emergencyBan] as const;
