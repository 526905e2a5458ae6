/** The main job over HTTP, the same on the local stack and on the deployed one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, freshPhone, openStack, type Stack } from './stack.ts';

/** Tuesday 2026-11-24, in Florida (UTC-5). */
const NOON = '2026-11-24T17:00:00.000Z';
const NIGHT = '2026-11-25T03:00:00.000Z';
/** By then every text that waited for 08:00 has had its turn: they leave over half an hour. */
const MORNING = '2026-11-25T13:30:00.000Z';
const AFTER_EIGHT = expect.stringMatching(/^2026-11-25T13:[0-2]\d:/);

let stack: Stack;
beforeAll(async () => {
  stack = await openStack();
}, 60_000);
afterAll(() => stack.close());

const formPost = (phone: string, more: object = {}) =>
  stack.call('POST', `/v1/forms/${stack.demo.formKey}/consents`, {
    headers: { origin: stack.demo.formOrigin },
    body: {
      phone,
      name: 'Pat Doe',
      email: `pat${phone.slice(-4)}@example.com`,
      consents: { sms: true, email: true, voice: false },
      program: 'default',
      disclosure: stack.demo.disclosure,
      page: { url: `${stack.demo.formOrigin}/contact` },
      evidence: { checkboxDefault: 'unchecked' },
      ...more,
    },
  });

const message = (to: string, more: object = {}, headers: Record<string, string> = {}) =>
  stack.call('POST', '/v1/messages', {
    key: stack.demo.keys.service,
    headers,
    body: { to, body: 'Fall sale: 10% off all oil changes.', category: 'marketing', ...more },
  });

const texts = async (phone: string) => (await stack.handset(phone)).map(({ body }) => body);
const contact = async (phone: string) =>
  (await stack.call('GET', `/v1/contacts/${phone}`, { key: stack.demo.keys.agent })).body;
const history = async (phone: string) =>
  (await stack.call('GET', `/v1/contacts/${phone}/history`, { key: stack.demo.keys.agent })).body[
    'items'
  ] as unknown as { type: string; seq: number; hash: string; prevHash: string }[];

/** Form, question, YES. */
async function optIn(phone: string): Promise<void> {
  expect((await formPost(phone)).status).toBe(201);
  await eventually(
    () => texts(phone),
    (seen) => seen.length === 1,
  );
  await stack.text(phone, 'YES');
}

/** The ledger is numbered without gaps, and each entry follows from the one before. */
async function chained(phone: string): Promise<void> {
  const entries = await history(phone);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  for (const [i, entry] of entries.slice(1).entries()) {
    expect(entry.prevHash).toBe(entries[i]?.hash);
  }
}

describe('from the form to the last target', () => {
  test('form, question, nothing before YES, YES, marketing text', async () => {
    const phone = freshPhone();
    await stack.setClock(NOON);

    const captured = await formPost(phone);
    expect(captured.status).toBe(201);
    expect(captured.body['consents']).toMatchObject([
      { channel: 'sms', program: 'default', status: 'pending' },
      { channel: 'email', program: 'default', status: 'confirmed' },
    ]);

    const [question] = await eventually(
      () => texts(phone),
      (seen) => seen.length === 1,
    );
    expect(question).toContain('Demo Motors');
    expect(question).toContain('Reply YES');

    const early = await message(phone);
    expect(early.status).toBe(422);
    expect(early.body).toMatchObject({
      code: 'blocked',
      decision: { outcome: 'deny', reasons: [{ code: 'consent-pending' }] },
    });

    await stack.text(phone, 'Yes!');
    expect(await contact(phone)).toMatchObject({
      label: 'Pat Doe',
      doubleOptIn: { status: 'confirmed' },
      dnd: { sms: false, voice: false, email: false },
    });

    const sent = await message(phone);
    expect(sent.status).toBe(202);
    expect(sent.body).toMatchObject({
      status: 'sent',
      provider: 'twilio',
      body: 'Demo Motors: Fall sale: 10% off all oil changes.\nReply STOP to opt out.',
      decision: { outcome: 'allow', reasons: [] },
    });
    expect(await texts(phone)).toEqual([question, sent.body['body']]);

    const second = await message(phone, { body: 'Come by today.', subject: 'today' });
    expect(second.body['body']).toBe('Demo Motors: Come by today.');
    await chained(phone);
  });

  test('STOP, one confirmation, refusal, a second STOP in silence, START', async () => {
    const phone = freshPhone();
    await stack.setClock(NOON);
    await optIn(phone);
    await message(phone);
    await message(phone, { body: 'Come by today.', subject: 'today' });

    await stack.text(phone, ' stop. ');
    const afterStop = await eventually(
      () => texts(phone),
      (seen) => seen.length === 4,
    );
    expect(afterStop[3]).toBe('Demo Motors: You are opted out and will get no more texts from us.');
    expect(await contact(phone)).toMatchObject({
      label: "Pat Doe - can't text",
      dnd: { sms: true, voice: false, email: false },
      dialer: { priority: 'high', manualCalls: 'allowed', automatedCalls: 'suppressed' },
    });

    const refused = await message(phone);
    expect(refused.status).toBe(422);
    expect(refused.body['decision']?.['reasons']).toMatchObject([
      { code: 'opted-out', citation: '47 CFR 64.1200(a)(10)' },
    ]);

    await stack.text(phone, 'STOP');
    await stack.text(phone, 'Start');
    await eventually(
      () => texts(phone),
      (seen) => seen.length === 5,
    );
    expect((await message(phone, { subject: 'again' })).status).toBe(202);
    expect((await contact(phone))['dnd']).toMatchObject({ sms: false });
    // A second STOP of somebody who is out was not answered a second time.
    const confirmations = (await texts(phone)).filter((body) => body.includes('opted out'));
    expect(confirmations).toHaveLength(1);

    await chained(phone);
  });
});

describe('quiet hours', () => {
  test('a text at 22:00 waits; STOP comes; in the morning nothing goes out', async () => {
    const phone = freshPhone();
    await stack.setClock(NOON);
    await optIn(phone);
    await stack.setClock(NIGHT);
    const waiting = await message(phone);
    expect(waiting.status).toBe(202);
    expect(waiting.body).toMatchObject({
      status: 'deferred',
      deferredUntil: AFTER_EIGHT,
      decision: { outcome: 'defer', reasons: [{ code: 'quiet-hours', until: AFTER_EIGHT }] },
    });
    await stack.text(phone, 'STOP');
    await eventually(
      () => texts(phone),
      (seen) => seen.length === 2,
    );
    await stack.setClock(MORNING);
    const id = String(waiting.body['id']);
    const released = await eventually(
      async () =>
        (await stack.call('GET', `/v1/messages/${id}`, { key: stack.demo.keys.service })).body,
      (seen) => String(seen['status']) !== 'deferred',
    );
    expect(released).toMatchObject({
      status: 'blocked',
      decision: { reasons: [{ code: 'opted-out' }] },
    });
    expect(await texts(phone)).toHaveLength(2);
  });

  test('without a STOP the same text goes out after 08:00', async () => {
    const phone = freshPhone();
    await stack.setClock(NOON);
    await optIn(phone);
    await stack.setClock(NIGHT);
    expect((await message(phone)).body['status']).toBe('deferred');
    await stack.setClock('2026-11-25T12:59:00.000Z');
    expect(await texts(phone)).toHaveLength(1);
    await stack.setClock(MORNING);
    const seen = await eventually(
      () => texts(phone),
      (got) => got.length === 2,
    );
    expect(seen[1]).toContain('Fall sale');
  });

  test('a caller that does not want to wait is refused, with the hour that would do', async () => {
    const phone = freshPhone();
    await stack.setClock(NOON);
    await optIn(phone);
    await stack.setClock(NIGHT);
    const refused = await message(phone, { quietHours: 'reject' });
    expect(refused.status).toBe(422);
    expect(refused.body['decision']).toMatchObject({
      outcome: 'deny',
      reasons: [{ code: 'quiet-hours', until: AFTER_EIGHT }],
    });
  });
});

describe('AWS End User Messaging', () => {
  test('sends through AWS, hears STOP over SNS, confirms once', async () => {
    const phone = freshPhone();
    await stack.setClock(NOON);
    await optIn(phone);
    const sent = await message(phone, { sender: 'aws' });
    expect(sent.body).toMatchObject({ status: 'sent', provider: 'aws' });
    const aws = stack.demo.senders.find(({ id }) => id === 'aws');
    await stack.text(phone, 'ARRÊT', aws?.number);
    const seen = await eventually(
      () => texts(phone),
      (got) => got.length === 3,
    );
    expect(seen[2]).toContain('désabonné');
    expect((await message(phone, { sender: 'aws' })).body['code']).toBe('blocked');
    const id = String(sent.body['id']);
    await eventually(
      async () =>
        (await stack.call('GET', `/v1/messages/${id}`, { key: stack.demo.keys.service })).body,
      (got) => String(got['status']) === 'delivered',
    );
  });
});
