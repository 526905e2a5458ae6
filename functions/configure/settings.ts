/**
 * The settings of an account. What loosens a protection is a risk that an admin takes by name
 * (risks.ts); what is only tried out must be known and fit.
 */

import { parseBody } from '#shared/api.ts';
import { err, ok, present } from '#shared/basics.ts';
import { refusedWords } from '#shared/extra-words.ts';
import { settingsItem } from '#shared/items.ts';
import { PACKS, packNamed } from '#shared/packs/index.ts';
import { type InvalidField, type Problem, problem } from '#shared/problems.ts';
import { type Risk, risksTaken } from '#shared/risks.ts';
import { type Settings, SettingsPatchSchema } from '#shared/settings.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
import { callerOf } from '../request.ts';
import { change } from './change.ts';

export async function getSettings(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const snapshot = await deps.reader.read({ account: callerOf(request).account });
  const account = present(snapshot.account, 'the account of a key');
  const { mode, region, settings, testClock } = account;
  return answer(200, {
    ...settings,
    mode,
    region,
    testClock: testClock === undefined ? null : new Date(testClock).toISOString(),
  });
}

export async function putSettings(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(SettingsPatchSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { acknowledgeRisk, doubleOptIn, ...rest } = parsed.value;
  const unknown = unknownPack(rest.shadow?.pack);
  if (unknown) return refuse(unknown);
  const swallowed = refusedWords(rest.extraWords ?? {});
  if (swallowed.length > 0) return refuse(wordsTaken(swallowed));
  const done = await change(deps, request, [], (snapshot) => {
    const account = present(snapshot.account, 'the account of a key');
    const news = {
      ...rest,
      ...(doubleOptIn && { doubleOptIn: { ...account.settings.doubleOptIn, ...doubleOptIn } }),
    };
    const after = { ...account.settings, ...news } as Settings;
    const risks = risksTaken(account.settings, after);
    if (risks.length > 0 && acknowledgeRisk !== true) return err(notAcknowledged(risks));
    return ok({
      kind: 'settings',
      id: 'settings',
      shown: { ...news, ...(risks.length > 0 && { acknowledgeRisk: true }) },
      writes: [settingsItem(account, news as Partial<Settings>)],
      answer: { ...after, mode: account.mode, region: account.region },
    });
  });
  return done.ok ? answer(200, done.value) : refuse(done.error);
}

/** A word of law or of an answer can be added to, never taken for something else (KM-07). */
const wordsTaken = (errors: readonly InvalidField[]): Problem =>
  problem('invalid-request', 'Name words that mean nothing else to us yet.', { errors });

function unknownPack(name: string | undefined): Problem | undefined {
  if (name === undefined || packNamed(name)) return undefined;
  const versions = PACKS.map(({ version }) => version).join(', ');
  return problem('unknown-reference', `There are these rule packs: ${versions}.`, {
    errors: [{ pointer: '/shadow/pack', detail: 'is no rule pack' }],
  });
}

const notAcknowledged = (risks: readonly Risk[]): Problem =>
  problem(
    'risk-not-acknowledged',
    `Send acknowledgeRisk: true to take the risk of ${risks.map(({ risk }) => risk).join('; ')}.`,
    {
      errors: risks.map(({ what }) => ({
        pointer: '/acknowledgeRisk',
        detail: `must be true to ${what}`,
      })),
    },
  );
