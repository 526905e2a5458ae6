/** Keys: made once and shown once, kept as a hash, gone at once when revoked. */
import { KeySchema, parseBody } from '#shared/api.ts';
import { err, iso, ok, sha256 } from '#shared/basics.ts';
import { configItem, keyAddress, keyItems } from '#shared/items.ts';
import { accountKey } from '#shared/ledger.ts';
import { problem } from '#shared/problems.ts';
import type { Directory, KeyInfo } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import { idempotency, type RecordDeps } from '../record.ts';
import { callerOf, pageOf } from '../request.ts';
import { change } from './change.ts';

export interface KeyDeps extends RecordDeps {
  readonly directory: Directory;
  readonly randomId: () => string;
}

const show = ({ id, name, role, createdAt }: KeyInfo) => ({
  id,
  name,
  role,
  createdAt: iso(createdAt),
});

export async function listKeys(deps: KeyDeps, request: HttpRequest): Promise<HttpResponse> {
  const page = pageOf(request.query);
  if (!page.ok) return refuse(page.error);
  const found = await deps.directory.list(callerOf(request).account, 'key', page.value);
  return answer(200, { ...found, items: found.items.map(show) });
}

export async function makeKey(deps: KeyDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(KeySchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { role, name } = parsed.value;
  const { account, region } = callerOf(request);
  const secret = `ck_${role}_${deps.randomId()}`;
  const id = `key_${deps.randomId().slice(0, 12)}`;
  const info: KeyInfo = { id, name, role, createdAt: deps.clock.now(), hash: sha256(secret) };
  const repeat = idempotency(accountKey(account), 'keys', request.headers, parsed.value);
  const decide = () =>
    ok({
      kind: 'key',
      id,
      shown: { role, name },
      writes: keyItems({ account, role, keyId: id, region }, info),
      answer: show(info),
    });
  const done = await change(deps, request, [], decide, repeat);
  if (!done.ok) return refuse(done.error);
  // A repeat gets the first key again, but no secret: that was shown once and is kept nowhere.
  return answer(201, done.value.id === id ? { ...done.value, secret } : done.value);
}

export async function revokeKey(deps: KeyDeps, request: HttpRequest): Promise<HttpResponse> {
  const { account, keyId } = callerOf(request);
  const id = request.params['id'] ?? '';
  if (id === keyId) {
    return refuse(problem('invalid-request', 'Revoke this key with another admin key.'));
  }
  const done = await change(deps, request, [{ kind: 'key', id }], (snapshot) => {
    const info = snapshot.config('key', id);
    if (!info) return err(problem('not-found', 'This account has no key of this id.'));
    return ok({
      kind: 'key',
      id,
      shown: { revoked: true },
      writes: [keyAddress(info.hash), configItem(account, 'key', id, undefined)],
      answer: null,
    });
  });
  return done.ok ? { status: 204 } : refuse(done.error);
}
