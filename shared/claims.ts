/**
 * The sends of a standing as a text is claimed, taken back or counted: one list is fence (claims in
 * flight), the others are caps, notices and what a bare STOP would answer. Whether a text may go is
 * gate.ts; writing the claim is the handler's.
 */
import { HOUR, type Instant, MINUTE, SECOND } from './basics.ts';
import { MAX_COUNTED, shortId } from './counting.ts';
import { isLookUpDue } from './look-ups.ts';
import { isNotice } from './message.ts';
import { countedAs, ESSENTIAL } from './rules/frequency.ts';
import { type GateInput, judgedAs } from './rules/rule.ts';
import type { Sends } from './standing.ts';

/** How long a claim is remembered by wall clock: longer than any sweep needs to close it. */
export const CLAIM_MEMORY_MS = 15 * MINUTE;
/** When the sweep looks whether a record followed: past every lease and provider time-out. */
export const CLAIM_CHECK_MS = 90 * SECOND;
/** Until then the sweep may not have looked: such a claim is never dropped for a newer one. */
export const CLAIM_OPEN_MS = 2 * CLAIM_CHECK_MS;
/** Texts to one contact that may be on their way to a provider at once. */
export const MAX_CLAIMS = 8;
/** Past it the provider call must not start (DESIGN.md section 4). */
export const CLAIM_LEASE_MS = 2_000;

/** Programs whose notices are remembered; the one longest ago leaves, and is told again. */
export const MAX_NOTICES = 8;

/**
 * The sends of a standing with this text claimed: one list is fence (claims in flight) and cap
 * (recent). Old items leave here. Undefined when too many claims are in flight.
 */
export function claimSend(
  input: GateInput,
  verdict: { readonly givesNotice: boolean },
  claim: { readonly at: Instant; readonly by: string },
): Sends | undefined {
  const { account, category, messageId, now, programId, sends } = input;
  const claims = rememberedAt(sends, claim.at);
  if (claims.filter((held) => held.at > claim.at - CLAIM_OPEN_MS).length >= MAX_CLAIMS)
    return undefined;
  const { contactCap, essentialCap, frequencyCap } = account.settings;
  const hours = Math.max(frequencyCap.hours, contactCap?.hours ?? 0, LAW_HOURS);
  // Log-in codes of a day would fill the list, and a full list is over every cap.
  const recent = sends.recent.filter(
    ({ at, subject }) => at > now - (subject === ESSENTIAL ? essentialCap.hours : hours) * HOUR,
  );
  const subject = countedAs(input, judgedAs(input));
  return {
    ...sends,
    claims: [...claims, { id: messageId, ...claim, ...lookUpOf(input) }].slice(-MAX_CLAIMS),
    recent:
      subject === undefined
        ? recent
        : [...recent, { id: shortId(messageId), subject, at: now }].slice(-MAX_COUNTED),
    notices: noticesAfter(input, verdict.givesNotice),
    ...(!isNotice(category) && {
      last: { program: programId, purpose: category === 'marketing' ? category : 'informational' },
    }),
    ...(category === 'opt-in-request' && { asked: { id: shortId(messageId), at: now } }),
  };
}

const rememberedAt = ({ claims }: Sends, at: Instant): Sends['claims'] =>
  claims.filter((held) => held.at > at - CLAIM_MEMORY_MS);

/**
 * The claim that leaves a full list for a new one. Without a record of its text nothing but this
 * claim tells that the text may be on its way: then it must stay, and the new text wait.
 */
export function claimThatLeaves(sends: Sends, at: Instant): Sends['claims'][number] | undefined {
  const claims = rememberedAt(sends, at);
  return claims.length < MAX_CLAIMS ? undefined : claims[0];
}

/** Rides on the claim, so that asking costs the send nothing. */
const lookUpOf = ({ facts, account, now }: GateInput): { readonly lookUp?: true } =>
  isLookUpDue(facts, account, now) ? { lookUp: true } : {};

/** The longest window of a statute (data/caps.ts). */
const LAW_HOURS = 24;

/** Of contacts that are not told at first, such as imports: the time until they are begins. */
const NOBODY = '';

function noticesAfter(input: GateInput, givesNotice: boolean): Sends['notices'] {
  const { category, messageId, now, programId } = input;
  const { notices } = input.sends;
  const held = notices[programId];
  if (isNotice(category) || category === 'essential') return notices;
  const next = givesNotice
    ? { by: shortId(messageId), at: now, texts: 0 }
    : { by: held?.by ?? NOBODY, at: held?.at ?? now, texts: (held?.texts ?? 0) + 1 };
  const kept = Object.entries({ ...notices, [programId]: next })
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, MAX_NOTICES);
  return Object.fromEntries(kept);
}

/**
 * Takes back what a text counted, when the provider refused it. Its claim stays: a run of the same
 * text that raced it must find that one was here, and not try again.
 */
export function uncountSend(sends: Sends, messageId: string): Sends {
  const own = shortId(messageId);
  const { asked, ...rest } = sends;
  const notices = Object.entries(sends.notices).filter(([, notice]) => notice.by !== own);
  return {
    ...rest,
    recent: sends.recent.filter((text) => text.id !== own),
    notices: Object.fromEntries(notices),
    ...(asked && asked.id !== own && { asked }),
  };
}

/** Takes back the claim too, when the provider was never called. */
export const releaseClaim = (sends: Sends, messageId: string): Sends => ({
  ...uncountSend(sends, messageId),
  claims: sends.claims.filter((claim) => claim.id !== messageId),
});

/** The claim of this very text, when it is on its way already: it is never sent a second time. */
export const claimOf = (sends: Sends, messageId: string): Sends['claims'][number] | undefined =>
  sends.claims.find((claim) => claim.id === messageId);
