/** Reading a contact and its ledger; unknown contacts are 404, also those of other accounts. */
import { err, iso, ok, present, type Result } from '#shared/basics.ts';
import { contactView } from '#shared/contact.ts';
import { type ContactKey, emailKey, type LedgerEntry, phoneKey } from '#shared/ledger.ts';
import { parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Standing } from '#shared/standing.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import type { RecordDeps } from './record.ts';
import { accountNow, callerOf, pageOf, seqOf } from './request.ts';

type ViewDeps = Pick<RecordDeps, 'reader' | 'clock'>;

export async function readContact(deps: ViewDeps, request: HttpRequest): Promise<HttpResponse> {
  const key = phoneOf(request);
  if (!key.ok) return refuse(key.error);
  const { account } = callerOf(request);
  const snapshot = await deps.reader.read({ account, ledgers: [key.value.key] });
  const standing = snapshot.standing(key.value.key);
  if (standing.version === 0) return refuse(UNKNOWN);
  return answer(200, await viewOf(deps, account, key.value.e164, standing));
}

/** The view of a contact whose standing is at hand; its email ledger takes one more read. */
export async function viewOf(
  { clock, reader }: ViewDeps,
  id: string,
  phone: string,
  standing: Standing,
) {
  const { email } = standing.facts;
  const mail = email === undefined ? undefined : emailKey(id, email);
  const snapshot = await reader.read({ account: id, ledgers: mail ? [mail] : [] });
  const account = present(snapshot.account, 'the account of a key');
  const at = { account, now: accountNow(account, clock.now()) };
  return contactView(phone, standing, at, mail === undefined ? undefined : snapshot.standing(mail));
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
