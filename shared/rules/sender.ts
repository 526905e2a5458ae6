/** Can this sender carry the text: registered, in reach of the person, and not paused. */
import { iso } from '../basics.ts';
import { REACH } from '../data/reach.ts';
import { isAnswer } from '../message.ts';
import { isApproved, missingRegistration } from '../registrations.ts';
import {
  type Clear,
  EVERY,
  FOUND,
  foundUntil,
  type GateInput,
  listed,
  type Rule,
  startOf,
} from './rule.ts';

/**
 * Unregistered traffic is blocked by the carriers: 10DLC since 2025-02, toll-free since 2024-01.
 */
const senderUnregistered = {
  code: 'sender-unregistered',
  id: 'sender.registered',
  title: 'Only an approved registration may send',
  citation: 'Carrier rules: Twilio 30034 (10DLC), 30032 (toll-free verification)',
  confidence: 'V',
  remedy: 'admin',
  advice: 'Finish the registration that the reason names, then refresh the sender.',
  outcome: 'deny',
  judges: EVERY,
  check: ({ sender }) => (sender && isApproved(sender) ? undefined : FOUND),
  explain({ sender, senderId }) {
    if (!sender) {
      return { detail: `Sender ${senderId} is not configured. An admin can add it under senders.` };
    }
    return { detail: `Sender ${senderId}: ${missingRegistration(sender)}` };
  },
} as const satisfies Rule;

const senderOutOfReach = {
  code: 'sender-out-of-reach',
  id: 'sender.reach',
  title: 'Toll-free numbers and short codes reach their own countries only',
  citation: 'Provider documentation: toll-free and short codes carry US and Canadian traffic',
  confidence: 'S',
  remedy: 'admin',
  advice: 'Send from a long code that may reach this country.',
  outcome: 'deny',
  judges: EVERY,
  check({ phone, sender }) {
    if (!phone || !sender || sender.kind === 'long-code') return undefined;
    return REACH[sender.kind].includes(phone.country) ? undefined : FOUND;
  },
  explain: ({ senderId }) => ({
    detail: `Sender ${senderId} reaches the US and Canada only. Use a long code for this country.`,
  }),
} as const satisfies Rule;

const senderPaused = {
  code: 'sender-paused',
  id: 'sender.healthy',
  title: 'A sender that is paused sends nothing but what is owed',
  citation: 'Carrier practice on opt-out and error rates: Flowroute monitoring; TH-01 to TH-07',
  confidence: 'V',
  remedy: 'admin',
  advice: 'Find out why people leave or texts fail, then lift the pause; or use another sender.',
  outcome: 'deny',
  // The answer to a person is owed whatever the rates are (47 CFR 64.1200(a)(12)).
  judges: EVERY.filter((one) => !isAnswer(one)),
  check(input) {
    const until = pausedUntil(input);
    if (until === undefined) return undefined;
    return Number.isFinite(until) ? foundUntil(until) : FOUND;
  },
  explain({ sender, senderId }, { until }) {
    const why = sender?.paused?.reason ?? '';
    const when = until === undefined ? 'until an admin lifts it' : `until ${iso(until)}`;
    const use = 'Use another sender, or let an admin lift it.';
    return { detail: `Sender ${senderId} is paused ${when}: ${why.replace(/[.]?$/, '.')} ${use}` };
  },
} as const satisfies Rule;

/** Infinity: until somebody lifts it. */
function pausedUntil(input: GateInput): number | undefined {
  const paused = input.sender?.paused;
  if (!paused) return undefined;
  if (paused.until === undefined) return Number.POSITIVE_INFINITY;
  const end = Date.parse(paused.until);
  return end > startOf(input) ? end : undefined;
}

export const isReady: Clear = ({ sender }) =>
  sender?.kind === 'long-code' && sender.paused === undefined && isApproved(sender);

export const SENDER_RULES = listed('sender', [senderUnregistered, senderOutOfReach, senderPaused]);
