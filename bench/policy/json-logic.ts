/**
 * The policy of docs/policy.md as json-logic expressions: one per reason and effect, asked in a
 * plain loop. Written from the words, not from the gate's code.
 */
import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { type Answer, type Attributes, answerOf, type Effect } from './attributes.ts';

type Fact = keyof Attributes;

const PROMOTED = ['marketing', 'informational'];
const ASKED_FOR = [...PROMOTED, 'conversational', 'essential'];
const STOPPED = [...ASKED_FOR, 'opt-in-request', 'opt-in-clarification', 'opt-in-confirmation'];

const the = (fact: Fact): RulesLogic => ({ var: fact });
const is = (fact: Fact, value: string): RulesLogic => ({ '===': [the(fact), value] });
const not = (logic: RulesLogic): RulesLogic => ({ '!': logic });
const and = (...parts: RulesLogic[]): RulesLogic => ({ and: parts });
const or = (...parts: RulesLogic[]): RulesLogic => ({ or: parts });
const isIn = (fact: Fact, values: string[]): RulesLogic => ({ in: [the(fact), values] });
const has = (fact: Fact, value: string): RulesLogic => ({ in: [value, the(fact)] });
const atLeast = (fact: Fact, limit: number | RulesLogic): RulesLogic => ({
  '>=': [the(fact), limit],
});
const above = (fact: Fact, limit: number): RulesLogic => ({ '>': [the(fact), limit] });
const judged = (...names: string[]): RulesLogic => isIn('judged', names);

const CONFIRMED = is('consent', 'confirmed');
const VALID = the('numberValid');
const WIDENED = or(
  and(is('revokeAll', 'on'), the('revokedNarrowly')),
  and(is('revokeAll', 'by-date'), the('revokedSinceRevokeAll')),
);
const misregistered = (sender: string, registration: string): RulesLogic =>
  and(is('senderKind', sender), not(is('registration', registration)));

type Row = readonly [code: string, effect: Effect, logic: RulesLogic];

export const LOGIC: readonly Row[] = [
  ['invalid-number', 'deny', not(VALID)],
  ['landline', 'deny', isIn('line', ['landline', 'other'])],
  ['voip-not-allowed', 'deny', and(judged(...ASKED_FOR), is('line', 'voip'), the('voipDenied'))],
  [
    'line-type-unknown',
    'deny',
    and(judged(...PROMOTED, 'essential'), is('line', 'none'), VALID, the('unknownLineDenied')),
  ],
  [
    'sender-unregistered',
    'deny',
    or(
      not(the('registrationApproved')),
      misregistered('long-code', '10dlc'),
      misregistered('toll-free', 'toll-free'),
      misregistered('short-code', 'short-code'),
    ),
  ],
  [
    'sender-out-of-reach',
    'deny',
    and(isIn('senderKind', ['toll-free', 'short-code']), VALID, not(isIn('country', ['US', 'CA']))),
  ],
  ['sender-paused', 'deny', and(the('paused'), judged(...STOPPED))],
  [
    'opted-out',
    'deny',
    and(
      judged(...STOPPED, 'opt-out-question'),
      or(
        and(
          not(isIn('judged', ['essential', 'opt-out-question'])),
          or(
            the('revokedAll'),
            the('revokedProgram'),
            and(is('purpose', 'marketing'), the('revokedMarketing')),
            and(is('purpose', 'informational'), the('revokedInformational')),
            WIDENED,
          ),
        ),
        and(
          is('judged', 'essential'),
          not(the('essentialAfterStop')),
          or(the('revokedAll'), WIDENED),
        ),
        and(is('judged', 'opt-out-question'), or(the('revokedAll'), WIDENED)),
      ),
    ),
  ],
  [
    'do-not-disturb',
    'deny',
    and(the('dnd'), judged(...STOPPED, 'opt-out-confirmation', 'opt-out-question')),
  ],
  [
    'question-open',
    'deny',
    and(
      the('questionOpen'),
      judged(...STOPPED),
      not(and(is('judged', 'essential'), the('essentialAfterStop'))),
    ),
  ],
  ['no-consent', 'deny', and(judged(...PROMOTED), is('consent', 'none'))],
  ['consent-declined', 'deny', and(judged(...PROMOTED), is('consent', 'declined'))],
  ['consent-pending', 'deny', and(judged(...PROMOTED), is('consent', 'pending'))],
  [
    'consent-expired',
    'deny',
    and(
      judged(...PROMOTED),
      or(
        is('consent', 'lapsed'),
        and(CONFIRMED, above('maxAgeMonths', 0), atLeast('monthsSinceSign', the('maxAgeMonths'))),
      ),
    ),
  ],
  [
    'implied-consent-ended',
    'deny',
    and(
      judged(...PROMOTED),
      is('grade', 'implied'),
      CONFIRMED,
      atLeast('monthsSinceConsent', { if: [is('basis', 'purchase'), 24, 6] }),
    ),
  ],
  [
    'wrong-purpose',
    'deny',
    and(
      judged('marketing'),
      or(
        not(is('programPurpose', 'marketing')),
        and(CONFIRMED, not(is('consentPurpose', 'marketing'))),
      ),
    ),
  ],
  [
    'written-consent-required',
    'deny',
    and(
      judged('marketing'),
      CONFIRMED,
      not(is('grade', 'written')),
      not(and(VALID, the('onlyInCanada'))),
    ),
  ],
  ['seller-not-named', 'deny', and(judged('marketing'), CONFIRMED, the('unnamed'))],
  [
    'vendor-quarantined',
    'deny',
    and(judged(...PROMOTED, 'opt-in-request'), not(isIn('vendor', ['none', 'trusted']))),
  ],
  [
    'already-asked',
    'deny',
    and(
      judged('opt-in-request', 'opt-in-clarification'),
      or(and(judged('opt-in-request'), the('askedByAnother')), not(is('consent', 'pending'))),
    ),
  ],
  [
    'no-basis-to-ask',
    'deny',
    and(judged('opt-in-request'), is('consent', 'pending'), the('claimed'), the('maybeInCanada')),
  ],
  [
    'notice-late',
    'deny',
    and(
      judged(
        'opt-out-confirmation',
        'opt-in-confirmation',
        'opt-in-clarification',
        'help-reply',
        'opt-out-question',
      ),
      or(
        the('pastExpiry'),
        and(is('judged', 'opt-out-question'), not(the('questionOpen'))),
        and(
          is('judged', 'opt-out-confirmation'),
          not(the('revokedAll')),
          not(the('revokedNarrowly')),
        ),
      ),
    ),
  ],
  ['content-prohibited', 'deny', and(judged(...ASKED_FOR), has('content', 'prohibited'))],
  ['public-url-shortener', 'deny', and(judged(...ASKED_FOR), has('content', 'public-shortener'))],
  ['exclusive-opt-out', 'deny', and(judged(...ASKED_FOR), has('content', 'exclusive-opt-out'))],
  ['not-essential', 'deny', and(judged('essential'), has('content', 'marketing-words'))],
  [
    'emergency-ban',
    'deny',
    and(
      judged('marketing'),
      VALID,
      or(is('emergency', 'binds-all'), and(is('emergency', 'exempts-confirmed'), not(CONFIRMED))),
    ),
  ],
  [
    'frequency-cap',
    'deny',
    and(
      judged(...PROMOTED),
      or(
        atLeast('onSubject', the('subjectLimit')),
        and(above('lawLimit', 0), atLeast('onSubjectByLaw', the('lawLimit'))),
      ),
    ),
  ],
  [
    'contact-cap',
    'deny',
    or(
      and(
        judged(...PROMOTED),
        above('contactLimit', 0),
        atLeast('onAllSubjects', the('contactLimit')),
      ),
      and(judged('essential'), atLeast('essentials', the('essentialLimit'))),
    ),
  ],
  [
    'scheduled',
    'defer',
    and(judged(...ASKED_FOR), above('daysUntilSendAt', 0), not(above('daysUntilSendAt', 366))),
  ],
  ['scheduled', 'deny', and(judged(...ASKED_FOR), above('daysUntilSendAt', 366))],
  [
    'quiet-hours',
    'defer',
    and(
      judged(...PROMOTED, 'opt-in-request'),
      VALID,
      is('hours', 'closed'),
      not(the('rejectQuietHours')),
    ),
  ],
  [
    'quiet-hours',
    'deny',
    and(
      judged(...PROMOTED, 'opt-in-request'),
      VALID,
      or(is('hours', 'never'), and(is('hours', 'closed'), the('rejectQuietHours'))),
    ),
  ],
];

export function decideByJsonLogic(attributes: Attributes): Answer {
  const effects: Effect[] = [];
  const codes: string[] = [];
  for (const [code, effect, logic] of LOGIC) {
    if (jsonLogic.apply(logic, attributes) !== true) continue;
    effects.push(effect);
    codes.push(code);
  }
  return answerOf(effects, codes);
}
