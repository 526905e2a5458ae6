/**
 * "May I send this?": the gate's answer with no trace left, now or as an earlier day's ledger and
 * rule pack would have given it.
 */
import { DecisionRequestSchema, type MessageRequest, parseBody } from '#shared/api.ts';
import { ok, type Result } from '#shared/basics.ts';
import type { Verdict } from '#shared/gate.ts';
import { accountKey, type ContactKey, phoneKey } from '#shared/ledger.ts';
import { parsePhone } from '#shared/phone.ts';
import type { Problem } from '#shared/problems.ts';
import { startOf } from '#shared/rules/rule.ts';
import { emptyStanding } from '#shared/standing.ts';
import { groundsAsOf, readAsOf, readPack, type Then } from './as-of.ts';
import { type AskDeps, workOf } from './asked.ts';
import {
  type Asked,
  decide as decideText,
  type Grounds,
  nowOf,
  readFor,
  vendorOf,
} from './decide.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import type { RecordDeps } from './record.ts';
import { callerOf } from './request.ts';

export type DecisionDeps = AskDeps & Pick<RecordDeps, 'ledger'>;

/** Same body as a send; nothing is sent or stored. */
export async function answerDecision(
  deps: DecisionDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
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
  deps: DecisionDeps,
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

/**
 * Now, with the edition in force at the start of the text; or as of an instant, with the edition in
 * force then. Or with the one that is named.
 */
async function groundsOf(
  deps: DecisionDeps,
  query: HttpRequest['query'],
  about: Omit<Grounds, 'vendor'> & {
    readonly work: Asked;
    readonly key: ContactKey | undefined;
  },
): Promise<Result<Grounds & { readonly basis?: Then['basis'] }, Problem>> {
  const { work, key, ...today } = about;
  const asOf = query['asOf'] === undefined ? ok(today.now) : readAsOf(query['asOf'], today.now);
  if (!asOf.ok) return asOf;
  if (query['asOf'] === undefined) {
    const pack = readPack(query['pack'], startOf({ now: today.now, sendAt: work.sendAt }));
    if (!pack.ok) return pack;
    const vendor = await vendorOf(deps.reader, work, today.standing);
    return ok({ ...today, vendor, pack: pack.value });
  }
  const pack = readPack(query['pack'], asOf.value);
  if (!pack.ok) return pack;
  const where = { account: work.account, programId: work.programId, key };
  const then = await groundsAsOf(deps, today.snapshot, where, asOf.value);
  return then.ok ? ok({ ...today, ...then.value, pack: pack.value }) : then;
}
