/** Wishes that must hold across the addresses of one person, on either stack. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshPhone, openStack, type Stack } from './stack.ts';

const NOON = '2026-11-24T17:00:00.000Z';

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
  await stack.setClock(NOON);
}, 60_000);
afterAll(async () => {
  await stack.setClock(undefined);
  await stack.close();
});

const post = (path: string, body: object, key = stack.demo.keys.admin) =>
  stack.call('POST', path, { key, body });
const contact = async (phone: string) =>
  (await stack.call('GET', `/v1/contacts/${phone}`, { key: stack.demo.keys.agent })).body;
const paper = (phone: string, email: string) =>
  post('/v1/consents', {
    phone,
    email,
    consents: { sms: true, email: true },
    source: 'paper',
    document: { reference: 'archive-17' },
  });

test('"stop texting me" by email holds for the phone as soon as the two are linked', async () => {
  const phone = freshPhone('321');
  const email = `wish${phone.slice(-4)}@example.com`;
  const revoked = await post('/v1/revocations', { email, channels: ['sms'], source: 'email' });
  expect(revoked.status).toBe(201);
  expect((await paper(phone, email)).status).toBe(201);
  expect((await contact(phone))['dnd']).toMatchObject({ sms: true, voice: false, email: false });

  await stack.text(phone, 'START');
  expect((await contact(phone))['dnd']).toMatchObject({ sms: false });
  // The link is old now: another paper does not bring the old wish back over the START.
  expect((await paper(phone, email)).status).toBe(201);
  expect((await contact(phone))['dnd']).toMatchObject({ sms: false });
});

test('leave me alone closes every address that the person is known by', async () => {
  const phone = freshPhone('321');
  const [old, now] = ['old', 'new'].map((name) => `${name}${phone.slice(-4)}@example.com`);
  for (const email of [old, now]) expect((await paper(phone, String(email))).status).toBe(201);
  await stack.text(phone, 'Leave me alone!');
  expect((await contact(phone))['dnd']).toMatchObject({ sms: true, voice: true, email: true });
  for (const email of [old, now]) {
    const { body } = await stack.call('GET', `/v1/contacts/${email}/history`, {
      key: stack.demo.keys.agent,
    });
    const types = (body['items'] as unknown as { type: string }[]).map(({ type }) => type);
    expect(types).toContain('opted-out');
  }
});

test('do-not-disturb set beside an opt-out outlives the START', async () => {
  const phone = freshPhone('321');
  await stack.text(phone, 'Hello?', stack.demo.sender.number);
  await stack.text(phone, 'STOP');
  const set = await stack.call('PUT', `/v1/contacts/${phone}/dnd`, {
    key: stack.demo.keys.admin,
    body: { sms: true, reason: 'asked by the court' },
  });
  expect(set.status).toBe(200);
  await stack.text(phone, 'START');
  expect((await contact(phone))['dnd']).toMatchObject({ sms: true });
  const refused = await post('/v1/messages', {
    to: phone,
    body: 'Hi.',
    category: 'conversational',
  });
  expect(refused.body['decision']?.['reasons']).toMatchObject([{ code: 'do-not-disturb' }]);
});
