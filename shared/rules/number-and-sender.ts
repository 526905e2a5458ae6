/**
 * Can this text be carried at all: a number that a person can be texted at, and a registered
 * sender.
 */
import { EVERY, type Rule } from './rule.ts';

export const invalidNumber: Rule = {
  code: 'invalid-number',
  id: 'number.textable',
  title: 'The number must be one that a person can be texted at',
  citation: 'Carrier codes for bad numbers: Twilio 21211, 21614; AWS TEXT_INVALID',
  confidence: 'V',
  remedy: 'admin',
  outcome: 'deny',
  judges: EVERY,
  check: ({ phone }) =>
    phone
      ? undefined
      : { detail: 'This is not a mobile or fixed line number. Check it with the contact.' },
};

/**
 * Unregistered traffic is blocked by the carriers: 10DLC since 2025-02, toll-free since 2024-01.
 */
export const senderUnregistered: Rule = {
  code: 'sender-unregistered',
  id: 'sender.registered',
  title: 'Only an approved registration may send',
  citation: 'Carrier rules: Twilio 30034 (10DLC), 30032 (toll-free verification)',
  confidence: 'V',
  remedy: 'admin',
  outcome: 'deny',
  judges: EVERY,
  check({ sender, senderId }) {
    if (!sender) {
      return { detail: `Sender ${senderId} is not configured. An admin can add it under senders.` };
    }
    const { kind, status } = sender.registration;
    const needed = { 'long-code': '10dlc', 'toll-free': 'toll-free', 'short-code': 'short-code' };
    if (kind !== needed[sender.kind]) {
      return {
        detail: `Sender ${senderId} is a ${sender.kind} number registered as ${kind}; it needs ${needed[sender.kind]}.`,
      };
    }
    if (status === 'approved') return undefined;
    return {
      detail: `The ${kind} registration of sender ${senderId} is ${status}; it sends once approved.`,
    };
  },
};
