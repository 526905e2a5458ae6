/**
 * The policy of docs/policy.md as one casbin matcher over attributes. It answers allowed or not:
 * casbin has neither a third outcome nor reasons. Written from the words, not from the gate's code.
 */
import { type Enforcer, newEnforcer, newModelFromString } from 'casbin';
import type { Attributes } from './attributes.ts';

const PROMOTED = "(r.a.judged == 'marketing' || r.a.judged == 'informational')";
const ASKED_FOR = `(${PROMOTED} || r.a.judged == 'conversational' || r.a.judged == 'essential')`;
const NOTICE = `(r.a.judged == 'opt-out-confirmation' || r.a.judged == 'opt-in-confirmation'
  || r.a.judged == 'opt-in-clarification' || r.a.judged == 'help-reply'
  || r.a.judged == 'opt-out-question')`;
const WITH_QUESTION = `(${PROMOTED} || r.a.judged == 'opt-in-request')`;
const STOPPED = `(${ASKED_FOR} || r.a.judged == 'opt-in-request'
  || r.a.judged == 'opt-in-clarification' || r.a.judged == 'opt-in-confirmation')`;
const WIDENED = `(r.a.revokeAll == 'on' && r.a.revokedNarrowly
  || r.a.revokeAll == 'by-date' && r.a.revokedSinceRevokeAll)`;

/** Whatever refuses or delays a text. */
const AGAINST: readonly string[] = [
  '!r.a.numberValid',
  "r.a.line == 'landline' || r.a.line == 'other'",
  `${ASKED_FOR} && r.a.line == 'voip' && r.a.voipDenied`,
  `(${PROMOTED} || r.a.judged == 'essential') && r.a.line == 'none' && r.a.unknownLineDenied`,
  `!r.a.registrationApproved || r.a.senderKind == 'long-code' && r.a.registration != '10dlc'
    || r.a.senderKind == 'toll-free' && r.a.registration != 'toll-free'
    || r.a.senderKind == 'short-code' && r.a.registration != 'short-code'`,
  `(r.a.senderKind == 'toll-free' || r.a.senderKind == 'short-code')
    && r.a.country != 'US' && r.a.country != 'CA'`,
  `${STOPPED} && r.a.paused`,
  `${STOPPED} && r.a.judged != 'essential' && (r.a.revokedAll || r.a.revokedProgram
    || r.a.purpose == 'marketing' && r.a.revokedMarketing
    || r.a.purpose == 'informational' && r.a.revokedInformational || ${WIDENED})`,
  `r.a.judged == 'essential' && !r.a.essentialAfterStop && (r.a.revokedAll || ${WIDENED})`,
  `r.a.judged == 'opt-out-question' && (r.a.revokedAll || ${WIDENED} || !r.a.questionOpen)`,
  `r.a.dnd && (${STOPPED} || r.a.judged == 'opt-out-confirmation'
    || r.a.judged == 'opt-out-question')`,
  `r.a.questionOpen && ${STOPPED} && !(r.a.judged == 'essential' && r.a.essentialAfterStop)`,
  `${PROMOTED} && r.a.consent != 'confirmed'`,
  `${PROMOTED} && r.a.consent == 'confirmed' && r.a.maxAgeMonths > 0
    && r.a.monthsSinceSign >= r.a.maxAgeMonths`,
  `${PROMOTED} && r.a.consent == 'confirmed' && r.a.grade == 'implied'
    && r.a.monthsSinceConsent >= (r.a.basis == 'purchase' ? 24 : 6)`,
  `r.a.judged == 'marketing' && (r.a.programPurpose != 'marketing'
    || r.a.consent == 'confirmed' && r.a.consentPurpose != 'marketing')`,
  `r.a.judged == 'marketing' && r.a.consent == 'confirmed' && r.a.grade != 'written'
    && !r.a.onlyInCanada`,
  `r.a.judged == 'marketing' && r.a.consent == 'confirmed' && r.a.unnamed`,
  `${WITH_QUESTION} && r.a.vendor != 'none' && r.a.vendor != 'trusted'`,
  `r.a.judged == 'opt-in-request' && r.a.askedByAnother`,
  `(r.a.judged == 'opt-in-request' || r.a.judged == 'opt-in-clarification')
    && r.a.consent != 'pending'`,
  `r.a.judged == 'opt-in-request' && r.a.consent == 'pending' && r.a.claimed
    && r.a.maybeInCanada`,
  `${NOTICE} && r.a.pastExpiry`,
  `r.a.judged == 'opt-out-confirmation' && !r.a.revokedAll && !r.a.revokedNarrowly`,
  `${ASKED_FOR} && (holds(r.a.content, 'prohibited') || holds(r.a.content, 'public-shortener')
    || holds(r.a.content, 'exclusive-opt-out'))`,
  `r.a.judged == 'essential' && holds(r.a.content, 'marketing-words')`,
  `r.a.judged == 'marketing' && (r.a.emergency == 'binds-all'
    || r.a.emergency == 'exempts-confirmed' && r.a.consent != 'confirmed')`,
  `${PROMOTED} && (r.a.onSubject >= r.a.subjectLimit
    || r.a.lawLimit > 0 && r.a.onSubjectByLaw >= r.a.lawLimit)`,
  `${PROMOTED} && r.a.contactLimit > 0 && r.a.onAllSubjects >= r.a.contactLimit`,
  `r.a.judged == 'essential' && r.a.essentials >= r.a.essentialLimit`,
  `${ASKED_FOR} && r.a.daysUntilSendAt > 0`,
  `${WITH_QUESTION} && r.a.hours != 'open'`,
];

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const MODEL = `
[request_definition]
r = a

[policy_definition]
p = text

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = ${oneLine(`!(${AGAINST.map((one) => `(${one})`).join(' || ')})`)}
`;

/** Whether the text may go out now. */
export async function casbin(): Promise<(attributes: Attributes) => boolean> {
  const enforcer: Enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction('holds', (list: readonly string[], one: string) => list.includes(one));
  return (attributes) => enforcer.enforceSync(attributes);
}
