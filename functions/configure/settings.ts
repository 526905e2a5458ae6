/** The settings of an account. Turning double opt-in off is a risk that an admin takes by name. */
import { type Settings, SettingsPatchSchema } from '#shared/account.ts';
import { parseBody } from '#shared/api.ts';
import { err, ok, present } from '#shared/basics.ts';
import { settingsItem } from '#shared/items.ts';
import { problem } from '#shared/problems.ts';
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
  const { acknowledgeRisk, ...news } = parsed.value;
  const done = await change(deps, request, [], (snapshot) => {
    const account = present(snapshot.account, 'the account of a key');
    const before = account.settings;
    const after = { ...before, ...news } as Settings;
    const turnsOff = before.doubleOptIn.enabled && !after.doubleOptIn.enabled;
    if (turnsOff && acknowledgeRisk !== true) {
      return err(
        problem(
          'risk-not-acknowledged',
          'Send acknowledgeRisk: true to take the risk of unproved numbers.',
          {
            errors: [
              { pointer: '/acknowledgeRisk', detail: 'must be true to turn double opt-in off' },
            ],
          },
        ),
      );
    }
    return ok({
      kind: 'settings',
      id: 'settings',
      shown: { ...news, ...(turnsOff && { acknowledgeRisk: true }) },
      writes: [settingsItem(account, after)],
      answer: { ...after, mode: account.mode, region: account.region },
    });
  });
  return done.ok ? answer(200, done.value) : refuse(done.error);
}
