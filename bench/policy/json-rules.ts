/**
 * The policy of docs/policy.md as rules of json-rules-engine: one per reason and effect, whose
 * event names both. Written from the words, not from the gate's code.
 */
import {
  type ConditionProperties,
  Engine,
  type NestedCondition,
  type RuleProperties,
  type TopLevelCondition,
} from 'json-rules-engine';
import { type Answer, type Attributes, answerOf, type Effect } from './attributes.ts';

const PROMOTED = ['marketing', 'informational'];
const ASKED_FOR = [...PROMOTED, 'conversational', 'essential'];
const STOPPED = [...ASKED_FOR, 'opt-in-request', 'opt-in-clarification', 'opt-in-confirmation'];

type Fact = keyof Attributes;
type Value = ConditionProperties['value'];

const is = (fact: Fact, value: Value = true): ConditionProperties => ({
  fact,
  operator: 'equal',
  value,
});
const no = (fact: Fact): ConditionProperties => is(fact, false);
const isNot = (fact: Fact, value: Value): ConditionProperties => ({
  fact,
  operator: 'notEqual',
  value,
});
const isIn = (fact: Fact, value: readonly string[]): ConditionProperties => ({
  fact,
  operator: 'in',
  value,
});
const notIn = (fact: Fact, value: readonly string[]): ConditionProperties => ({
  fact,
  operator: 'notIn',
  value,
});
const has = (fact: Fact, value: string): ConditionProperties => ({
  fact,
  operator: 'contains',
  value,
});
const above = (fact: Fact, value: number): ConditionProperties => ({
  fact,
  operator: 'greaterThan',
  value,
});
/** At least another fact, or a number. */
const atLeast = (fact: Fact, value: number | { readonly fact: Fact }): ConditionProperties => ({
  fact,
  operator: 'greaterThanInclusive',
  value,
});
const all = (...conditions: NestedCondition[]): TopLevelCondition => ({ all: conditions });
const any = (...conditions: NestedCondition[]): TopLevelCondition => ({ any: conditions });

const rule = (effect: Effect, code: string, ...conditions: NestedCondition[]): RuleProperties => ({
  name: `${effect} ${code}`,
  conditions: all(...conditions),
  event: { type: code, params: { effect } },
});

const judged = (...names: readonly string[]): ConditionProperties => isIn('judged', names);
const CONFIRMED = is('consent', 'confirmed');
const WIDENED = any(
  all(is('revokeAll', 'on'), is('revokedNarrowly')),
  all(is('revokeAll', 'by-date'), is('revokedSinceRevokeAll')),
);
const kind = (sender: string, registration: string) =>
  all(is('senderKind', sender), isNot('registration', registration));

export const JSON_RULES: readonly RuleProperties[] = [
  rule('deny', 'invalid-number', no('numberValid')),
  rule('deny', 'landline', isIn('line', ['landline', 'other'])),
  rule('deny', 'voip-not-allowed', judged(...ASKED_FOR), is('line', 'voip'), is('voipDenied')),
  rule(
    'deny',
    'line-type-unknown',
    judged(...PROMOTED, 'essential'),
    is('line', 'none'),
    is('numberValid'),
    is('unknownLineDenied'),
  ),
  rule(
    'deny',
    'sender-unregistered',
    any(
      no('registrationApproved'),
      kind('long-code', '10dlc'),
      kind('toll-free', 'toll-free'),
      kind('short-code', 'short-code'),
    ),
  ),
  rule(
    'deny',
    'sender-out-of-reach',
    isIn('senderKind', ['toll-free', 'short-code']),
    is('numberValid'),
    notIn('country', ['US', 'CA']),
  ),
  rule('deny', 'sender-paused', judged(...STOPPED), is('paused')),
  rule(
    'deny',
    'opted-out',
    judged(...STOPPED, 'opt-out-question'),
    any(
      all(
        notIn('judged', ['essential', 'opt-out-question']),
        any(
          is('revokedAll'),
          is('revokedProgram'),
          all(is('purpose', 'marketing'), is('revokedMarketing')),
          all(is('purpose', 'informational'), is('revokedInformational')),
          WIDENED,
        ),
      ),
      all(is('judged', 'essential'), no('essentialAfterStop'), any(is('revokedAll'), WIDENED)),
      all(is('judged', 'opt-out-question'), any(is('revokedAll'), WIDENED)),
    ),
  ),
  rule(
    'deny',
    'do-not-disturb',
    judged(...STOPPED, 'opt-out-confirmation', 'opt-out-question'),
    is('dnd'),
  ),
  rule(
    'deny',
    'question-open',
    is('questionOpen'),
    judged(...STOPPED),
    any(isNot('judged', 'essential'), no('essentialAfterStop')),
  ),
  rule('deny', 'no-consent', judged(...PROMOTED), is('consent', 'none')),
  rule('deny', 'consent-declined', judged(...PROMOTED), is('consent', 'declined')),
  rule('deny', 'consent-pending', judged(...PROMOTED), is('consent', 'pending')),
  rule(
    'deny',
    'consent-expired',
    judged(...PROMOTED),
    any(
      is('consent', 'lapsed'),
      all(
        CONFIRMED,
        above('maxAgeMonths', 0),
        atLeast('monthsSinceSign', { fact: 'maxAgeMonths' }),
      ),
    ),
  ),
  rule(
    'deny',
    'implied-consent-ended',
    judged(...PROMOTED),
    is('grade', 'implied'),
    CONFIRMED,
    any(
      all(is('basis', 'purchase'), atLeast('monthsSinceConsent', 24)),
      all(isNot('basis', 'purchase'), atLeast('monthsSinceConsent', 6)),
    ),
  ),
  rule(
    'deny',
    'wrong-purpose',
    judged('marketing'),
    any(isNot('programPurpose', 'marketing'), all(CONFIRMED, isNot('consentPurpose', 'marketing'))),
  ),
  rule(
    'deny',
    'written-consent-required',
    judged('marketing'),
    CONFIRMED,
    isNot('grade', 'written'),
    any(no('numberValid'), no('onlyInCanada')),
  ),
  rule('deny', 'seller-not-named', judged('marketing'), CONFIRMED, is('unnamed')),
  rule(
    'deny',
    'vendor-quarantined',
    judged(...PROMOTED, 'opt-in-request'),
    notIn('vendor', ['none', 'trusted']),
  ),
  rule(
    'deny',
    'already-asked',
    judged('opt-in-request', 'opt-in-clarification'),
    any(all(is('judged', 'opt-in-request'), is('askedByAnother')), isNot('consent', 'pending')),
  ),
  rule(
    'deny',
    'no-basis-to-ask',
    judged('opt-in-request'),
    is('consent', 'pending'),
    is('claimed'),
    is('maybeInCanada'),
  ),
  rule(
    'deny',
    'notice-late',
    judged(
      'opt-out-confirmation',
      'opt-in-confirmation',
      'opt-in-clarification',
      'help-reply',
      'opt-out-question',
    ),
    any(
      is('pastExpiry'),
      all(is('judged', 'opt-out-question'), no('questionOpen')),
      all(is('judged', 'opt-out-confirmation'), no('revokedAll'), no('revokedNarrowly')),
    ),
  ),
  rule('deny', 'content-prohibited', judged(...ASKED_FOR), has('content', 'prohibited')),
  rule('deny', 'public-url-shortener', judged(...ASKED_FOR), has('content', 'public-shortener')),
  rule('deny', 'exclusive-opt-out', judged(...ASKED_FOR), has('content', 'exclusive-opt-out')),
  rule('deny', 'not-essential', judged('essential'), has('content', 'marketing-words')),
  rule(
    'deny',
    'emergency-ban',
    judged('marketing'),
    is('numberValid'),
    any(
      is('emergency', 'binds-all'),
      all(is('emergency', 'exempts-confirmed'), isNot('consent', 'confirmed')),
    ),
  ),
  rule(
    'deny',
    'frequency-cap',
    judged(...PROMOTED),
    any(
      atLeast('onSubject', { fact: 'subjectLimit' }),
      all(above('lawLimit', 0), atLeast('onSubjectByLaw', { fact: 'lawLimit' })),
    ),
  ),
  rule(
    'deny',
    'contact-cap',
    any(
      all(
        judged(...PROMOTED),
        above('contactLimit', 0),
        atLeast('onAllSubjects', { fact: 'contactLimit' }),
      ),
      all(judged('essential'), atLeast('essentials', { fact: 'essentialLimit' })),
    ),
  ),
  rule('defer', 'scheduled', judged(...ASKED_FOR), above('daysUntilSendAt', 0), {
    fact: 'daysUntilSendAt',
    operator: 'lessThanInclusive',
    value: 366,
  }),
  rule('deny', 'scheduled', judged(...ASKED_FOR), above('daysUntilSendAt', 366)),
  rule(
    'defer',
    'quiet-hours',
    judged(...PROMOTED, 'opt-in-request'),
    is('numberValid'),
    is('hours', 'closed'),
    no('rejectQuietHours'),
  ),
  rule(
    'deny',
    'quiet-hours',
    judged(...PROMOTED, 'opt-in-request'),
    is('numberValid'),
    any(is('hours', 'never'), all(is('hours', 'closed'), is('rejectQuietHours'))),
  ),
];

/** One run for each text; the events of the rules that held are its reasons. */
export function jsonRulesEngine(): (attributes: Attributes) => Promise<Answer> {
  const engine = new Engine([...JSON_RULES]);
  return async (attributes) => {
    const { events } = await engine.run(attributes);
    return answerOf(
      events.map((event) => (event.params?.['effect'] === 'defer' ? 'defer' : 'deny')),
      events.map((event) => event.type),
    );
  };
}
