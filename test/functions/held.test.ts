/**
 * Texts that wait for a YES, over the real table: released once through the gate, voided with a
 * reason, and neither twice, whatever comes twice, late or at once.
 */
import { describe, expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { DAY, MINUTE } from '#shared/basics.ts';
import { MAX_HELD } from '#shared/held.ts';
import { phoneKey } from '#shared/ledger.ts';
import type { SendTask } from '#shared/ports.ts';
import { AT } from '../contract/table-fixture.ts';
import { atTime, freshPhone, message, owedTo, postForm, textFrom } from './people.ts';
import { type Answer, type Rig, useRig } from './rig.ts';

const rig = useRig();

const HOLD = { onPending: 'hold' };
const keyOf = (phone: string) => phoneKey(rig().demo.account, phone);
const textsTo = (phone: string) => rig().sent.filter(({ to }) => to === phone);
const show = async (id: string): Promise<Answer['body']> =>
  (await rig().call('GET', `/v1/messages/${id}`, { key: rig().demo.keys.agent })).body;
const contact = async (phone: string): Promise<Answer['body']> =>
  (await rig().call('GET', `/v1/contacts/${phone}`, { key: rig().demo.keys.agent })).body;
const held = (phone: string, messageId?: string): SendTask => ({
  kind: 'held',
  account: rig().demo.account,
  key: keyOf(phone),
  ...(messageId && { messageId }),
});
const settle = (task: SendTask, deps = rig().deps) => releaseSends(deps)(task);

const at = <T>(instant: number, work: () => Promise<T>): Promise<T> => atTime(rig(), instant, work);

/** Somebody who was asked and has not answered, and a text that waits for it. */
async function waiting(more: object = {}): Promise<{ phone: string; id: string }> {
  const phone = freshPhone();
  await postForm(rig(), phone);
  for (const task of await owedTo(rig(), phone)) await settle(task);
  const { status, body } = await message(rig(), phone, { ...HOLD, ...more });
  expect([status, String(body['status'])]).toEqual([202, 'held']);
  return { phone, id: String(body['id']) };
}

const until = (day: number): string => new Date(AT + day * DAY).toISOString();

describe('a text that is held', () => {
  test('is told as such, with its decision and until when', async () => {
    const { phone, id } = await waiting();
    expect(await show(id)).toMatchObject({
      status: 'held',
      heldUntil: until(30),
      decision: { outcome: 'hold', reasons: [{ code: 'consent-pending' }] },
    });
    expect((await contact(phone))['held']).toEqual([{ id, until: until(30) }]);
    expect(textsTo(phone)).toHaveLength(1);
  });
  test('would be held, says the question about it, and nothing waits', async () => {
    const { phone } = await waiting();
    const { body } = await rig().call('POST', '/v1/decisions', {
      key: rig().demo.keys.agent,
      body: { to: phone, body: 'Hello', ...HOLD },
    });
    expect(body['decision']).toMatchObject({ outcome: 'hold' });
    expect((await contact(phone))['held']).toHaveLength(1);
  });
  test('is refused as before where the caller does not ask for it', async () => {
    const { phone } = await waiting();
    for (const more of [{}, { onPending: 'refuse' }]) {
      const refused = await message(rig(), phone, more);
      expect([refused.status, String(refused.body['code'])]).toEqual([422, 'blocked']);
    }
  });
  test('is one text for one key, also when its first run died before it kept it', async () => {
    const { phone } = await waiting();
    const again = () => message(rig(), phone, HOLD, { 'idempotency-key': `held ${phone}` });
    const { put } = rig().messages;
    let died = false;
    rig().deps.messages.put = async (...record) => {
      if (died) return put(...record);
      died = true;
      throw new Error('the table is not there');
    };
    try {
      expect((await again()).status).toBe(500);
    } finally {
      rig().deps.messages.put = put;
    }
    const first = await again();
    const second = await again();
    expect([first.status, String(first.body['status'])]).toEqual([202, 'held']);
    expect(second.body).toEqual(first.body);
    expect((await contact(phone))['held']).toHaveLength(2);
  });
  test('is refused when as many wait as may', async () => {
    const { phone } = await waiting();
    for (let n = 1; n < MAX_HELD; n += 1) {
      expect((await message(rig(), phone, HOLD)).status).toBe(202);
    }
    const { status, body } = await message(rig(), phone, HOLD);
    expect(status).toBe(422);
    expect(body['decision']).toMatchObject({ outcome: 'deny' });
    expect(JSON.stringify(body)).toContain('As many texts as may wait');
  });
});

describe('YES', () => {
  test('releases it once, however often it is settled', async () => {
    const { phone, id } = await waiting();
    await settle(held(phone));
    expect(await show(id)).toMatchObject({ status: 'held' });
    await textFrom(rig(), phone, 'YES');
    await Promise.all([settle(held(phone)), settle(held(phone, id))]);
    await settle(held(phone, id));
    expect(await show(id)).toMatchObject({ status: 'sent', decision: { outcome: 'allow' } });
    expect(textsTo(phone)).toHaveLength(2);
    expect((await contact(phone))['held']).toEqual([]);
  });
  test('releases several in the order in which they came', async () => {
    const { phone } = await waiting({ body: 'First.' });
    await message(rig(), phone, { ...HOLD, body: 'Second.' });
    await textFrom(rig(), phone, 'YES');
    await settle(held(phone));
    const [, first, second] = textsTo(phone).map(({ body }) => body);
    expect(first).toContain('First.');
    expect(second).toContain('Second.');
  });
  test('at night lets it wait for the morning', async () => {
    const { phone, id } = await waiting({ category: 'marketing' });
    const night = AT + 12 * 60 * MINUTE;
    await at(night, async () => {
      await textFrom(rig(), phone, 'YES');
      await settle(held(phone));
    });
    expect(await show(id)).toMatchObject({ status: 'deferred' });
    expect((await contact(phone))['held']).toEqual([]);
  });
  test('leaves the hour that was asked for as it was', async () => {
    const sendAt = until(1);
    const { phone, id } = await waiting({ sendAt });
    await textFrom(rig(), phone, 'YES');
    await settle(held(phone));
    expect(await show(id)).toMatchObject({ status: 'deferred', deferredUntil: sendAt });
  });
  test('that came in time releases it although the release is late', async () => {
    const { phone, id } = await waiting();
    await at(AT + 30 * DAY, () => textFrom(rig(), phone, 'YES'));
    await at(AT + 30 * DAY + MINUTE, () => settle(held(phone)));
    expect(await show(id)).toMatchObject({ status: 'sent' });
  });
});

describe('it is voided', () => {
  const voided = async (phone: string, id: string, code: string) => {
    expect(await show(id)).toMatchObject({ status: 'voided', voided: { code } });
    expect((await contact(phone))['held']).toEqual([]);
    expect(textsTo(phone)).toHaveLength(1);
  };

  test('by NO', async () => {
    const { phone, id } = await waiting();
    await textFrom(rig(), phone, 'NO');
    await settle(held(phone));
    await voided(phone, id, 'declined');
  });
  test('by STOP, also when YES came at the same moment: STOP wins', async () => {
    for (const texts of [['STOP'], ['YES', 'STOP'], ['STOP', 'YES']]) {
      const { phone, id } = await waiting();
      for (const text of texts) await textFrom(rig(), phone, text);
      await settle(held(phone));
      await voided(phone, id, 'opted-out');
    }
  });
  test('by a STOP that lands while a YES releases it: the claim dies', async () => {
    const { phone, id } = await waiting();
    await textFrom(rig(), phone, 'YES');
    let stopped = false;
    const messages: Rig['messages'] = {
      ...rig().deps.messages,
      async claim(...claim) {
        if (!stopped) {
          stopped = true;
          await textFrom(rig(), phone, 'STOP');
        }
        return rig().deps.messages.claim(...claim);
      },
    };
    await settle(held(phone), { ...rig().deps, messages });
    await voided(phone, id, 'opted-out');
  });
  test('by time: not at its last moment, and a moment later', async () => {
    const { phone, id } = await waiting();
    await at(AT + 30 * DAY, () => settle(held(phone, id)));
    expect(await show(id)).toMatchObject({ status: 'held' });
    await at(AT + 30 * DAY + 1, () => settle(held(phone, id)));
    await voided(phone, id, 'timed-out');
  });
  test('by do-not-disturb that staff set', async () => {
    const { phone, id } = await waiting();
    const put = await rig().call('PUT', `/v1/contacts/${phone}/dnd`, {
      key: rig().demo.keys.admin,
      body: { sms: true, reason: 'asked at the desk' },
    });
    expect(put.status).toBe(200);
    await settle(held(phone));
    await voided(phone, id, 'refused');
  });
  test('and its caller, asking again by the same key, is told so', async () => {
    const phone = freshPhone();
    await postForm(rig(), phone);
    for (const task of await owedTo(rig(), phone)) await settle(task);
    const send = () => message(rig(), phone, HOLD, { 'idempotency-key': `void ${phone}` });
    const { body } = await send();
    await textFrom(rig(), phone, 'NO');
    await settle(held(phone));
    const again = await send();
    expect(again.status).toBe(422);
    expect(again.body).toMatchObject({
      code: 'blocked',
      id: String(body['id']),
      voided: { code: 'declined' },
    });
  });
});

describe('the question', () => {
  test('that could not go out when it was owed goes out for a text that waits, once', async () => {
    const phone = freshPhone();
    const admin = rig().demo.keys.admin;
    const path = `/v1/senders/${rig().demo.sender.id}`;
    const { id: _, kind: __, ...sender } = (await rig().call('GET', path, { key: admin })).body;
    await postForm(rig(), phone);
    const paused = { ...sender, paused: { reason: 'maintenance' } };
    expect((await rig().call('PUT', path, { key: admin, body: paused })).status).toBe(200);
    for (const task of await owedTo(rig(), phone)) await settle(task);
    for (const { task } of rig().records.splice(0)) {
      if (task.kind === 'refused') await rig().messages.put(task.record, []);
    }
    expect((await rig().call('PUT', path, { key: admin, body: sender })).status).toBe(200);
    expect(textsTo(phone)).toHaveLength(0);
    const { body } = await message(rig(), phone, HOLD);
    for (let n = 0; n < 2; n += 1) await settle(held(phone, String(body['id'])));
    expect(textsTo(phone).map((text) => text.body)).toEqual([expect.stringContaining('Reply YES')]);
  });
});
