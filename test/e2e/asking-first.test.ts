/**
 * Asking first, from the form to the handset: one text and one email, one clarification, an end;
 * and texts that wait for the answer, released by YES, voided by NO, by STOP and by time.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consentOf, NOON, useStack } from './drive.ts';
import { type Answer, type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('324');
const ADDRESS = '1 Main Street, Springfield, FL 32401';
const DAY = 86_400_000;
const daysOn = (days: number, ms = 0) => new Date(Date.parse(NOON) + days * DAY + ms).toISOString();

const settings = (body: object): Promise<Answer> =>
  stack().call('PUT', '/v1/settings', { key: stack().demo.keys.admin, body });
const show = async (id: string): Promise<Body> =>
  (await stack().call('GET', `/v1/messages/${id}`, { key: stack().demo.keys.agent })).body;
const statusWhen = (id: string, status: string): Promise<Body> =>
  eventually(
    () => show(id),
    (body) => String(body['status']) === status,
  );
const eventOf = async (phone: string, name: string): Promise<Body> => {
  const seen = await eventually(
    () => stack().events(phone),
    (events) => events.some((event) => event.name === name),
  );
  return seen.find((event) => event.name === name)?.detail ?? {};
};

/** Somebody who was asked, and a text that waits for the answer. */
async function waiting(): Promise<{ phone: string; id: string }> {
  const phone = fresh();
  const { form, message, textsWhen } = stack();
  expect((await form(phone)).status).toBe(201);
  await textsWhen(phone, 1);
  const { status, body } = await message(phone, { onPending: 'hold' });
  expect([status, String(body['status'])]).toEqual([202, 'held']);
  return { phone, id: String(body['id']) };
}

describe('a new contact', () => {
  beforeAll(async () => {
    expect((await settings({ postalAddress: ADDRESS })).status).toBe(200);
  });
  afterAll(async () => {
    await settings({ postalAddress: null });
  });

  test('is asked by one text and one email, and neither again by another form', async () => {
    const phone = fresh();
    const { contact, demo, form, mailbox, textsWhen } = stack();
    const { email } = consentOf(phone, demo);
    await form(phone);
    const [question] = await textsWhen(phone, 1);
    expect(question).toContain('Reply YES');
    const mails = await eventually(
      () => mailbox(email),
      (seen) => seen.length > 0,
    );
    const [mail] = mails;
    expect(String(mail?.['text'])).toContain(ADDRESS);
    expect(String(mail?.['text'])).toContain(demo.sender.number);
    await eventOf(phone, 'Opt-In Question Mailed');
    await form(phone, { page: { url: `${demo.formOrigin}/again` } });
    await eventually(
      async () => (await stack().history(phone)).length,
      (entries) => entries > 4,
    );
    expect(await stack().texts(phone)).toHaveLength(1);
    expect(await mailbox(email)).toHaveLength(1);
    expect((await contact(phone)).body['doubleOptIn']).toMatchObject({ status: 'pending' });
  });
});

describe('an answer', () => {
  test('that is neither yes nor no is asked about once, and YES then counts', async () => {
    const phone = fresh();
    const { contact, form, text, textsWhen } = stack();
    await form(phone);
    await textsWhen(phone, 1);
    await text(phone, 'who is this?');
    const [, clarification] = await textsWhen(phone, 2);
    expect(clarification).toContain('YES');
    expect(clarification).toContain('NO');
    await text(phone, 'what?');
    await text(phone, 'YES');
    expect((await contact(phone)).body['doubleOptIn']).toMatchObject({ status: 'confirmed' });
    expect(await textsWhen(phone, 2)).toHaveLength(2);
  });
  test('confirms at the end of its time, and not a moment later', async () => {
    const { contact, form, setClock, text, textsWhen } = stack();
    const [early, late] = [fresh(), fresh()];
    for (const phone of [early, late]) {
      await form(phone);
      await textsWhen(phone, 1);
    }
    try {
      await setClock(daysOn(30));
      await text(early, 'YES');
      await setClock(daysOn(30, 1));
      await text(late, 'YES');
      expect((await contact(early)).body['doubleOptIn']).toMatchObject({ status: 'confirmed' });
      expect((await contact(late)).body['doubleOptIn']).toMatchObject({ status: 'expired' });
      const refused = await stack().message(late, { onPending: 'hold' });
      expect(refused.body).toMatchObject({
        status: 422,
        decision: { reasons: [{ code: 'consent-expired' }] },
      });
    } finally {
      await setClock(NOON);
    }
  });
});

test('in Canada nobody is asked by text because somebody else says so', async () => {
  const phone = freshPhone('416');
  const { call, demo, events, texts } = stack();
  const { status } = await call('POST', '/v1/consents', {
    key: demo.keys.service,
    body: { phone, consents: { sms: true }, source: 'manual' },
  });
  expect(status).toBe(201);
  const seen = await eventually(
    () => events(phone),
    (all) => all.some(({ name }) => name === 'Message Blocked'),
  );
  const blocked = seen.find(({ name }) => name === 'Message Blocked')?.detail;
  expect(blocked?.['decision']).toMatchObject({ reasons: [{ code: 'no-basis-to-ask' }] });
  expect(await texts(phone)).toEqual([]);
});

describe('a text that is held', () => {
  test('is shown to the agent, told on the bus, and released by YES', async () => {
    const { phone, id } = await waiting();
    const { contact, text, textsWhen } = stack();
    expect((await contact(phone)).body['held']).toMatchObject([{ id }]);
    expect(await eventOf(phone, 'Message Held')).toMatchObject({ messageId: id });
    await text(phone, 'YES');
    const texts = await textsWhen(phone, 2);
    expect(texts[1]).toContain('10% off');
    expect(await statusWhen(id, 'delivered')).toMatchObject({ decision: { outcome: 'allow' } });
    const { body } = await eventually(
      () => contact(phone),
      (seen) => JSON.stringify(seen.body['held']) === '[]',
    );
    expect(body['held']).toEqual([]);
  });
  test.each([
    ['NO', 'declined'],
    ['STOP', 'opted-out'],
  ])('is voided by %s, as %s', async (answer, code) => {
    const { phone, id } = await waiting();
    await stack().text(phone, answer);
    expect(await statusWhen(id, 'voided')).toMatchObject({ voided: { code } });
    expect(await eventOf(phone, 'Message Voided')).toMatchObject({
      messageId: id,
      voided: { code },
    });
    expect((await stack().texts(phone)).join()).not.toContain('10% off');
  });
  test('is voided by time, and says so', async () => {
    const { phone, id } = await waiting();
    const { setClock } = stack();
    try {
      await setClock(daysOn(30, 1));
      expect(await statusWhen(id, 'voided')).toMatchObject({ voided: { code: 'timed-out' } });
    } finally {
      await setClock(NOON);
    }
    expect(await stack().texts(phone)).toHaveLength(1);
  });
});
