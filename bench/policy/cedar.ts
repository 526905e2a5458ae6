/**
 * The policy of docs/policy.md as Cedar policies: one per reason and effect, so that the policies
 * that determine an answer are its reasons. Written from the words, not from the gate's code.
 */
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { type Answer, type Attributes, answerOf, type Effect } from './attributes.ts';

const actions = (...names: readonly string[]): string =>
  `action in [${names.map((name) => `Action::"${name}"`).join(', ')}]`;

const ANY = 'action';
const PROMOTED = ['marketing', 'informational'];
const ASKED_FOR = [...PROMOTED, 'conversational', 'essential'];
const STOPPED = [...ASKED_FOR, 'opt-in-request', 'opt-in-clarification', 'opt-in-confirmation'];
const NOTICES = [
  'opt-out-confirmation',
  'opt-in-confirmation',
  'opt-in-clarification',
  'help-reply',
  'opt-out-question',
];

const forbid = (action: string, when: string): string =>
  `forbid(principal, ${action}, resource) when { ${when} };`;

/** The action is the category that the text is judged as. Ids say the effect and the reason. */
export const POLICIES: Readonly<Record<string, string>> = {
  allow: 'permit(principal, action, resource);',
  'deny invalid-number': forbid(ANY, '!context.numberValid'),
  'deny landline': forbid(ANY, '["landline", "other"].contains(context.line)'),
  'deny voip-not-allowed': forbid(
    actions(...ASKED_FOR),
    'context.line == "voip" && context.voipDenied',
  ),
  'deny line-type-unknown': forbid(
    actions(...PROMOTED, 'essential'),
    'context.numberValid && context.line == "none" && context.unknownLineDenied',
  ),
  'deny sender-unregistered': forbid(
    ANY,
    `!context.registrationApproved
      || context.senderKind == "long-code" && context.registration != "10dlc"
      || context.senderKind == "toll-free" && context.registration != "toll-free"
      || context.senderKind == "short-code" && context.registration != "short-code"`,
  ),
  'deny sender-out-of-reach': forbid(
    ANY,
    `context.numberValid && ["toll-free", "short-code"].contains(context.senderKind)
      && !["US", "CA"].contains(context.country)`,
  ),
  'deny sender-paused': forbid(actions(...STOPPED), 'context.paused'),
  'deny opted-out': forbid(
    actions(...STOPPED.filter((name) => name !== 'essential')),
    `context.revokedAll || context.revokedProgram
      || context.purpose == "marketing" && context.revokedMarketing
      || context.purpose == "informational" && context.revokedInformational
      || context.revokedNarrowly && context.revokeAll == "on"
      || context.revokedSinceRevokeAll && context.revokeAll == "by-date"`,
  ),
  'deny opted-out (essential)': forbid(
    actions('essential'),
    `!context.essentialAfterStop && (context.revokedAll
      || context.revokedNarrowly && context.revokeAll == "on"
      || context.revokedSinceRevokeAll && context.revokeAll == "by-date")`,
  ),
  'deny opted-out (question)': forbid(
    actions('opt-out-question'),
    `context.revokedAll
      || context.revokedNarrowly && context.revokeAll == "on"
      || context.revokedSinceRevokeAll && context.revokeAll == "by-date"`,
  ),
  'deny do-not-disturb': forbid(
    actions(...STOPPED, 'opt-out-confirmation', 'opt-out-question'),
    'context.dnd',
  ),
  'deny question-open': forbid(
    actions(...STOPPED.filter((name) => name !== 'essential')),
    'context.questionOpen',
  ),
  'deny question-open (essential)': forbid(
    actions('essential'),
    'context.questionOpen && !context.essentialAfterStop',
  ),
  'deny no-consent': forbid(actions(...PROMOTED), 'context.consent == "none"'),
  'deny consent-declined': forbid(actions(...PROMOTED), 'context.consent == "declined"'),
  'deny consent-pending': forbid(actions(...PROMOTED), 'context.consent == "pending"'),
  'deny consent-expired': forbid(
    actions(...PROMOTED),
    `context.consent == "lapsed" || context.consent == "confirmed" && context.maxAgeMonths > 0
      && context.monthsSinceSign >= context.maxAgeMonths`,
  ),
  'deny implied-consent-ended': forbid(
    actions(...PROMOTED),
    `context.consent == "confirmed" && context.grade == "implied"
      && context.monthsSinceConsent >= (if context.basis == "purchase" then 24 else 6)`,
  ),
  'deny wrong-purpose': forbid(
    actions('marketing'),
    `context.programPurpose != "marketing"
      || context.consent == "confirmed" && context.consentPurpose != "marketing"`,
  ),
  'deny written-consent-required': forbid(
    actions('marketing'),
    `context.consent == "confirmed" && context.grade != "written"
      && !(context.numberValid && context.onlyInCanada)`,
  ),
  'deny seller-not-named': forbid(
    actions('marketing'),
    'context.consent == "confirmed" && context.unnamed',
  ),
  'deny vendor-quarantined': forbid(
    actions(...PROMOTED, 'opt-in-request'),
    '!["none", "trusted"].contains(context.vendor)',
  ),
  'deny already-asked': forbid(
    actions('opt-in-request', 'opt-in-clarification'),
    `action == Action::"opt-in-request" && context.askedByAnother
      || context.consent != "pending"`,
  ),
  'deny no-basis-to-ask': forbid(
    actions('opt-in-request'),
    'context.consent == "pending" && context.claimed && context.maybeInCanada',
  ),
  'deny notice-late': forbid(actions(...NOTICES), 'context.pastExpiry'),
  'deny notice-late (came back)': forbid(
    actions('opt-out-confirmation'),
    '!(context.revokedAll || context.revokedNarrowly)',
  ),
  'deny notice-late (answered)': forbid(actions('opt-out-question'), '!context.questionOpen'),
  'deny content-prohibited': forbid(
    actions(...ASKED_FOR),
    'context.content.contains("prohibited")',
  ),
  'deny public-url-shortener': forbid(
    actions(...ASKED_FOR),
    'context.content.contains("public-shortener")',
  ),
  'deny exclusive-opt-out': forbid(
    actions(...ASKED_FOR),
    'context.content.contains("exclusive-opt-out")',
  ),
  'deny not-essential': forbid(actions('essential'), 'context.content.contains("marketing-words")'),
  'deny emergency-ban': forbid(
    actions('marketing'),
    `context.numberValid && context.emergency != "none"
      && !(context.emergency == "exempts-confirmed" && context.consent == "confirmed")`,
  ),
  'deny frequency-cap': forbid(
    actions(...PROMOTED),
    `context.onSubject >= context.subjectLimit
      || context.lawLimit > 0 && context.onSubjectByLaw >= context.lawLimit`,
  ),
  'deny contact-cap': forbid(
    actions(...PROMOTED),
    'context.contactLimit > 0 && context.onAllSubjects >= context.contactLimit',
  ),
  'deny contact-cap (essential)': forbid(
    actions('essential'),
    'context.essentials >= context.essentialLimit',
  ),
  'defer scheduled': forbid(
    actions(...ASKED_FOR),
    'context.daysUntilSendAt > 0 && context.daysUntilSendAt <= 366',
  ),
  'deny scheduled': forbid(actions(...ASKED_FOR), 'context.daysUntilSendAt > 366'),
  'defer quiet-hours': forbid(
    actions(...PROMOTED, 'opt-in-request'),
    'context.numberValid && context.hours == "closed" && !context.rejectQuietHours',
  ),
  'deny quiet-hours': forbid(
    actions(...PROMOTED, 'opt-in-request'),
    `context.numberValid && (context.hours == "never"
      || context.hours == "closed" && context.rejectQuietHours)`,
  ),
};

const SET = 'gate';
const EFFECT_AND_REASON = /^(deny|defer) ([a-z-]+)/;

/** Cedar keeps the parsed policies in the thread: parse once, then decide. */
export function cedar(policies: Readonly<Record<string, string>> = POLICIES) {
  const parsed = preparsePolicySet(SET, { staticPolicies: policies });
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
  return (attributes: Attributes): Answer => {
    const answer = statefulIsAuthorized({
      principal: { type: 'Account', id: 'acme' },
      action: { type: 'Action', id: attributes.judged },
      resource: { type: 'Contact', id: 'pat' },
      context: contextOf(attributes),
      preparsedPolicySetId: SET,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors));
    const { errors, reason } = answer.response.diagnostics;
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return read(reason);
  };
}

/** Everything but the category, which is the action. */
function contextOf({ judged: _, content, ...rest }: Attributes) {
  return { ...rest, content: [...content] };
}

/** Ids of one reason can be several: one for each of its cases. */
function read(ids: readonly string[]): Answer {
  const effects: Effect[] = [];
  const codes = new Set<string>();
  for (const id of ids) {
    const [, effect, code] = EFFECT_AND_REASON.exec(id) ?? [];
    if (code === undefined) continue;
    effects.push(effect === 'defer' ? 'defer' : 'deny');
    codes.add(code);
  }
  return answerOf(effects, [...codes]);
}
