/**
 * The rates rule over the real table: counts of the stream, the pause they lead to, and what an
 * admin sees and may do about it.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { countHealth } from '#functions/sender-health.ts';
import { HOUR, iso } from '#shared/basics.ts';
import type { MessageRecord } from '#shared/message.ts';
import type { TableChange } from '#shared/ports.ts';
import { AT, messageOf } from '../contract/table-fixture.ts';
import { optOutDraft } from '../shared/fixtures.ts';
import { lastChange, reasonsOf, useOwnSender } from './own-sender.ts';
import { freshPhone, message, optedIn } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const own = useOwnSender(rig);

describe('the rates rule', () => {
  const tell = (changes: readonly TableChange[]) =>
    countHealth({ ...rig().deps, health: rig().health })(changes);
  let texts = 0;
  const text = (more: Partial<MessageRecord> = {}): TableChange => {
    texts += 1;
    const { account } = rig().demo;
    const at = rig().clock.at;
    const record = { account, at, sender: own().id, provider: 'twilio', ...more };
    return { kind: 'message', after: messageOf(`msg_${texts}`, record) };
  };
  const stop = (sender = own().id): TableChange => {
    texts += 1;
    const draft = optOutDraft(['sms'], { sender }, { at: rig().clock.at });
    const stored = { entry: draft, key: `A#${rig().demo.account}#tel:+12025550${texts}` };
    return { kind: 'entry', stored: stored as never };
  };
  const times = (count: number, make: () => TableChange) => Array.from({ length: count }, make);
  const health = async () => (await own().get(`/v1/senders/${own().id}/health`)).body;
  const limit = (more: object = {}) =>
    rig().call('PUT', '/v1/settings', {
      key: rig().demo.keys.admin,
      body: {
        senderHealth: {
          minimumSample: 10,
          watch: { optOut: 0.1, error: 0.3 },
          act: { optOut: 0.2, error: 0.5 },
          pauseHours: 6,
          ...more,
        },
      },
    });
  beforeEach(async () => {
    expect((await limit()).status).toBe(200);
    rig().watch.lines.length = 0;
  });

  test('counts what was sent, failed and left, and says where the sender stands', async () => {
    await tell([...times(20, text), stop(), text({ status: 'blocked' })]);
    expect(await health()).toEqual({
      state: 'healthy',
      since: iso(Math.floor(AT / HOUR - 23) * HOUR),
      window: '24h',
      sent: 20,
      failed: 0,
      optedOut: 1,
      rates: { optOut: 0.05, error: 0 },
      thresholds: {
        minimumSample: 10,
        watch: { optOut: 0.1, error: 0.3 },
        act: { optOut: 0.2, error: 0.5 },
        pauseHours: 6,
      },
      paused: null,
    });
  });

  test('pauses at the very opt-out that reaches the limit, with figures, until an instant', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    await tell(times(10, text));
    await tell([stop()]);
    expect((await health())['state']).toBe('watch');
    expect((await message(rig(), phone, { sender: own().id })).status).toBe(202);
    await tell([stop()]);
    const until = iso(AT + 6 * HOUR);
    const reason =
      'Of 10 texts in 24 hours 2 brought an opt-out (20%, limit 20%) ' +
      'and 0 failed (0%, limit 50%).';
    const paused = { by: 'rates', reason, until };
    expect((await own().get(`/v1/senders/${own().id}`)).body['paused']).toEqual(paused);
    expect(await health()).toMatchObject({ state: 'act', optedOut: 2, paused });
    expect(await lastChange(rig())).toMatchObject({
      actor: 'system',
      detail: { kind: 'sender', id: own().id, change: own().body({ paused }) },
    });
    const refused = await message(rig(), phone, { sender: own().id });
    expect(reasonsOf(refused)).toMatchObject([
      {
        code: 'sender-paused',
        until,
        detail: `Sender ${own().id} is paused until ${until}: ${reason} Use another sender, or let an admin lift it.`,
      },
    ]);
    rig().clock.at = AT + 6 * HOUR;
    expect((await message(rig(), phone, { sender: own().id })).status).toBe(202);
  });

  test('pauses once, and judges anew by what comes after the pause', async () => {
    await tell([...times(10, text), stop(), stop()]);
    const before = await lastChange(rig());
    rig().clock.at = AT + HOUR;
    await tell([stop(), stop(), stop()]);
    expect(await lastChange(rig())).toEqual(before);
    rig().clock.at = AT + 6 * HOUR;
    await tell([...times(9, text), stop(), stop()]);
    expect(await lastChange(rig())).toEqual(before);
    expect(await health()).toMatchObject({ state: 'healthy', sent: 9, optedOut: 2, paused: null });
    await tell([text()]);
    expect(await lastChange(rig())).not.toEqual(before);
    expect((await health())['paused']).toMatchObject({ until: iso(AT + 12 * HOUR) });
  });

  test('leaves a pause lifted that an admin lifted, until new texts reach the limit', async () => {
    await tell([...times(10, text), stop(), stop()]);
    expect((await own().put()).body['paused']).toBeUndefined();
    expect(await health()).toMatchObject({ state: 'healthy', sent: 0, paused: null });
    // The same minute: what was counted before the lift stays out of it.
    rig().clock.at = AT + 1;
    await tell([...times(9, text), stop(), stop()]);
    expect((await health())['paused']).toBeNull();
    await tell([text()]);
    expect((await health())['paused']).toMatchObject({ by: 'rates' });
  });

  test('does not touch a pause by hand', async () => {
    const paused = { reason: 'By hand', by: 'admin' };
    await own().put({ paused });
    await tell([...times(10, text), stop(), stop()]);
    expect((await own().get(`/v1/senders/${own().id}`)).body['paused']).toEqual(paused);
    expect((await health())['state']).toBe('act');
  });

  test('pauses for errors: refusals and failed deliveries', async () => {
    const error = { code: 'content 30007', detail: 'filtered' };
    const refused = () => text({ status: 'failed', error });
    await tell([...times(6, text), ...times(3, refused)]);
    const sent = text();
    if (sent.kind !== 'message') throw new Error('a text is a message');
    await rig().messages.put(sent.after);
    await tell([sent]);
    expect((await health())['state']).toBe('watch');
    const { id: messageId, account, key } = sent.after;
    const failed = { id: messageId, account, key, at: AT, state: 'failed' as const, code: '30003' };
    await tell([{ kind: 'delivery', after: failed }, text({ status: 'failed', error })]);
    expect((await health())['paused']).toBeNull();
    // Told twice in one state, it fails once.
    await tell([{ kind: 'delivery', before: failed, after: { ...failed, at: AT + 1 } }]);
    expect((await health())['failed']).toBe(5);
    await tell([text({ status: 'failed', error })]);
    expect((await health())['paused']).toMatchObject({ by: 'rates' });
  });

  test('hours leave after a day', async () => {
    await tell([...times(10, text), stop()]);
    rig().clock.at = Math.floor(AT / HOUR + 24) * HOUR - 1;
    expect(await health()).toMatchObject({ state: 'watch', sent: 10 });
    rig().clock.at += 1;
    expect(await health()).toMatchObject({ state: 'healthy', sent: 0 });
  });

  test('is logged when a sender comes near, and when it is paused, each once', async () => {
    const codes = () =>
      rig()
        .watch.lines.map((line) => String(JSON.parse(line).message).slice(0, 4))
        .filter((code) => code.startsWith('C05'));
    await tell(times(10, text));
    await tell([stop()]);
    await tell([text()]);
    expect(codes()).toEqual(['C050']);
    await tell([stop(), stop()]);
    await tell([stop()]);
    expect(codes()).toEqual(['C050', 'C051']);
  });

  test('a sender that is named by its number is not so in the log', async () => {
    const name = '14805550199';
    const key = rig().demo.keys.admin;
    const body = own().body({ number: `+${name}` });
    expect((await rig().call('PUT', `/v1/senders/${name}`, { key, body })).status).toBe(200);
    await tell(times(10, () => text({ sender: name })));
    await tell([stop(name), stop(name)]);
    const lines = rig().watch.lines.filter((line) => line.includes('C051 sender paused'));
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain(name);
  });

  test('a sender that was never configured is nobody', async () => {
    await tell([text({ sender: 'nobody' })]);
    expect((await own().get('/v1/senders/nobody/health')).status).toBe(404);
  });

  test('two batches at once pause once', async () => {
    await tell(times(10, text));
    const before = await lastChange(rig());
    await Promise.all([tell([stop(), stop()]), tell([stop(), stop()])]);
    expect(await lastChange(rig())).toMatchObject({ entries: before.entries + 1 });
  });

  test('what cannot be counted for one sender is logged and counted for the others', async () => {
    const { health: counts } = rig();
    const add: typeof counts.add = (where, news) =>
      where.sender === 'main' ? Promise.reject(new Error('no table')) : counts.add(where, news);
    const deps = { ...rig().deps, health: { ...counts, add } };
    await countHealth(deps)([text({ sender: 'main' }), text()]);
    expect((await health())['sent']).toBe(1);
  });
});
