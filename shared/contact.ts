/**
 * A contact as the API shows it (API.md, Contacts): the phone's standing with its email ledger
 * beside it.
 */
import type { Account, Channel } from './account.ts';
import { type Instant, iso } from './basics.ts';
import { hasLapsed, openUntil } from './double-opt-in.ts';
import { dialerOf } from './effects.ts';
import { placeOf } from './places.ts';
import { type ConsentState, type Facts, isClosed, isLeft, type Standing } from './standing.ts';

/** What an agent reads first: after a STOP, that this person cannot be texted. */
export const labelOf = (phone: string, facts: Facts): string => {
  const name = facts.name ?? phone;
  return isClosed(facts, 'sms') ? `${name} - can't text` : name;
};

export function contactView(
  phone: string,
  standing: Standing,
  at: { readonly account: Account; readonly now: Instant },
  email?: Standing,
) {
  const { facts } = standing;
  const asked = standing.sends.asked;
  const consents = consentList(standing, at);
  const dnd = {
    sms: isClosed(facts, 'sms'),
    // Of these two, one kind left closes all: dialers and mailing lists know of no kinds.
    voice: isLeft(facts, 'voice'),
    email: isLeft(facts, 'email') || (email !== undefined && isLeft(email.facts, 'email')),
  };
  return {
    phone,
    name: facts.name ?? null,
    email: facts.email ?? null,
    externalId: facts.externalId ?? null,
    origin: facts.origin ?? null,
    label: labelOf(phone, facts),
    consents: [...consents, ...(email ? consentList(email, at) : [])],
    dnd,
    dialer: dialerOf(facts),
    /** We asked whether to stop: no text goes out before the answer; silence means stop. */
    question: facts.question ? { until: iso(facts.question.until) } : null,
    /** Whoever holds the number says that it is not this contact's. */
    wrongNumber: facts.wrongNumber
      ? {
          reportedAt: iso(facts.wrongNumber.at),
          status: facts.wrongNumber.review === undefined ? 'confirmed' : 'in-review',
        }
      : null,
    /** As the person asked; null where that channel is closed. */
    preferredChannel: preferredOf(facts, dnd),
    doubleOptIn: {
      status: optInStatus(consents),
      askedAt: asked ? iso(asked.at) : null,
      mailedAt: facts.mailedAt === undefined ? null : iso(facts.mailedAt),
      openUntil: questionEnd(standing, at),
      handsetProvedAt: facts.handsetAt === undefined ? null : iso(facts.handsetAt),
    },
    /** Texts that wait for the YES, and until when; GET /v1/messages/{id} shows each. */
    held: (standing.sends.held ?? []).map(({ id, until }) => ({ id, until: iso(until) })),
    /** As looked up, and when; unknown until then. */
    lineType: facts.line?.type ?? null,
    lineTypeAt: facts.line === undefined ? null : iso(facts.line.at),
    timeZones: placeOf(phone, facts.place).zones,
    lastInboundAt: facts.lastInboundAt === undefined ? null : iso(facts.lastInboundAt),
    version: standing.version,
    entries: standing.seq,
  };
}

/** A pending consent is shown as expired once no YES confirms it any more. */
const consentList = (
  { facts, sends }: Standing,
  { account, now }: { readonly account: Account; readonly now: Instant },
) =>
  Object.entries(facts.consents).map(([key, consent]) => ({
    ...consentView(key, consent),
    ...(hasLapsed(consent, sends, account.settings, now) && { status: 'expired' as const }),
  }));

/** Until when a YES counts, where one is waited for. */
function questionEnd(
  { facts, sends }: Standing,
  { account }: { readonly account: Account },
): string | null {
  const ends = Object.entries(facts.consents)
    .filter(([key, { status }]) => key.startsWith('sms:') && status === 'pending')
    .map(([, consent]) => openUntil(consent, sends, account.settings));
  return ends.length === 0 ? null : iso(Math.max(...ends));
}

const preferredOf = ({ prefers }: Facts, dnd: Readonly<Record<Channel, boolean>>) =>
  prefers === undefined || dnd[prefers] ? null : prefers;

export function consentView(key: string, consent: ConsentState) {
  const [channel = '', program = ''] = key.split(/:(.*)/s);
  return {
    id: consentId(consent.hash),
    channel,
    program,
    status: consent.status,
    grade: consent.grade,
    purpose: consent.purpose,
    source: consent.source,
    at: iso(consent.at),
    ...(consent.renewedAt !== undefined && { renewedAt: iso(consent.renewedAt) }),
    entryHash: consent.hash,
  };
}

/** A consent is named after the entry that proves it. */
export const consentId = (hash: string): string => `con_${hash.slice(0, 24)}`;

function optInStatus(consents: ReturnType<typeof consentList>) {
  const states = consents.filter(({ channel }) => channel === 'sms').map(({ status }) => status);
  const first = (['pending', 'confirmed', 'expired', 'declined'] as const).find((status) =>
    states.includes(status),
  );
  return first ?? 'none';
}
