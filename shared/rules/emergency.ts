/** Emergencies that suspend solicitation into a state, declared by law or known to the account. */
import { present } from '../basics.ts';
import { endOf, inWords } from '../emergencies.ts';
import { FOUND, foundUntil, type GateInput, listed, type Rule, startOf } from './rule.ts';

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
  check(input) {
    const ban = banAt(input);
    if (!ban) return undefined;
    const until = endOf(ban);
    return Number.isFinite(until) ? foundUntil(until) : FOUND;
  },
  explain(input) {
    const ban = banAt(input);
    const { citation, detail } = inWords(present(ban, 'the ban that was found'));
    return { detail: `${detail}. Wait until it ends.`, citation };
  },
} as const satisfies Rule;

function banAt(input: GateInput) {
  const { consent, pack, place } = input;
  const own = input.account.settings.emergencies;
  if (!place || pack.emergencies.length + own.length === 0) return undefined;
  const held = consent?.status === 'confirmed' ? consent.grade : 'none';
  return pack.emergencyAt(startOf(input), place, own, held);
}

export const EMERGENCY_RULES = listed('asked', [emergencyBan]);
