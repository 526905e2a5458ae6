/**
 * The clock of an account in test mode: its decisions go by it, and turning it on releases what has
 * come due, on every stack (DESIGN.md section 7).
 */
import { parseBody, TestClockSchema } from '#shared/api.ts';
import { err, iso, ok, present } from '#shared/basics.ts';
import { clockItem } from '#shared/items.ts';
import type { Queue, SendTask } from '#shared/ports.ts';
import { problem } from '#shared/problems.ts';
import type { TestClockQueue } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
import { callerOf } from '../request.ts';
import { releaseDue } from '../test-clock.ts';
import { change } from './change.ts';

export interface ClockDeps extends RecordDeps {
  readonly testClock: TestClockQueue;
  readonly sends: Queue<SendTask>;
}

export async function putClock(deps: ClockDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(TestClockSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  return setClock(deps, request, Date.parse(parsed.value.now));
}

export const removeClock = (deps: ClockDeps, request: HttpRequest): Promise<HttpResponse> =>
  setClock(deps, request, undefined);

async function setClock(
  deps: ClockDeps,
  request: HttpRequest,
  now: number | undefined,
): Promise<HttpResponse> {
  const { account } = callerOf(request);
  const shown = now === undefined ? { now: null } : { now: iso(now) };
  const done = await change(deps, request, [], (snapshot) => {
    if (present(snapshot.account, 'the account of a key').mode === 'live') {
      return err(problem('live-account', 'Only accounts made in test mode have a clock to set.'));
    }
    return ok({
      kind: 'test-clock',
      id: 'test-clock',
      shown,
      writes: [clockItem(account, now)],
      answer: shown,
    });
  });
  if (!done.ok) return refuse(done.error);
  await releaseDue(deps, account, now ?? deps.clock.now());
  return now === undefined ? { status: 204 } : answer(200, done.value);
}
