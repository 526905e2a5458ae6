/** Providers and targets that an account connects. Their secrets go in and never come out. */
import { parseBody } from '#shared/api.ts';
import { err, ok, present } from '#shared/basics.ts';
import { INTEGRATION_SCHEMAS, isIntegration } from '#shared/configuration.ts';
import { integrationItem } from '#shared/items.ts';
import { problem } from '#shared/problems.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
import { callerOf } from '../request.ts';
import { change } from './change.ts';

const UNKNOWN = problem(
  'not-found',
  `There are these integrations: ${Object.keys(INTEGRATION_SCHEMAS).join(', ')}.`,
);
const SECRET_FIELDS: ReadonlySet<string> = new Set(['authToken', 'secret']);

const withoutSecrets = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([field, held]) => [
      field,
      SECRET_FIELDS.has(field) ? '(set)' : held,
    ]),
  );

export async function getIntegration(
  deps: RecordDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const name = request.params['name'] ?? '';
  if (!isIntegration(name)) return refuse(UNKNOWN);
  const { account } = await deps.reader.read({ account: callerOf(request).account });
  const held = present(account, 'the account of a key').integrations[name];
  if (!held) return refuse(problem('not-found', 'This integration is not connected.'));
  return answer(200, withoutSecrets(held));
}

export async function putIntegration(
  deps: RecordDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const name = request.params['name'] ?? '';
  if (!isIntegration(name)) return refuse(UNKNOWN);
  const parsed = parseBody(INTEGRATION_SCHEMAS[name], request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const done = await change(deps, request, [], (snapshot) => {
    const account = present(snapshot.account, 'the account of a key');
    if (name === 'dialer' && account.mode === 'live' && !isHttps(parsed.value)) {
      return err(problem('invalid-request', 'A live account needs an https address here.'));
    }
    const shown = withoutSecrets(parsed.value);
    return ok({
      kind: 'integration',
      id: name,
      shown,
      writes: [integrationItem(account.id, name, parsed.value)],
      answer: shown,
    });
  });
  return done.ok ? answer(200, done.value) : refuse(done.error);
}

const isHttps = (value: object): boolean =>
  'url' in value && typeof value.url === 'string' && value.url.startsWith('https://');
