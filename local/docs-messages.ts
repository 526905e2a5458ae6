/** Examples of the events about texts, made by the real code from a record, for docs/events.md. */
import { iso } from '#shared/basics.ts';
import { type DomainEvent, deliveryEvent, messageEvent } from '#shared/events.ts';
import { phoneKey } from '#shared/ledger.ts';
import type { MessageRecord } from '#shared/message.ts';

/** Whose text it is, and when; all examples are of one contact. */
export const EXAMPLE = {
  account: 'demo',
  key: phoneKey('demo', '+12025550143'),
  hash: 'e5'.repeat(32),
  at: Date.parse('2026-11-22T15:00:00Z'),
} as const;

const MESSAGE: MessageRecord = {
  id: `msg_${'0'.repeat(31)}1`,
  account: EXAMPLE.account,
  key: EXAMPLE.key,
  status: 'sent',
  at: EXAMPLE.at,
  createdAt: EXAMPLE.at,
  category: 'informational',
  program: 'default',
  sender: 'main',
  subject: 'test-drive',
  asked: 'Your test drive is booked for 3pm.',
  body: 'Demo Motors: Your test drive is booked for 3pm.',
  encoding: 'GSM-7',
  segments: 1,
  quietHours: 'defer',
  decision: {
    id: 'dec_0001',
    outcome: 'allow',
    reasons: [],
    rulePack: '2026-11-22',
    decidedAt: iso(EXAMPLE.at),
    consent: EXAMPLE.hash,
  },
  contact: { externalId: 'crm-8841' },
  request: '00',
};

const QUIET = {
  code: 'quiet-hours',
  rule: 'when.quiet-hours',
  citation: '47 CFR 64.1200(c)(1)',
  detail: 'It is before 8:00 where the contact may be.',
  until: iso(EXAMPLE.at),
};
const STOPPED = {
  code: 'opted-out',
  rule: 'revocation.honoured',
  citation: '47 CFR 64.1200(a)(10)',
  detail: 'The contact opted out of texts.',
};

const PENDING = {
  code: 'consent-pending',
  rule: 'consent.confirmed',
  citation: 'CTIA Messaging Principles (2023) 5.1.2.1',
  detail: 'The contact has not answered YES yet.',
};

/** An example of each event about a text, by what became of it. */
export function messageExamples(): DomainEvent[] {
  const { decision } = MESSAGE;
  const delivery = { id: MESSAGE.id, account: EXAMPLE.account, key: EXAMPLE.key, at: EXAMPLE.at };
  const events = [
    messageEvent(undefined, { ...MESSAGE, provider: 'twilio', providerMessageId: 'SM0002' }),
    messageEvent(undefined, {
      ...MESSAGE,
      status: 'blocked',
      decision: { ...decision, outcome: 'deny', reasons: [STOPPED] },
    }),
    messageEvent(undefined, {
      ...MESSAGE,
      status: 'deferred',
      deferredUntil: EXAMPLE.at,
      decision: { ...decision, outcome: 'defer', reasons: [QUIET] },
    }),
    messageEvent(undefined, {
      ...MESSAGE,
      status: 'held',
      heldUntil: EXAMPLE.at,
      decision: { ...decision, outcome: 'hold', reasons: [PENDING] },
    }),
    messageEvent(undefined, {
      ...MESSAGE,
      status: 'voided',
      voided: { code: 'opted-out', detail: 'The contact opted out.' },
      decision: { ...decision, outcome: 'deny', reasons: [STOPPED] },
    }),
    deliveryEvent(undefined, { ...delivery, state: 'delivered' }),
    deliveryEvent(undefined, { ...delivery, state: 'failed', code: '30003' }),
  ];
  return events.filter((event) => event !== undefined);
}
