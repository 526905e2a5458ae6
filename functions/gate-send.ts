/**
 * The CRM's door: "send it". Answers from the record that was kept, so that a repeat of the same
 * request gets the same words.
 */
import { MessageRequestSchema, parseBody } from '#shared/api.ts';
import { iso, present } from '#shared/basics.ts';
import { adviceOn } from '#shared/data/carrier-codes.ts';
import { phoneKey } from '#shared/ledger.ts';
import { type DeliveryRecord, type MessageRecord, UNKNOWN_REQUEST } from '#shared/message.ts';
import { parsePhone } from '#shared/phone.ts';
import { problem } from '#shared/problems.ts';
import { askNow, workOf } from './asked.ts';
import { answer, type HttpHandlers, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { callerOf } from './request.ts';
import { type SendDeps, send } from './send.ts';

export const gateSend = (deps: SendDeps): HttpHandlers => ({
  'POST /v1/messages': (request) => sendMessage(deps, request),
  'GET /v1/messages/{id}': (request) => readMessage(deps, request),
});

async function sendMessage(deps: SendDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(MessageRequestSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { account, region } = callerOf(request);
  const work = workOf(deps, request, parsed.value);
  const phone = parsePhone(parsed.value.to, region);
  if (!phone.ok) {
    // Whoever sends, sends now: no other instant or edition is asked about.
    const decision = await askNow(deps, request, parsed.value);
    return blocked({ decision });
  }
  const key = phoneKey(account, phone.value.e164);
  const sent = await send(deps, { ...work, key, phone: phone.value });
  switch (sent.kind) {
    case 'done':
      return answerOf(sent.record);
    case 'repeat':
      if ([work.request, UNKNOWN_REQUEST].includes(sent.record.request))
        return answerOf(sent.record);
      return refuse(problem('idempotency-conflict', 'Use a new Idempotency-Key for another body.'));
    case 'in-progress':
      return refuse(
        problem('in-progress', 'This text is on its way. Ask for it by id in a moment.', {
          extra: { id: work.messageId },
        }),
      );
    case 'busy':
      return refuse(problem('busy', 'This contact is being written by others. Send it again.'));
  }
}

async function readMessage(deps: SendDeps, request: HttpRequest): Promise<HttpResponse> {
  const { account } = callerOf(request);
  const { message, delivery } = await deps.messages.get(account, request.params['id'] ?? '');
  if (!message) return refuse(problem('not-found', 'This account has no message with this id.'));
  const final = delivery?.state === 'delivered' || delivery?.state === 'failed';
  return answer(200, {
    ...show(message),
    status: final && message.status === 'sent' ? delivery.state : message.status,
    ...(delivery && { delivery: showDelivery(delivery) }),
  });
}

const showDelivery = ({ state, at, code }: DeliveryRecord) => ({
  state,
  at: iso(at),
  ...(code && { code }),
  ...(code && state === 'failed' && { error: { code, ...adviceOn(code) } }),
});

/** The first answer and every repeat of it come from the record. */
function answerOf(record: MessageRecord): HttpResponse {
  switch (record.status) {
    case 'sent':
    case 'deferred':
    case 'held':
      return answer(202, show(record));
    case 'voided':
      return blocked(show(record));
    case 'blocked':
      return blocked({ id: record.id, decision: record.decision });
    case 'failed':
      return refuse(
        problem('provider-refused', present(record.error, 'the error of a failed text').detail, {
          extra: show(record),
        }),
      );
    case 'outcome-unknown':
      return refuse(
        problem('outcome-unknown', 'It may be on its way. Do not send it again; watch its id.', {
          extra: show(record),
        }),
      );
  }
}

const blocked = (extra: Record<string, unknown>): HttpResponse =>
  refuse(problem('blocked', 'See decision.reasons for why, and what to do about each.', { extra }));

/** A message as the API shows it. */
function show(record: MessageRecord): Record<string, unknown> {
  const { id, status, body, segments, encoding, decision, category, program, sender } = record;
  return {
    id,
    status,
    to: record.key.slice(record.key.indexOf('#tel:') + 5),
    body,
    segments,
    encoding,
    category,
    program,
    sender,
    subject: record.subject,
    createdAt: iso(record.createdAt),
    at: iso(record.at),
    ...(record.deferredUntil && { deferredUntil: iso(record.deferredUntil) }),
    ...(record.heldUntil && { heldUntil: iso(record.heldUntil) }),
    ...(record.voided && { voided: record.voided }),
    ...(record.provider && { provider: record.provider }),
    ...(record.providerMessageId && { providerMessageId: record.providerMessageId }),
    ...(record.error && { error: record.error }),
    decision,
  };
}
