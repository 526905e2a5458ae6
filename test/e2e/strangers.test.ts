/** What a stranger can do with a public form, and a firm with its own replies; on either stack. */
import { describe, expect, test } from 'vitest';
import { expectProblem, useStack } from './drive.ts';
import { freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('727');

describe('a public form in the hands of a stranger', () => {
  const stranger = (phone: string) => ({
    name: 'Mallory',
    email: `mallory${phone.slice(-4)}@example.com`,
    externalId: 'crm-666',
  });

  test('tells nothing of the contact that the stranger did not say', async () => {
    const { form, text } = stack();
    const phone = fresh();
    await form(phone, { externalId: 'crm-1' });
    await text(phone, 'STOP', stack().demo.sender.number);
    const told = await form(phone, { name: undefined, email: undefined, consents: { sms: true } });
    expect(told.status).toBe(201);
    expect(told.body['contact']).toEqual({ phone, name: null, email: null, externalId: null });
    expect(told.text).not.toMatch(/Pat|crm-1|dnd|@example/);
  });

  test('overwrites nothing; a second address is kept beside the first', async () => {
    const { contact, form } = stack();
    const phone = fresh();
    await form(phone, { externalId: 'crm-1' });
    expect((await form(phone, stranger(phone))).status).toBe(201);
    expect((await contact(phone)).body).toMatchObject({
      name: 'Pat Doe',
      email: `pat${phone.slice(-10)}@example.com`,
      externalId: 'crm-1',
    });
  });
});

test('a firm tries its own replies, and nothing is stored', async () => {
  const { call, demo } = stack();
  const texts = ['STOP', 'bus stop at 5', 'oui'];
  const read = (context: object) =>
    call('POST', '/v1/readings', { key: demo.keys.agent, body: { texts, ...context } });
  const { body } = await read({});
  expect(body['items']).toMatchObject([
    {
      intent: 'opt-out',
      certainty: 'certain',
      channels: ['sms'],
      language: 'en',
      rule: 'keyword:stop',
      words: 'stop',
    },
    { intent: 'other', channels: [] },
    { intent: 'other' },
  ]);
  const asked = await read({ context: { pending: 'opt-in' } });
  expect(asked.body['items']?.['2']).toMatchObject({ intent: 'confirm', language: 'fr' });
  const many = Array.from({ length: 1_001 }, () => 'x');
  const refused = await call('POST', '/v1/readings', {
    key: demo.keys.agent,
    body: { texts: many },
  });
  expectProblem(refused, 400, 'invalid-request');
});
