/**
 * What an account configures, over HTTP: settings, named things, integrations, keys, test clock;
 * what everybody may read: the rules and the contract; and what other rules would have changed.
 */

import { parseBody, ReadingsSchema } from '#shared/api.ts';
import { present } from '#shared/basics.ts';
import { accountKey } from '#shared/ledger.ts';
import { openApiDocument } from '#shared/openapi.ts';
import { PACKS, packAt, packNamed } from '#shared/packs/index.ts';
import type { Queue, SendTask } from '#shared/ports.ts';
import { problem } from '#shared/problems.ts';
import { readingView } from '#shared/reading-view.ts';
import { AMENDMENTS, WARNINGS } from '#shared/remarks.ts';
import { readTried } from '#shared/reply-context.ts';
import type { Directory, TestClockQueue } from '#shared/store.ts';
import { ownWordings } from '#shared/wording.ts';
import { putClock, removeClock } from './configure/clock.ts';
import { getHealth, type SenderHealthDeps } from './configure/health.ts';
import { getIntegration, putIntegration } from './configure/integrations.ts';
import { listKeys, makeKey, revokeKey } from './configure/keys.ts';
import { namedRoutes } from './configure/named.ts';
import { type RegistrationDeps, refreshSender } from './configure/registration.ts';
import { getSettings, putSettings } from './configure/settings.ts';
import { historyPage } from './contact-views.ts';
import { answer, type HttpHandlers, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { reportRevokeAll } from './report-revoke-all.ts';
import { reportTimeToHonour } from './report-time-to-honour.ts';
import { callerOf, pageOf, seqOf } from './request.ts';

export interface ConfigureDeps extends RegistrationDeps, SenderHealthDeps {
  readonly directory: Directory;
  readonly testClock: TestClockQueue;
  readonly sends: Queue<SendTask>;
  /** A fresh secret of 32 letters and digits or more. */
  readonly randomId: () => string;
}

export const configureAccount = (deps: ConfigureDeps): HttpHandlers => ({
  ...namedRoutes(deps),
  'POST /v1/senders/{id}/refresh': (request) => refreshSender(deps, request),
  'GET /v1/senders/{id}/health': (request) => getHealth(deps, request),
  'GET /v1/settings': (request) => getSettings(deps, request),
  'PUT /v1/settings': (request) => putSettings(deps, request),
  'PUT /v1/test-clock': (request) => putClock(deps, request),
  'DELETE /v1/test-clock': (request) => removeClock(deps, request),
  'GET /v1/integrations/{name}': (request) => getIntegration(deps, request),
  'PUT /v1/integrations/{name}': (request) => putIntegration(deps, request),
  'GET /v1/keys': (request) => listKeys(deps, request),
  'POST /v1/keys': (request) => makeKey(deps, request),
  'DELETE /v1/keys/{id}': (request) => revokeKey(deps, request),
  'GET /v1/reports/revoke-all': (request) => reportRevokeAll(deps, request),
  'GET /v1/reports/time-to-honour': (request) => reportTimeToHonour(deps, request),
  'POST /v1/readings': (request) => readTexts(deps, request),
  'GET /v1/openapi.json': async () => answer(200, openApiDocument()),
  'GET /v1/rules': async (request) => listRules(request, deps.clock.now()),
  'GET /v1/history': async (request) => {
    const page = pageOf(request.query);
    if (!page.ok) return refuse(page.error);
    const after = seqOf(page.value.cursor);
    if (!after.ok) return refuse(after.error);
    return historyPage(deps, accountKey(callerOf(request).account), {
      limit: page.value.limit,
      after: after.value,
    });
  },
});

/** The rules of one edition (`?pack=`, else today's), and which editions there are. */
function listRules({ query }: HttpRequest, now: number): HttpResponse {
  const named = query['pack'];
  const pack = named === undefined ? packAt(now) : packNamed(named);
  const versions = PACKS.map(({ version }) => version);
  if (!pack) {
    return refuse(problem('not-found', `There are these rule packs: ${versions.join(', ')}.`));
  }
  return answer(200, {
    pack: pack.version,
    packs: PACKS.map(({ version, changes }) => ({ version, changes })),
    items: pack.rules.map(({ id, judges, check: _, file: ___, explain: __, ...rule }) => ({
      ...rule,
      rule: id,
      categories: judges,
      pack: pack.version,
    })),
    amendments: AMENDMENTS,
    warnings: WARNINGS,
  });
}

/** As this account reads; nothing is stored, and no contact is meant. */
async function readTexts(
  { reader }: Pick<ConfigureDeps, 'reader'>,
  request: HttpRequest,
): Promise<HttpResponse> {
  const parsed = parseBody(ReadingsSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const snapshot = await reader.read({ account: callerOf(request).account });
  const { settings } = present(snapshot.account, 'the account of a key');
  const { texts, context } = parsed.value;
  const { extraWords } = settings;
  const within = { ...context, extraWords, templates: ownWordings(snapshot) };
  return answer(200, { items: texts.map((text) => readingView(readTried(text, within))) });
}
