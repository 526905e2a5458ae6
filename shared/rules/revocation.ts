/**
 * What the person, or the firm for the person, has closed: opt-outs of one program, one purpose or
 * the account, widened by the revoke-all rule once it is in force, and do-not-disturb.
 */
import { type Instant, iso } from '../basics.ts';
import type { Category } from '../message.ts';
import type { RulePack } from '../packs/pack.ts';
import type { Settings } from '../settings.ts';
import { type Facts, type Purpose, revokedSince } from '../standing.ts';
import {
  ASKED_FOR,
  type Clear,
  FOUND,
  foundUntil,
  type GateInput,
  listed,
  type Rule,
} from './rule.ts';

/** The one confirmation of an opt-out, and HELP, are the texts that an opt-out lets through. */
const OPT_IN: readonly Category[] = [
  'opt-in-request',
  'opt-in-clarification',
  'opt-in-confirmation',
];
const STOPPED: readonly Category[] = [...ASKED_FOR, ...OPT_IN];
const STOPPED_OR_ASKED: readonly Category[] = [...STOPPED, 'opt-out-question'];

const optedOut = {
  code: 'opted-out',
  id: 'revocation.honoured',
  title: 'A revocation ends every text in its scope at once',
  citation: '47 CFR 64.1200(a)(10)',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Do not text. Only the contact can come back, by texting START.',
  outcome: 'deny',
  judges: STOPPED_OR_ASKED,
  check: (input) => (closedSince(input) === undefined ? undefined : FOUND),
  explain(input) {
    const since = iso(closedSince(input) ?? input.now);
    const whole = revokedSince(input.facts, 'sms') !== undefined;
    const scope = whole ? '' : widenedSince(input) === undefined ? ` ${kindOf(input)}` : ' in part';
    const all = scope === ' in part' ? ', which by the revoke-all rule ends all of them' : '';
    return {
      detail: `The contact opted out of texts${scope} on ${since}${all}. Only the contact can come back, by texting START.`,
      ...(all && { citation: input.pack.revokeAll.citation }),
    };
  },
} as const satisfies Rule;

const kindOf = ({ facts, programId }: GateInput): string =>
  revokedSince(facts, 'sms', { program: programId }) === undefined
    ? 'for marketing'
    : `of program ${programId}`;

/** Since when this text is closed by a revocation; undefined while it is not. */
function closedSince(input: GateInput): Instant | undefined {
  const { account, category, facts, programId } = input;
  if (isEmpty(facts.revoked)) return undefined;
  if (category === 'essential') {
    // Leaving advertising does not end log-in codes; leaving the account does, by its setting.
    if (account.settings.essentialAfterStop === 'allow') return undefined;
    return revokedSince(facts, 'sms') ?? widenedSince(input);
  }
  // Whoever left one kind may still be asked whether all should end.
  if (category === 'opt-out-question') return revokedSince(facts, 'sms') ?? widenedSince(input);
  const scope = { program: programId, purpose: purposeOf(input) };
  return revokedSince(facts, 'sms', scope) ?? widenedSince(input);
}

function isEmpty(revoked: Facts['revoked']): boolean {
  for (const _ in revoked) return false;
  return true;
}

const purposeOf = ({ category, program }: GateInput): Purpose => {
  if (category === 'marketing') return 'marketing';
  return OPT_IN.includes(category) ? (program?.purpose ?? 'marketing') : 'informational';
};

const widenedSince = ({ account, facts, pack }: GateInput): Instant | undefined =>
  partlyRevokedSince(facts, revokeAllFrom(account.settings, pack));

/**
 * The revoke-all rule: a revocation of one kind of text, received while it is in force, reaches the
 * unrelated kinds too (RV-11). An account can switch it on early, or off while regulators delay it.
 */
export function revokeAllFrom(
  { revokeAll }: Pick<Settings, 'revokeAll'>,
  pack: Pick<RulePack, 'revokeAll'>,
): Instant {
  if (revokeAll === 'by-date') return pack.revokeAll.from;
  return revokeAll === 'on' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/**
 * A revocation of texts, in whatever scope, that was received at `from` or later, and after the
 * person last came back: what they came back to is not ended by what they left before.
 */
export function partlyRevokedSince(
  { cameBackAt = Number.NEGATIVE_INFINITY, revoked }: Facts,
  from: Instant,
): Instant | undefined {
  for (const key in revoked) {
    const since = revoked[key];
    if (since === undefined || !key.startsWith('sms:')) continue;
    if (since >= from && since > cameBackAt) return since;
  }
  return undefined;
}

const doNotDisturb = {
  code: 'do-not-disturb',
  id: 'dnd.honoured',
  title: 'A contact set to do-not-disturb is not texted',
  citation: '47 CFR 64.1200(d)(3)',
  confidence: 'Q',
  remedy: 'admin',
  advice: 'An admin can lift it with evidence of the contact’s new wish.',
  outcome: 'deny',
  judges: [...STOPPED_OR_ASKED, 'opt-out-confirmation'],
  check: ({ facts }) => (facts.dnd['sms'] ? FOUND : undefined),
  explain: () => ({
    detail:
      'Do-not-disturb is on for texts. An admin can lift it with evidence of the contact’s new wish.',
  }),
} as const satisfies Rule;

/**
 * No text but what is owed while our one question is open: silence would end them all, and whoever
 * may have asked for an end is not texted in between (47 CFR 64.1200(a)(12)).
 */
const questionOpen = {
  code: 'question-open',
  id: 'revocation.question',
  title: 'Whoever was asked whether to stop is not texted before the answer',
  citation: '47 CFR 64.1200(a)(12)',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Wait for the answer: NO keeps the texts coming, YES and silence end them.',
  outcome: 'deny',
  judges: STOPPED,
  check({ account, category, facts: { question } }) {
    if (question === undefined) return undefined;
    // What an opt-out would not end need not wait for one.
    const goesOn = category === 'essential' && account.settings.essentialAfterStop === 'allow';
    return goesOn ? undefined : foundUntil(question.until);
  },
  explain: (_, { until }) => ({
    detail: `The contact was asked whether we should stop. Without a NO, texts end ${until === undefined ? '' : `on ${iso(until)}`}.`,
  }),
} as const satisfies Rule;

export const isUntouched: Clear = ({ facts }) =>
  isEmpty(facts.revoked) && !facts.dnd['sms'] && facts.question === undefined;

export const REVOCATION_RULES = listed('revocation', [optedOut, doNotDisturb, questionOpen]);
