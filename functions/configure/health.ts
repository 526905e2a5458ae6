/** The rates of a sender as the rates rule sees them, its thresholds, and whether it is paused. */
import { iso, present } from '#shared/basics.ts';
import { countedFrom, isPaused, judgeHealth, WINDOW_HOURS } from '#shared/health.ts';
import type { HealthCounts } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
import { accountNow, callerOf } from '../request.ts';
import { noSuch } from './change.ts';

export interface SenderHealthDeps extends RecordDeps {
  readonly health: HealthCounts;
}

export async function getHealth(
  deps: SenderHealthDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { account } = callerOf(request);
  const id = request.params['id'] ?? '';
  const snapshot = await deps.reader.read({ account, config: [{ kind: 'sender', id }] });
  const sender = snapshot.config('sender', id);
  if (!sender) return refuse(noSuch('sender'));
  const owner = present(snapshot.account, 'the account of a key');
  const { senderHealth } = owner.settings;
  const now = accountNow(owner, deps.clock.now());
  const held = await deps.health.read({ account, sender: id });
  const paused = isPaused(sender, now);
  // While a pause lasts, the figures that led to it are shown.
  const from = paused ? held.from : countedFrom(sender);
  const counts = held.from >= from ? held.buckets : [];
  const { since, ...health } = judgeHealth(counts, now, senderHealth);
  return answer(200, {
    ...health,
    since: iso(Math.max(since, from)),
    window: `${WINDOW_HOURS}h`,
    thresholds: senderHealth,
    paused: paused ? (sender.paused ?? null) : null,
  });
}
