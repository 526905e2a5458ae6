/**
 * Deferred texts of accounts in test mode wait for the account's clock, those of live accounts in
 * the scheduler. Writing first and looking at the clock after, on both sides, loses none in
 * between.
 */
import type { Instant } from '#shared/basics.ts';
import type { Queue, Scheduler, SendTask } from '#shared/ports.ts';
import type { Reader, TestClockQueue } from '#shared/store.ts';
import { accountNow } from './request.ts';

export interface DueDeps {
  readonly testClock: TestClockQueue;
  readonly sends: Queue<SendTask>;
}

/** Pages of due texts that one turn of the clock hands out; the next turn goes on. */
const MAX_PAGES = 20;

/** Hands out what is due by now; a task is removed only once the queue has it. */
export async function releaseDue(deps: DueDeps, account: string, now: Instant): Promise<void> {
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const due = await deps.testClock.due(account, now);
    if (due.length === 0) return;
    for (const { id, task } of due) {
      await deps.sends.push([task as SendTask]);
      await deps.testClock.remove(account, id);
    }
  }
}

/** A scheduler that looks whose clock counts. */
export const accountScheduler = (
  deps: DueDeps & {
    readonly reader: Reader;
    readonly clock: { now(): Instant };
    readonly scheduler: Scheduler;
  },
): Scheduler => ({
  async schedule(id, task, at) {
    const { account } = await deps.reader.read({ account: task.account });
    // A stream held up for long may ask for an instant that is over: such a schedule may not fire.
    const past = at <= deps.clock.now();
    if (account?.mode !== 'test') {
      return past ? deps.sends.push([task]) : deps.scheduler.schedule(id, task, at);
    }
    await deps.testClock.add(task.account, at, id, task);
    const after = await deps.reader.read({ account: task.account });
    if (after.account) {
      await releaseDue(deps, task.account, accountNow(after.account, deps.clock.now()));
    }
    // By the wall clock too, for the day when the test clock is taken away: else it waits on.
    if (!past) await deps.scheduler.schedule(id, task, at);
  },
});
