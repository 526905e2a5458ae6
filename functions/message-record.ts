/**
 * The record of one text as it is kept: what was asked, decided, sent, and what the provider said.
 */
import type { Sender } from '#shared/account.ts';
import type { Verdict } from '#shared/gate.ts';
import type { MessageRecord } from '#shared/message.ts';
import type { Phone } from '#shared/phone.ts';
import type { SendOutcome } from '#shared/ports.ts';
import type { GateInput } from '#shared/rules/rule.ts';
import { contactRef } from '#shared/standing.ts';
import type { SendWork } from './send.ts';

export function outcomeFields(
  outcome: Exclude<SendOutcome, { status: 'late' }>,
  sender: Sender,
): Pick<MessageRecord, 'status' | 'provider' | 'providerMessageId' | 'error'> {
  const { provider } = sender;
  switch (outcome.status) {
    case 'accepted':
      return { status: 'sent', provider, providerMessageId: outcome.providerMessageId };
    case 'refused':
      return {
        status: 'failed',
        provider,
        error: { code: `${outcome.reason} ${outcome.providerCode}`, detail: outcome.detail },
      };
    case 'unknown':
      return {
        status: 'outcome-unknown',
        provider,
        error: { code: 'outcome-unknown', detail: outcome.detail },
      };
  }
}

export function recordOf(
  work: SendWork,
  input: GateInput,
  verdict: Verdict,
  outcome: Pick<MessageRecord, 'status'> & Partial<MessageRecord>,
): MessageRecord {
  const { email, externalId, name } = contactRef(input.facts);
  return {
    id: work.messageId,
    account: work.account,
    key: work.key,
    at: input.now,
    createdAt: work.waiting?.createdAt ?? input.now,
    category: work.category,
    program: work.programId,
    sender: work.senderId,
    subject: work.subject,
    asked: input.body,
    body: verdict.body,
    encoding: verdict.encoding,
    segments: verdict.segments,
    quietHours: work.quietHours,
    decision: verdict.decision,
    contact: {
      ...(email && { email }),
      ...(externalId && { externalId }),
      ...(name && { name }),
    },
    request: work.request,
    ...(work.expiresAt !== undefined && { expiresAt: work.expiresAt }),
    ...outcome,
  };
}

/** The text of a record that waits, to be decided again. */
export const workOf = (message: MessageRecord, phone: Phone): Omit<SendWork, 'waiting'> => ({
  account: message.account,
  key: message.key,
  phone,
  messageId: message.id,
  category: message.category,
  programId: message.program,
  senderId: message.sender,
  subject: message.subject,
  quietHours: message.quietHours,
  request: message.request,
  ...(message.sendAt !== undefined && { sendAt: message.sendAt }),
  ...(message.expiresAt !== undefined && { expiresAt: message.expiresAt }),
  body: () => message.asked,
});
