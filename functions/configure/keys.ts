/** Keys: made once and shown once, kept as a hash, gone at once when revoked. */
import { KeySchema, parseBody } from '#shared/api.ts';
import { err, iso, ok, sha256 } from '#shared/basics.ts';
import { configItem, keyAddress, keyItems } from '#shared/items.ts';
import { problem } from '#shared/problems.ts';
import type { Directory, KeyInfo } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
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
  const done = await change(deps, request, [], () =>
    ok({
      kind: 'key',
      id,
      shown: { role, name },
      writes: keyItems({ account, role, keyId: id, region }, info),
      answer: { ...show(info), secret },
    }),
  );
  return done.ok ? answer(201, done.value) : refuse(done.error);
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
