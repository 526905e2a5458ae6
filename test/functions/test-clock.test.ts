/**
 * Deferred texts of accounts in test mode wait for the account's clock: whenever it is set, before,
 * after or between the steps of the scheduler, and also when it is taken away, none is lost.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { accountScheduler, releaseDue } from '#functions/test-clock.ts';
import { HOUR } from '#shared/basics.ts';
import { accountItem, clockItem } from '#shared/items.ts';
import type { Scheduler, SendTask } from '#shared/ports.ts';
import { AT } from '../contract/table-fixture.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const DUE = AT + HOUR;

let scheduled: { id: string; at: number }[] = [];
let pushed: SendTask[] = [];
let wall = AT;
beforeEach(() => {
  scheduled = [];
  pushed = [];
  wall = AT;
});
const scheduler: Scheduler = {
  async schedule(id, _, at) {
    scheduled.push({ id, at });
  },
};
const sends = {
  async push(tasks: readonly SendTask[]) {
    pushed.push(...tasks);
  },
};

let accounts = 0;
async function account(mode: 'live' | 'test'): Promise<string> {
  accounts += 1;
  const id = `clock-${accounts}`;
  const { account: demo } = await rig().reader.read({ account: rig().demo.account });
  if (!demo) throw new Error('the demo account');
  const head = { id, region: 'US', mode, settings: demo.settings, integrations: {} };
  const config = [accountItem(head)];
  await rig().ledger.append({ changes: [], config });
  return id;
}
const setClock = async (id: string, now: number | undefined): Promise<void> => {
  await rig().ledger.append({ changes: [], config: [clockItem(id, now)] });
  await releaseDue({ testClock: rig().testClock, sends }, id, now ?? wall);
};
const deps = () => ({
  reader: rig().reader,
  testClock: rig().testClock,
  clock: { now: () => wall },
  sends,
  scheduler,
});
const taskOf = (id: string): SendTask => ({ kind: 'deferred', account: id, messageId: 'msg_1' });
const schedule = (id: string, ports = deps()) =>
  accountScheduler(ports).schedule(`msg_1-${DUE}`, taskOf(id), DUE);

test('a live account waits by the wall clock only, whatever clock item it has', async () => {
  const id = await account('live');
  await rig().ledger.append({ changes: [], config: [clockItem(id, DUE + HOUR)] });
  await schedule(id);
  expect(scheduled).toEqual([{ id: `msg_1-${DUE}`, at: DUE }]);
  await releaseDue({ testClock: rig().testClock, sends }, id, DUE + HOUR);
  expect(pushed).toEqual([]);
});

test('a live account whose instant is over already is released at once: no schedule of the past', async () => {
  const id = await account('live');
  wall = DUE;
  await schedule(id);
  expect([pushed, scheduled]).toEqual([[taskOf(id)], []]);
});

describe('an account in test mode', () => {
  test('whose clock was set before is released when it is turned on, at the instant and not before', async () => {
    const id = await account('test');
    await setClock(id, AT);
    await schedule(id);
    await setClock(id, DUE - 1);
    expect(pushed).toEqual([]);
    await setClock(id, DUE);
    expect(pushed).toEqual([taskOf(id)]);
    await setClock(id, DUE + HOUR);
    expect(pushed).toHaveLength(1);
  });

  test('whose clock is past the instant already is released at once', async () => {
    const id = await account('test');
    await setClock(id, DUE);
    await schedule(id);
    expect(pushed).toEqual([taskOf(id)]);
  });

  test.each(['before the text is put down', 'after the text is put down'])(
    'whose clock is turned %s, while it is scheduled, is released',
    async (moment) => {
      const id = await account('test');
      await setClock(id, AT);
      const ports = deps();
      const { add } = ports.testClock;
      const testClock = {
        ...ports.testClock,
        async add(...given: Parameters<typeof add>) {
          if (moment.startsWith('before')) await setClock(id, DUE);
          await add(...given);
          if (moment.startsWith('after')) await setClock(id, DUE);
        },
      };
      await schedule(id, { ...ports, testClock });
      expect(pushed).toEqual([taskOf(id)]);
    },
  );

  test('without a clock goes by the wall, and by a clock that is set later', async () => {
    const id = await account('test');
    await schedule(id);
    expect(scheduled).toEqual([{ id: `msg_1-${DUE}`, at: DUE }]);
    expect(pushed).toEqual([]);
    await setClock(id, DUE);
    expect(pushed).toEqual([taskOf(id)]);
  });

  test('whose clock is taken away before the instant is still sent, by the wall', async () => {
    const id = await account('test');
    await setClock(id, AT);
    await schedule(id);
    await setClock(id, undefined);
    expect(pushed).toEqual([]);
    expect(scheduled).toEqual([{ id: `msg_1-${DUE}`, at: DUE }]);
  });

  test('whose clock was behind the wall and is taken away is released at once', async () => {
    const id = await account('test');
    wall = DUE + HOUR;
    await setClock(id, AT);
    await schedule(id);
    expect([pushed, scheduled]).toEqual([[], []]);
    await setClock(id, undefined);
    expect(pushed).toEqual([taskOf(id)]);
  });

  test('keeps a text until the queue has it: a queue that fails loses none', async () => {
    const id = await account('test');
    await schedule(id);
    const failing = { push: async () => Promise.reject(new Error('the queue is down')) };
    const release = releaseDue({ testClock: rig().testClock, sends: failing }, id, DUE);
    await expect(release).rejects.toThrow();
    await releaseDue({ testClock: rig().testClock, sends }, id, DUE);
    expect(pushed).toEqual([taskOf(id)]);
  });
});
