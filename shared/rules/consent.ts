/**
 * Is there consent of the kind that this text needs, fresh enough, for this program and purpose,
 * given to this firm? Which grade a category needs: written for marketing in the US, express or
 * implied for information (CT-01, CN-01, CN-02); in Canada express or implied within its window.
 */
import { type Instant, iso, present } from '../basics.ts';
import { addMonths, monthsPassed } from '../calendar.ts';
import { hasLapsed, openUntil } from '../double-opt-in.ts';
import { isFull } from '../held.ts';
import type { Category } from '../message.ts';
import type { ConsentState } from '../standing.ts';
import { type Clear, FOUND, type GateInput, listed, PROMOTED, type Rule, startOf } from './rule.ts';

/** Consent is asked for by a text that rests on the open question itself, not on consent. */
const WITH_QUESTION: readonly Category[] = [...PROMOTED, 'opt-in-request'];

const noConsent = {
  code: 'no-consent',
  id: 'consent.exists',
  title: 'A text needs the prior express consent of the person',
  citation: '47 USC 227(b)(1)(A); 47 CFR 64.1200(a)(1); CASL s.6',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Ask by another channel, or let the contact use the form or text first.',
  outcome: 'deny',
  judges: PROMOTED,
  check: ({ consent }) => (consent ? undefined : FOUND),
  explain: ({ program, programId }) => ({
    detail: program
      ? `There is no consent to texts for program ${programId}. Ask by another channel, or let the contact use the form or text first.`
      : notConfigured(programId),
  }),
} as const satisfies Rule;

const consentDeclined = {
  code: 'consent-declined',
  id: 'consent.not-declined',
  title: 'Whoever answered NO is not texted',
  citation: '47 CFR 64.1200(a)(10); CTIA Messaging Principles (2023) 5.1.2.1',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Do not text. Another channel may be open; the contact can come back by the form.',
  outcome: 'deny',
  judges: PROMOTED,
  check: ({ consent }) => (consent?.status === 'declined' ? FOUND : undefined),
  explain: ({ programId }) => ({
    detail: `The contact answered NO to texts for program ${programId}. Do not text; another channel may be open.`,
  }),
} as const satisfies Rule;

const consentPending = {
  code: 'consent-pending',
  id: 'consent.confirmed',
  title: 'With double opt-in, nothing is sent before YES',
  citation: 'CTIA Messaging Principles (2023) 5.1.2.1',
  confidence: 'S',
  remedy: 'person',
  advice: 'Wait for the YES, or ask the contact to text first.',
  outcome: 'deny',
  judges: PROMOTED,
  check: (input) =>
    input.consent?.status === 'pending' && !isLapsed(input, input.consent) ? FOUND : undefined,
  explain: ({ consent, sends, vendor }) => ({
    detail: sends.asked
      ? `The contact was asked on ${iso(sends.asked.at)} and has not answered YES yet.${isFull(sends) ? ' As many texts as may wait for the answer do so.' : ''}`
      : consent?.vendor !== undefined && vendor?.status !== 'trusted'
        ? 'Nobody is asked while the vendor is not trusted.'
        : 'The contact is about to be asked and must answer YES first. If no question comes, let the contact use the form again or text first.',
  }),
} as const satisfies Rule;

const isLapsed = ({ account, now, sends }: GateInput, consent: ConsentState): boolean =>
  hasLapsed(consent, sends, account.settings, now);

const consentExpired = {
  code: 'consent-expired',
  id: 'consent.fresh',
  title: 'Consent goes stale without engagement, and a question without an answer',
  citation:
    'Account policy: settings.consentMaxAgeMonths, doubleOptIn.expiryDays (no clause found in CTIA 2023)',
  confidence: 'M',
  remedy: 'person',
  advice: 'Ask the contact for consent anew, by the form or another channel.',
  outcome: 'deny',
  judges: PROMOTED,
  check(input) {
    const { consent } = input;
    if (consent?.status === 'pending') return isLapsed(input, consent) ? FOUND : undefined;
    const months = input.account.settings.consentMaxAgeMonths;
    if (months === null || consent?.status !== 'confirmed') return undefined;
    return monthsPassed(lastSign(input, consent), months, startOf(input)) ? FOUND : undefined;
  },
  explain(input) {
    const { consent } = input;
    if (consent?.status === 'pending') {
      const until = iso(openUntil(consent, input.sends, input.account.settings));
      return {
        detail: `Nobody answered YES by ${until}, so the consent has expired. Ask for it anew, or let the contact text first.`,
      };
    }
    const months = input.account.settings.consentMaxAgeMonths ?? 0;
    const stale = addMonths(lastSign(input, present(consent, 'the stale consent')), months);
    return {
      detail: `The consent is older than ${months} months without a sign of the contact since (stale on ${iso(stale)}). Ask for it anew.`,
    };
  },
} as const satisfies Rule;

const notConfigured = (programId: string): string =>
  `Program ${programId} is not configured. An admin can add it.`;

const lastSign = ({ facts }: GateInput, consent: ConsentState): Instant =>
  Math.max(consent.at, consent.renewedAt ?? 0, facts.lastInboundAt ?? 0);

/** CASL s.10(9)-(10): computed when a text is decided; sending makes it no longer (CA-09). */
const impliedConsentEnded = {
  code: 'implied-consent-ended',
  id: 'consent.implied-window',
  title: 'Implied consent ends 24 months after a purchase, 6 months after an inquiry',
  citation: 'CASL s.10(9)-(10)',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Ask for express consent, which does not end by itself.',
  outcome: 'deny',
  judges: PROMOTED,
  check(input) {
    const { consent } = input;
    if (consent?.grade !== 'implied' || consent.status !== 'confirmed') return undefined;
    const months = input.pack.impliedMonths[basisOf(consent)];
    return monthsPassed(consent.at, months, startOf(input)) ? FOUND : undefined;
  },
  explain({ consent, pack }) {
    const held = present(consent, 'the implied consent');
    const basis = basisOf(held);
    const end = iso(addMonths(held.at, pack.impliedMonths[basis]));
    return {
      detail: `The consent implied by the ${basis} lasts until ${end}. Ask for express consent.`,
    };
  },
} as const satisfies Rule;

/** Where nobody said what implies it: the shorter window. */
const basisOf = ({ basis }: ConsentState) => basis ?? 'inquiry';

/**
 * A program consented to for information does not carry advertising (CN-01: limited to its
 * purpose).
 */
const wrongPurpose = {
  code: 'wrong-purpose',
  id: 'consent.purpose',
  title: 'Consent reaches only the purpose it was given for',
  citation: '47 CFR 64.1200(a)(1)-(2); CTIA 5.1.2.2',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Use a marketing program, and ask the contact to consent to it.',
  outcome: 'deny',
  judges: ['marketing'],
  check({ consent, program }) {
    if (program?.purpose !== 'marketing') return FOUND;
    return consent?.status === 'confirmed' && consent.purpose !== 'marketing' ? FOUND : undefined;
  },
  explain: ({ program, programId }) => ({
    detail: program
      ? `Program ${programId} is consented to for information only. Use a marketing program, and ask the contact to consent to it.`
      : notConfigured(programId),
  }),
} as const satisfies Rule;

const writtenConsentRequired = {
  code: 'written-consent-required',
  id: 'consent.written',
  title: 'Marketing texts to the US need prior express written consent',
  citation: '47 CFR 64.1200(a)(2), (f)(9)',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Send the contact the form, or paper to sign.',
  outcome: 'deny',
  judges: ['marketing'],
  check({ consent, place }) {
    if (consent?.status !== 'confirmed' || consent.grade === 'written') return undefined;
    // CASL asks for express or implied consent, in any form; every other place is judged as US.
    return place?.states.every(isProvince) ? undefined : FOUND;
  },
  explain: () => ({
    detail:
      'The consent was not given in writing with the disclosure. Send the contact the form first.',
  }),
} as const satisfies Rule;

const isProvince = (state: string): boolean => state.startsWith('CA-');

const sellerNotNamed = {
  code: 'seller-not-named',
  id: 'consent.seller',
  title: 'Written consent must name the firm that sends',
  citation: '47 CFR 64.1200(f)(9)',
  confidence: 'Q',
  remedy: 'person',
  advice: 'Register a disclosure that names the firm, and ask for consent with it.',
  outcome: 'deny',
  judges: ['marketing'],
  check: ({ consent }) =>
    consent?.unnamed === true && consent.status === 'confirmed' ? FOUND : undefined,
  explain: ({ account }) => ({
    detail: `The wording the contact agreed to does not name ${account.settings.brand}. Ask with a wording that does.`,
  }),
} as const satisfies Rule;

const vendorQuarantined = {
  code: 'vendor-quarantined',
  id: 'consent.vendor',
  title: 'Leads of a vendor wait until the vendor is trusted',
  citation: 'CTIA Messaging Principles (2023) 5.1.4',
  confidence: 'Q',
  remedy: 'admin',
  advice: 'An admin reviews the vendor and trusts or blocks it.',
  outcome: 'deny',
  judges: WITH_QUESTION,
  check: ({ consent, vendor }) =>
    consent?.vendor !== undefined && vendor?.status !== 'trusted' ? FOUND : undefined,
  explain: ({ consent, vendor }) => ({
    detail: `This lead came from vendor ${consent?.vendor ?? ''}, which is ${vendor?.status ?? 'not configured'}. An admin can review it.`,
  }),
} as const satisfies Rule;

/** Fresh, in writing, to this firm by name, for marketing: it carries every text. */
export const isBest: Clear = (input) => {
  const { consent, program } = input;
  return (
    consent?.status === 'confirmed' &&
    consent.grade === 'written' &&
    consent.purpose === 'marketing' &&
    program?.purpose === 'marketing' &&
    consent.unnamed === undefined &&
    consent.vendor === undefined &&
    consentExpired.check(input) === undefined
  );
};

export const CONSENT_RULES = listed('consent', [
  noConsent,
  consentDeclined,
  consentPending,
  consentExpired,
  impliedConsentEnded,
  wrongPurpose,
  writtenConsentRequired,
  sellerNotNamed,
  vendorQuarantined,
]);
