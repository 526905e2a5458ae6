/** One text that a request asks about, and the gate's answer to it as things stand now. */
import type { MessageRequest } from '#shared/api.ts';
import { accountKey } from '#shared/ledger.ts';
import type { Decision } from '#shared/message.ts';
import { fingerprint, messageId } from '#shared/message.ts';
import { emptyStanding } from '#shared/standing.ts';
import type { Reader } from '#shared/store.ts';
import { decide, nowOf, readFor } from './decide.ts';
import type { HttpRequest } from './http.ts';
import { callerOf } from './request.ts';

export interface AskDeps {
  readonly reader: Reader;
  readonly clock: { now(): number };
  readonly randomId: () => string;
}

export function workOf(
  deps: Pick<AskDeps, 'randomId'>,
  request: HttpRequest,
  body: MessageRequest,
) {
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

/** Of a number that nobody can be texted at: with no trace left. */
export async function askNow(
  deps: AskDeps,
  request: HttpRequest,
  body: MessageRequest,
): Promise<Decision> {
  const work = workOf(deps, request, body);
  const snapshot = await readFor(deps.reader, work, undefined);
  const standing = emptyStanding(accountKey(work.account));
  const now = nowOf(snapshot, deps.clock.now());
  const grounds = { snapshot, standing, vendor: undefined, phone: undefined, now };
  return decide(work, grounds, `dec_${deps.randomId()}`).verdict.decision;
}
