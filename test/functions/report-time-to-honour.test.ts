/** The report over a period: every door, each stage, and who is still waited for first. */
import { describe, expect, test, vi } from 'vitest';
import { DAY, iso, MINUTE, SECOND } from '#shared/basics.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import { AT } from '../contract/table-fixture.ts';
import { acknowledge } from './acknowledge.ts';
import { freshPhone, textFrom } from './people.ts';
import { type Body, useRig } from './rig.ts';

const rig = useRig();
const admin = () => rig().demo.keys.admin;
const report = (query: Record<string, string> = {}, key = admin()) =>
  rig().call('GET', '/v1/reports/time-to-honour', { key, query });
const revoke = (body: object) =>
  rig().call('POST', '/v1/revocations', {
    key: rig().demo.keys.agent,
    body: { channels: ['sms'], source: 'call', ...body },
  });
const worstOf = (body: Body) => body['worst'] as unknown as Body[];
const keyOf = (phone: string) => phoneKey(rig().demo.account, phone);

let day = 0;
/** A day of its own for each test, so that each sees its own revocations. */
async function onOwnDay<T>(work: (query: Record<string, string>) => Promise<T>): Promise<T> {
  day += 1;
  const start = AT + day * 7 * DAY;
  rig().clock.at = start;
  return work({ from: iso(start), to: iso(start + DAY) }).finally(() => {
    rig().clock.at = AT;
  });
}

describe('the report', () => {
  test('gives received, blocked, acknowledged: by door, and the worst', () =>
    onOwnDay(async (query) => {
      const start = rig().clock.at;
      const [quick, slow, letter] = [freshPhone(), freshPhone(), freshPhone()];
      await textFrom(rig(), quick, 'STOP');
      await textFrom(rig(), slow, 'STOP');
      await revoke({ phone: letter, source: 'letter', receivedAt: iso(start - 2 * DAY) });
      rig().clock.at = start + 2 * SECOND;
      for (const phone of [quick, letter])
        await acknowledge(rig(), keyOf(phone), 'email', 'dialer');
      rig().clock.at = start + 6 * MINUTE;
      await acknowledge(rig(), keyOf(slow), 'email', 'dialer');
      const { body, status } = await report(query);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...query,
        asOf: iso(start + 6 * MINUTE),
        honourMinutes: { direct: 5, relayed: 1_440 },
        summary: {
          revocations: 3,
          waiting: 0,
          late: 0,
          unread: 0,
          withinDue: { met: 3, missed: 0, open: 0 },
          withinTarget: { met: 1, missed: 2, open: 0 },
          stages: {
            receivedToBlocked: { count: 3, medianMs: 0, p99Ms: 2 * DAY, worstMs: 2 * DAY },
            blockedToEmail: { medianMs: 2 * SECOND, worstMs: 6 * MINUTE },
            blockedToDialer: { medianMs: 2 * SECOND, worstMs: 6 * MINUTE },
            receivedToHonoured: { medianMs: 6 * MINUTE, worstMs: 2 * DAY + 2 * SECOND },
          },
        },
        doors: {
          text: { revocations: 2, withinTarget: { met: 1, missed: 1 } },
          letter: { revocations: 1, stages: { receivedToBlocked: { medianMs: 2 * DAY } } },
        },
      });
      const phones = worstOf(body).map((one) => String(one['contact']?.['phone']));
      expect(phones).toEqual([letter, slow, quick]);
      expect(body).not.toHaveProperty('nextCursor');
    }));

  test('what a target has not acknowledged comes first; the path leads to its entry', () =>
    onOwnDay(async (query) => {
      const [letter, waiting] = [freshPhone(), freshPhone()];
      const receivedAt = iso(rig().clock.at - 60 * DAY);
      await revoke({ phone: letter, source: 'letter', receivedAt });
      await acknowledge(rig(), keyOf(letter), 'email', 'dialer');
      await textFrom(rig(), waiting, 'STOP');
      rig().clock.at += MINUTE;
      const { body } = await report(query);
      expect(body['summary']).toMatchObject({
        waiting: 1,
        late: 1,
        withinDue: { met: 0, missed: 1, open: 1 },
        stages: { blockedToDialer: { waiting: 1, worstMs: MINUTE } },
      });
      const [first, second] = worstOf(body);
      expect(first).toMatchObject({ contact: { phone: waiting }, waitingFor: ['dialer'] });
      expect(second).toMatchObject({ contact: { phone: letter }, late: true });
      const [path = '', search = ''] = String(first?.['history']).split('?');
      const found = await rig().call('GET', decodeURIComponent(path), {
        key: admin(),
        query: { ...Object.fromEntries(new URLSearchParams(search)), limit: '1' },
      });
      expect(found.body['items']).toMatchObject([
        { type: 'opted-out', hash: first?.['entryHash'] },
      ]);
    }));

  test('an opt-out of phone and email is two: each has its block and its target', () =>
    onOwnDay(async (query) => {
      const phone = freshPhone();
      const email = `pair${phone.slice(-4)}@customer.example`;
      await revoke({ phone, email, channels: 'all' });
      await acknowledge(rig(), keyOf(phone), 'email', 'dialer');
      const { body } = await report(query);
      expect(body['summary']).toMatchObject({ revocations: 2, waiting: 1 });
      expect(worstOf(body)[0]).toMatchObject({ contact: { email }, waitingFor: ['email'] });
      await acknowledge(rig(), emailKey(rig().demo.account, email), 'email');
      expect((await report(query)).body['summary']).toMatchObject({ waiting: 0 });
    }));

  test('a contact that left twice is read once; so many of the worst are listed as asked for', () =>
    onOwnDay(async (query) => {
      const phone = freshPhone();
      await revoke({ phone });
      await revoke({ phone, channels: ['voice'] });
      const { body } = await report({ ...query, limit: '1' });
      expect(rig().store.trips()).toEqual(['BatchGetItem', 'Query', 'Query']);
      expect(body['summary']).toMatchObject({ revocations: 2 });
      expect(worstOf(body)).toHaveLength(1);
    }));

  test('measures a thousand at most and says where to go on', () =>
    onOwnDay(async (query) => {
      await revoke({ phone: freshPhone() });
      await revoke({ phone: freshPhone() });
      const asked: number[] = [];
      const real = rig().ledger.optOuts.bind(rig().ledger);
      const spy = vi.spyOn(rig().deps.ledger, 'optOuts').mockImplementation((id, page) => {
        asked.push(page.limit);
        return real(id, { ...page, limit: 1 });
      });
      const first = await report({ ...query, limit: '100' });
      const cursor = String(first.body['nextCursor']);
      const rest = await report({ ...query, cursor });
      spy.mockRestore();
      expect(asked).toEqual([1_000, 1_000]);
      const shown = [first, rest].flatMap(({ body }) => worstOf(body).map((one) => one['contact']));
      expect(shown).toHaveLength(2);
      expect(new Set(shown.map((one) => String(one?.['phone']))).size).toBe(2);
      expect(rest.body).not.toHaveProperty('nextCursor');
    }));

  test('keeps to the target of the day on which it was said', () =>
    onOwnDay(async (query) => {
      const set = (honourMinutes: object) =>
        rig().call('PUT', '/v1/settings', { key: admin(), body: { honourMinutes } });
      const phone = freshPhone();
      await textFrom(rig(), phone, 'STOP');
      rig().clock.at += 3 * MINUTE;
      await acknowledge(rig(), keyOf(phone), 'email', 'dialer');
      expect((await set({ direct: 1, relayed: 60 })).status).toBe(200);
      const { body } = await report(query);
      await set({ direct: 5, relayed: 1_440 });
      expect(body['honourMinutes']).toEqual({ direct: 1, relayed: 60 });
      expect(body['summary']).toMatchObject({ withinTarget: { met: 1, missed: 0 } });
    }));

  test('runs by the test clock of the account', async () => {
    const clock = (now: string) =>
      rig().call('PUT', '/v1/test-clock', { key: admin(), body: { now } });
    await clock('2027-06-01T16:00:00Z');
    const phone = freshPhone();
    await textFrom(rig(), phone, 'STOP');
    await clock('2027-06-20T16:00:00Z');
    const { body } = await report({ from: '2027-06-01', to: '2027-06-02' });
    await rig().call('DELETE', '/v1/test-clock', { key: admin() });
    expect(body['summary']).toMatchObject({
      waiting: 1,
      withinDue: { met: 0, missed: 1, open: 0 },
      stages: { blockedToDialer: { worstMs: 19 * DAY } },
    });
    expect(worstOf(body)).toMatchObject([{ dueAt: '2027-06-16T03:59:59.999Z' }]);
  });

  test('of nothing is empty; of another account shows nothing; other roles may not', async () => {
    await textFrom(rig(), freshPhone(), 'STOP');
    const none = await report({ from: '2020-01-01', to: '2020-01-02' });
    expect([none.status, none.body['summary']?.['revocations'], none.body['doors']]).toEqual([
      200,
      0,
      {},
    ]);
    const other = await report({}, rig().other.keys.admin);
    expect([other.body['summary']?.['revocations'], worstOf(other.body)]).toEqual([0, []]);
    expect((await report({}, rig().demo.keys.agent)).status).toBe(403);
  });
  test.each([
    [{ from: 'monday' }, '/from'],
    [{ from: '2026-11-02', to: '2026-11-01' }, '/to'],
    [{ limit: '0' }, '/limit'],
  ])('%j is refused at %s', async (query, pointer) => {
    expect((await report(query as never)).body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ pointer }],
    });
  });
});
