/**
 * What each path costs: exactly these requests to the table, counted on the wire (DESIGN.md section
 * 4), and how large the item grows that every decision reads.
 */
import { expect, test, vi } from 'vitest';
import type { Input } from '#functions/adapters/dynamo/table.ts';
import { authorize } from '#functions/authorize.ts';
import { releaseSends } from '#functions/release-sends.ts';
import { phoneKey } from '#shared/ledger.ts';
import { itemBytes } from '../item-bytes.ts';
import { freshPhone, message, optedIn, owedTo, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const NIGHT = Date.parse('2026-11-25T03:00:00.000Z');

test('a key is found by one GetItem', async () => {
  const { demo, directory, store } = rig();
  store.trips();
  expect(await authorize({ directory })(`Bearer ${demo.keys.agent}`)).toMatchObject({
    account: demo.account,
    role: 'agent',
  });
  expect(store.trips()).toEqual(['GetItem']);
});

test('what is no key costs nothing', async () => {
  const { directory, store } = rig();
  store.trips();
  for (const given of [undefined, '', 'Bearer', 'Bearer short', `Basic ${'a'.repeat(30)}`]) {
    expect(await authorize({ directory })(given)).toBeUndefined();
  }
  expect(store.trips()).toEqual([]);
});

test('a text that may go: one read, one conditional update, one put', async () => {
  const { store } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const sent = await message(rig(), phone);
  expect(store.trips()).toEqual(['BatchGetItem', 'UpdateItem', 'PutItem']);
  expect(sent.body['status']).toBe('sent');
});

test('a text that may not: one read and no write', async () => {
  const { store } = rig();
  const refused = await message(rig(), freshPhone());
  expect(store.trips()).toEqual(['BatchGetItem']);
  expect(refused.body['code']).toBe('blocked');
});

test('a text that waits: one read, one put', async () => {
  const { clock, store } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const noon = clock.at;
  clock.at = NIGHT;
  const waiting = await message(rig(), phone);
  clock.at = noon;
  expect(store.trips()).toEqual(['BatchGetItem', 'PutItem']);
  expect(waiting.body['status']).toBe('deferred');
});

test('a repeat of a text: one read, and nothing goes out', async () => {
  const { sent, store } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const first = await message(rig(), phone, {}, { 'idempotency-key': 'trip' });
  const out = sent.length;
  const again = await message(rig(), phone, {}, { 'idempotency-key': 'trip' });
  expect(store.trips()).toEqual(['BatchGetItem']);
  expect(again.body).toEqual(first.body);
  expect(sent).toHaveLength(out);
});

test('a decision: one read', async () => {
  const { call, demo, store } = rig();
  const body = { to: freshPhone(), body: 'Hello there.' };
  expect((await call('POST', '/v1/decisions', { key: demo.keys.agent, body })).status).toBe(200);
  expect(store.trips()).toEqual(['BatchGetItem']);
});

/** Of the reads that a piece of work makes, the items asked for: each costs, there or not. */
async function itemsRead(work: () => Promise<unknown>): Promise<string[][]> {
  const { table } = rig().store;
  const call = vi.spyOn(table, 'call');
  try {
    await work();
    const reads = call.mock.calls.filter(([operation]) => operation === 'BatchGetItem');
    return reads.map(([, input]) => {
      const { RequestItems: asked } = input as Input<'BatchGetItem'>;
      return (asked?.[table.name]?.Keys ?? []).map(({ sk }) => String(sk));
    });
  } finally {
    call.mockRestore();
  }
}

const DECISION = ['SETTINGS', 'PROGRAM#default', 'SENDER#main', 'STANDING', 'M'];

test('a decision over a text: five items', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  expect(await itemsRead(() => message(rig(), phone))).toEqual([DECISION]);
});

test('a decision over a notice: the same five, its wording comes with the account', async () => {
  const phone = freshPhone();
  await postForm(rig(), phone);
  const [task] = await owedTo(rig(), phone);
  if (!task) throw new Error('a form owes its question');
  expect(await itemsRead(() => releaseSends(rig().deps)(task))).toEqual([DECISION]);
});

test('a consent by form: the form, one read, one transaction; its double click: form and read', async () => {
  const { store } = rig();
  const phone = freshPhone();
  await postForm(rig(), phone, { email: 'pat@example.com', consents: { sms: true, email: true } });
  expect(store.trips()).toEqual(['GetItem', 'BatchGetItem', 'TransactWriteItems']);
  await postForm(rig(), phone, { email: 'pat@example.com', consents: { sms: true, email: true } });
  expect(store.trips()).toEqual(['GetItem', 'BatchGetItem']);
});

test('a consent by key: one read, one transaction', async () => {
  const { call, demo, store } = rig();
  const body = { phone: freshPhone(), consents: { sms: true }, source: 'import' };
  expect((await call('POST', '/v1/consents', { key: demo.keys.agent, body })).status).toBe(201);
  expect(store.trips()).toEqual(['BatchGetItem', 'TransactWriteItems']);
});

test('a STOP: the account, the number, one read, one transaction; its repeat writes nothing', async () => {
  const { demo, store, webhook } = rig();
  const form = { MessageSid: 'SMtrip', From: freshPhone(), To: demo.sender.number, Body: 'STOP' };
  expect((await webhook(form)).status).toBe(200);
  expect(store.trips()).toEqual(['BatchGetItem', 'GetItem', 'BatchGetItem', 'TransactWriteItems']);
  expect((await webhook(form)).status).toBe(200);
  expect(store.trips()).toEqual(['BatchGetItem', 'GetItem', 'BatchGetItem']);
});

test('a text in words of its own: what we said last beside the number, one read more', async () => {
  const { store } = rig();
  await textFrom(rig(), freshPhone(), 'Please take me off this list of yours');
  const trips = store.trips();
  expect(trips.slice(0, 3).sort()).toEqual(['BatchGetItem', 'GetItem', 'Query']);
  expect(trips.slice(3)).toEqual(['BatchGetItem', 'TransactWriteItems']);
});

test('a part of a longer text: one read more, of what came before it', async () => {
  const { store } = rig();
  const phone = freshPhone();
  await textFrom(rig(), phone, '(1/2) We bought a car last week, so take');
  await textFrom(rig(), phone, '(2/2) me off your list');
  const trips = store.trips();
  expect(trips.slice(0, 3).sort()).toEqual(['BatchGetItem', 'GetItem', 'Query']);
  expect(trips.slice(3)).toEqual(['Query', 'BatchGetItem', 'TransactWriteItems']);
});

test('a forged webhook: one read, of the account whose secret it lacks', async () => {
  const { demo, store, webhook } = rig();
  const form = { MessageSid: 'SMno', From: freshPhone(), To: demo.sender.number, Body: 'STOP' };
  expect((await webhook(form, { signature: 'AAAA' })).status).toBe(403);
  expect(store.trips()).toEqual(['BatchGetItem']);
});

test('a delivery report: the account, one put', async () => {
  const { demo, store, webhook } = rig();
  const path = `/v1/webhooks/twilio/${demo.account}/status?message=msg_${'0'.repeat(32)}`;
  const form = { MessageSid: 'SMx', MessageStatus: 'delivered', To: freshPhone() };
  expect((await webhook(form, { path })).status).toBe(200);
  expect(store.trips()).toEqual(['BatchGetItem', 'PutItem']);
});

test('a revocation by hand: one read where nothing is linked, one transaction', async () => {
  const { call, demo, store } = rig();
  const body = { phone: freshPhone(), channels: ['sms'], source: 'call' };
  expect((await call('POST', '/v1/revocations', { key: demo.keys.agent, body })).status).toBe(201);
  expect(store.trips()).toEqual(['BatchGetItem', 'TransactWriteItems']);
});

async function standingBytes(phone: string): Promise<number> {
  const { demo, store } = rig();
  const Key = { pk: phoneKey(demo.account, phone), sk: 'STANDING' };
  const { Item: item } = await store.table.call('GetItem', { TableName: store.table.name, Key });
  expect(item).toMatchObject({ facts: { n: 'Pat Doe' } });
  return itemBytes(item ?? {});
}

test('the standing stays under 1 KB through the main job: one write unit per claim', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  expect((await message(rig(), phone)).status).toBe(202);
  expect(await standingBytes(phone)).toBeLessThan(1_024);
  await textFrom(rig(), phone, 'STOP');
  for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
  expect(await standingBytes(phone)).toBeLessThan(1_024);
  await textFrom(rig(), phone, 'START');
  expect(await standingBytes(phone)).toBeLessThan(1_024);
});

test('the standing of the busiest contact stays under 4 KB: its lists are bounded', async () => {
  const { clock } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const start = clock.at;
  for (let i = 0; i < 40; i += 1) {
    // One text every ten seconds, each on a subject of its own so that no cap holds it back.
    clock.at = start + i * 10_000;
    await message(rig(), phone, { subject: `subject ${i}` });
  }
  clock.at = start;
  expect(await standingBytes(phone)).toBeLessThan(4_096);
});
