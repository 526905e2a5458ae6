/**
 * A call that the dialer made: one entry, so that calls and texts count together for the caps
 * (QX-04). Whether a call may be made is the dialer's to ask elsewhere; nothing is decided here.
 */
import { type CallRequest, CallSchema, parseBody } from '#shared/api.ts';
import { err, iso, ok, present, type Result } from '#shared/basics.ts';
import { accountKey, type ContactKey, phoneKey } from '#shared/ledger.ts';
import { fingerprint } from '#shared/message.ts';
import { parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Snapshot } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import {
  type Act,
  IDEMPOTENCY_WINDOW_MS,
  idempotency,
  type RecordDeps,
  type Repeat,
  record,
} from './record.ts';
import { accountNow, callerOf } from './request.ts';

interface Reported {
  readonly contact: { readonly phone: string };
  readonly entry: { readonly seq: number; readonly entryHash: string };
}

export async function reportCall(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(CallSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { account, keyId, region } = callerOf(request);
  const phone = parsePhone(parsed.value.phone, region);
  if (!phone.ok) {
    return refuse(
      problem('invalid-number', 'Give the number that was called, as +15550101234.', {
        errors: [{ pointer: '/phone', detail: 'is no such number' }],
      }),
    );
  }
  const { e164 } = phone.value;
  const call = { ...parsed.value, phone: e164, actor: `key:${keyId}` };
  const key = phoneKey(account, e164);
  const repeat = repeatOf(accountKey(account), request, parsed.value);
  const done = await record(deps, { account, ledgers: [key] }, repeat, (snapshot) =>
    decide(call, key, snapshot, deps.clock.now()),
  );
  return done.ok ? answer(201, done.value) : refuse(done.error);
}

/**
 * The dialer's own name of the call comes first: a call told of twice, under two idempotency keys
 * or under none, counts once.
 */
function repeatOf(pk: string, { headers }: HttpRequest, body: CallRequest): Repeat | undefined {
  if (body.reference === undefined) return idempotency(pk, 'calls', headers, body);
  return {
    pk,
    name: `call:${fingerprint(body.reference)}`,
    request: fingerprint(body),
    windowMs: IDEMPOTENCY_WINDOW_MS,
    clash: 'refuse',
  };
}

function decide(
  call: CallRequest & { readonly actor: string },
  key: ContactKey,
  snapshot: Snapshot,
  wall: number,
): Result<Act<Reported>, Problem> {
  const now = accountNow(present(snapshot.account, 'the account of a key'), wall);
  const { actor, phone, reference, subject } = call;
  const calledAt = call.calledAt === undefined ? now : Date.parse(call.calledAt);
  if (calledAt > now) {
    return err(
      problem('invalid-request', 'Report a call once it was made.', {
        errors: [{ pointer: '/calledAt', detail: 'lies in the future' }],
      }),
    );
  }
  const detail = { calledAt: iso(calledAt), subject, ...(reference && { reference }) };
  return ok({
    drafts: new Map([[key, [{ type: 'call-reported', at: now, actor, source: 'call', detail }]]]),
    answer(changes) {
      const { entry } = present(changes.get(key)?.entries[0], 'the entry of a call');
      return { contact: { phone }, entry: { seq: entry.seq, entryHash: entry.hash } };
    },
  });
}
