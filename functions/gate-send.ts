/**
 * The CRM's door: "may I send this?" and "send it". Answers from the record that was kept, so that
 * a repeat of the same request gets the same words.
 */
import {
  DecisionRequestSchema,
  type MessageRequest,
  MessageRequestSchema,
  parseBody,
} from '#shared/api.ts';
import { iso, ok, present, type Result } from '#shared/basics.ts';
import { adviceOn } from '#shared/data/carrier-codes.ts';
import type { Verdict } from '#shared/gate.ts';
import { accountKey, type ContactKey, phoneKey } from '#shared/ledger.ts';
import {
  type DeliveryRecord,
  fingerprint,
  type MessageRecord,
  messageId,
  UNKNOWN_REQUEST,
} from '#shared/message.ts';
import { parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import { emptyStanding } from '#shared/standing.ts';
import { groundsAsOf, readAsOf, readPack, type Then } from './as-of.ts';
import {
  type Asked,
  decide as decideText,
  type Grounds,
  nowOf,
  readFor,
  vendorOf,
} from './decide.ts';
import { answer, type HttpHandlers, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { callerOf } from './request.ts';
import { type SendDeps, send } from './send.ts';

export const gateSend = (deps: SendDeps): HttpHandlers => ({
  'POST /v1/messages': (request) => sendMessage(deps, request),
  'POST /v1/decisions': (request) => decide(deps, request),
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
    const asked = await ask(deps, request, parsed.value, {});
    return asked.ok ? blocked({ decision: asked.value.verdict.decision }) : refuse(asked.error);
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

/** Same body as a send; nothing is sent or stored. */
async function decide(deps: SendDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(DecisionRequestSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { asOf, pack, ...body } = parsed.value;
  const query = { ...(asOf && { asOf }), ...(pack && { pack }), ...request.query };
  const asked = await ask(deps, request, body, query);
  if (!asked.ok) return refuse(asked.error);
  const { verdict, basis } = asked.value;
  const { decision, encoding, estimate, segments } = verdict;
  return answer(200, {
    decision,
    body: verdict.body,
    segments,
    encoding,
    ...(estimate && { estimate }),
    ...(basis && { basis }),
  });
}

/** The gate's answer, with no trace left; `query` may name an instant and an edition. */
async function ask(
  deps: SendDeps,
  request: HttpRequest,
  body: MessageRequest,
  query: HttpRequest['query'],
): Promise<Result<{ readonly verdict: Verdict; readonly basis?: Then['basis'] }, Problem>> {
  const { account, region } = callerOf(request);
  const work = workOf(deps, request, body);
  const parsedPhone = parsePhone(body.to, region);
  const phone = parsedPhone.ok ? parsedPhone.value : undefined;
  const key = phone && phoneKey(account, phone.e164);
  const snapshot = await readFor(deps.reader, work, key);
  const standing = key ? snapshot.standing(key) : emptyStanding(accountKey(account));
  const now = nowOf(snapshot, deps.clock.now());
  const grounds = await groundsOf(deps, query, { work, key, phone, snapshot, standing, now });
  if (!grounds.ok) return grounds;
  const { basis, ...over } = grounds.value;
  const { verdict } = decideText(work, over, `dec_${deps.randomId()}`);
  return ok({ verdict, ...(basis && { basis }) });
}

/** Now, or as of an instant; with the edition in force then, or the one that is named. */
async function groundsOf(
  deps: SendDeps,
  query: HttpRequest['query'],
  about: Omit<Grounds, 'vendor'> & {
    readonly work: Asked;
    readonly key: ContactKey | undefined;
  },
): Promise<Result<Grounds & { readonly basis?: Then['basis'] }, Problem>> {
  const { work, key, ...today } = about;
  const asOf = query['asOf'] === undefined ? ok(today.now) : readAsOf(query['asOf'], today.now);
  if (!asOf.ok) return asOf;
  const pack = readPack(query['pack'], asOf.value);
  if (!pack.ok) return pack;
  if (query['asOf'] === undefined) {
    const vendor = await vendorOf(deps.reader, work, today.standing);
    return ok({ ...today, vendor, pack: pack.value });
  }
  const where = { account: work.account, programId: work.programId, key };
  const then = await groundsAsOf(deps, today.snapshot, where, asOf.value);
  return then.ok ? ok({ ...today, ...then.value, pack: pack.value }) : then;
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

function workOf(deps: SendDeps, request: HttpRequest, body: MessageRequest) {
  const { account } = callerOf(request);
  const key = request.headers['idempotency-key'];
  return {
    account,
    messageId: messageId(account, key ? `key:${key}` : `random:${deps.randomId()}`),
    category: body.category,
    programId: body.program,
    senderId: body.sender,
    subject: body.subject,
    quietHours: body.quietHours,
    ...(body.sendAt && { sendAt: Date.parse(body.sendAt) }),
    ...(body.onPending === 'hold' && { holds: true }),
    request: fingerprint(body),
    body: () => body.body,
  };
}

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
