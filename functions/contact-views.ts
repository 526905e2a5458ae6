/** Reading a contact and its ledger; unknown contacts are 404, also those of other accounts. */
import type { Account } from '#shared/account.ts';
import { err, iso, ok, present, type Result } from '#shared/basics.ts';
import { contactView } from '#shared/contact.ts';
import { type ContactKey, emailKey, type LedgerEntry, phoneKey, readKey } from '#shared/ledger.ts';
import { parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Standing } from '#shared/standing.ts';
import type { Snapshot } from '#shared/store.ts';
import { revocationsIn } from '#shared/time-to-honour.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import type { RecordDeps } from './record.ts';
import { accountNow, callerOf, pageOf, seqOf } from './request.ts';

export async function readContact(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const key = phoneOf(request);
  if (!key.ok) return refuse(key.error);
  const { account } = callerOf(request);
  const snapshot = await deps.reader.read({ account, ledgers: [key.value.key] });
  if (snapshot.standing(key.value.key).version === 0) return refuse(UNKNOWN);
  return answer(200, await viewOf(deps, key.value.key, snapshot));
}

/**
 * The view of a contact whose standing is at hand; its email ledger takes one more read, and so do
 * the revocations in force of each of the two.
 */
export async function viewOf(deps: RecordDeps, tel: ContactKey, snapshot: Snapshot) {
  const standing = snapshot.standing(tel);
  const { email } = standing.facts;
  const { account: id, phone = '' } = readKey(tel);
  const owner = present(snapshot.account, 'the account of a key');
  const mailKey = email ? emailKey(id, email) : undefined;
  const mail = mailKey
    ? (await deps.reader.read({ account: id, ledgers: [mailKey] })).standing(mailKey)
    : undefined;
  const revocations = await Promise.all([
    revocationsOf(deps, owner, tel, standing),
    mailKey && mail ? revocationsOf(deps, owner, mailKey, mail) : [],
  ]);
  const at = { account: owner, now: accountNow(owner, deps.clock.now()) };
  return { ...contactView(phone, standing, at, mail), revocations: revocations.flat() };
}

/** The latest entries, which are looked through for revocations: one trip to the table. */
const VIEWED_ENTRIES = 200;

/** With what is due and what was met (time-to-honour.ts); all of them while one is in force. */
async function revocationsOf(
  deps: RecordDeps,
  account: Account,
  key: ContactKey,
  { facts, seq }: Standing,
) {
  if (Object.keys(facts.revoked).length === 0) return [];
  const after = Math.max(0, seq - VIEWED_ENTRIES);
  const entries = await deps.ledger.history(key, { limit: VIEWED_ENTRIES, after });
  const where = { key, place: facts.place, settings: account.settings };
  return revocationsIn(entries, where, accountNow(account, deps.clock.now()));
}

/** Oldest first; `nextCursor` is the number of the last entry shown. */
export async function readHistory(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const { account } = callerOf(request);
  const address = request.params['phone'] ?? '';
  const page = pageOf(request.query);
  if (!page.ok) return refuse(page.error);
  const after = seqOf(page.value.cursor);
  if (!after.ok) return refuse(after.error);
  let key: ContactKey;
  if (address.includes('@')) {
    key = emailKey(account, address);
  } else {
    const phone = phoneOf(request);
    if (!phone.ok) return refuse(phone.error);
    key = phone.value.key;
  }
  return historyPage(deps, key, { limit: page.value.limit, after: after.value });
}

/** One page of any ledger, as the API shows entries. */
export async function historyPage(
  deps: Pick<RecordDeps, 'ledger'>,
  key: ContactKey,
  { limit, after }: { readonly limit: number; readonly after: number },
): Promise<HttpResponse> {
  const entries = await deps.ledger.history(key, { limit: limit + 1, after });
  if (entries.length === 0 && after === 0) return refuse(UNKNOWN);
  const items = entries.slice(0, limit);
  const last = items.at(-1);
  const more = entries.length > limit && last;
  return answer(200, { items: items.map(show), ...(more && { nextCursor: String(last.seq) }) });
}

/** Exactly what was hashed, and the hash. */
const show = ({ seq, type, at, actor, source, detail, prevHash, hash }: LedgerEntry) => ({
  seq,
  type,
  at: iso(at),
  actor,
  source,
  detail,
  prevHash,
  hash,
});

export const UNKNOWN = problem('not-found', 'This account knows no such contact.');

/** The phone in the path, as people type it. */
export function phoneOf(
  request: HttpRequest,
): Result<{ readonly e164: string; readonly key: ContactKey }, Problem> {
  const { account, region } = callerOf(request);
  const phone = parsePhone(request.params['phone'] ?? '', region);
  if (!phone.ok) {
    return err(problem('invalid-number', 'Give the number as +15550101234, URL-encoded.'));
  }
  const { e164 } = phone.value;
  return ok({ e164, key: phoneKey(account, e164) });
}
