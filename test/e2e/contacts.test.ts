/**
 * Opt-outs by every door and through every provider's own handling; lifting one; what became of a
 * text.
 */
import { describe, expect, test } from 'vitest';
import { expectProblem, useStack } from './drive.ts';
import { type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('561');

const known = async (phone: string): Promise<string> => {
  await stack().optIn(phone);
  return phone;
};
const dnd = (phone: string, body: object, key = stack().demo.keys.admin) =>
  stack().call('PUT', `/v1/contacts/${phone}/dnd`, { key, body });
const revoke = (body: object) =>
  stack().call('POST', '/v1/revocations', { key: stack().demo.keys.agent, body });
const messageWhen = (id: string, found: (message: Body) => boolean) =>
  eventually(
    async () =>
      (await stack().call('GET', `/v1/messages/${id}`, { key: stack().demo.keys.agent })).body,
    found,
  );

describe('lifting an opt-out', () => {
  test('needs evidence of the new wish; with it texts may go again, and the ledger says why', async () => {
    const { contact, history, message, text } = stack();
    const phone = await known(fresh());
    await text(phone, 'STOP');
    const reason = 'The customer called us.';
    expectProblem(await dnd(phone, { sms: false, reason }), 422, 'evidence-required');
    for (const evidence of [{}, { note: '' }, { note: null }, { note: '  ' }]) {
      const refused = await dnd(phone, { sms: false, reason, evidence });
      expectProblem(refused, 422, 'evidence-required');
    }
    for (const evidence of ['', '   ']) {
      expectProblem(await dnd(phone, { sms: false, reason, evidence }), 400, 'invalid-request');
    }
    expectProblem(await dnd(phone, { sms: false, evidence: 'call 7' }), 400, 'invalid-request');
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true } });
    expect((await message(phone)).status).toBe(422);
    const evidence = { recording: 'call-7' };
    expect((await dnd(phone, { sms: false, reason, evidence })).status).toBe(200);
    expect((await message(phone)).status).toBe(202);
    const lifted = (await history(phone)).find(({ type }) => type === 'dnd-changed');
    expect(lifted).toMatchObject({
      actor: 'key:key_admin',
      source: 'manual',
      detail: { sms: false, reason, evidence },
    });
  });

  test('is an admin’s to do, and of somebody whom we know', async () => {
    const { demo } = stack();
    const phone = await known(fresh());
    const body = { sms: false, reason: 'by phone', evidence: 'call 7' };
    for (const key of [demo.keys.agent, demo.keys.service]) {
      expectProblem(await dnd(phone, body, key), 403, 'forbidden');
    }
    expectProblem(await dnd(fresh(), body), 404, 'not-found');
    expectProblem(await dnd(phone, { reason: 'by phone' }), 400, 'invalid-request');
  });

  test('is not done by an import, a new form post or a lifted flag of another channel', async () => {
    const { call, contact, demo, form, message, text } = stack();
    const phone = await known(fresh());
    await text(phone, 'STOP');
    const body = { phone, consents: { sms: true }, source: 'import' };
    expect((await call('POST', '/v1/consents', { key: demo.keys.admin, body })).status).toBe(201);
    expect((await form(phone, { name: 'Pat once more' })).status).toBe(201);
    expect((await dnd(phone, { voice: false, reason: 'may be called' })).status).toBe(200);
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true, voice: false } });
    const refused = await message(phone);
    expectProblem(refused, 422, 'blocked');
    expect(refused.body['decision']?.['reasons']).toMatchObject([{ code: 'opted-out' }]);
  });
});

describe('a revocation', () => {
  const DOORS = ['call', 'voicemail', 'email', 'letter', 'in-person', 'web', 'ticket'];
  test.each(DOORS)('by %s is in force at once, and owes no text (RV-01)', async (source) => {
    const { contact, history, message, texts } = stack();
    const phone = await known(fresh());
    const before = await texts(phone);
    const words = 'Please take me off your list.';
    const made = await revoke({ phone, channels: ['sms'], source, text: words });
    expect(made.status).toBe(201);
    expect(made.body['channels']).toEqual(['sms']);
    expect((await message(phone)).status).toBe(422);
    expect((await contact(phone)).body).toMatchObject({
      label: "Pat Doe - can't text",
      dnd: { sms: true, voice: false, email: false },
      dialer: { priority: 'high', manualCalls: 'allowed', automatedCalls: 'suppressed' },
    });
    const entry = (await history(phone)).find(({ type }) => type === 'opted-out');
    expect(entry).toMatchObject({ source, actor: 'key:key_agent', detail: { words } });
    expect(await texts(phone)).toEqual(before);
  });

  test('of calls leaves texts alone; of email leaves both alone; of all leaves nothing', async () => {
    const { contact, message } = stack();
    const phone = await known(fresh());
    await revoke({ phone, channels: ['voice'], source: 'call' });
    expect((await contact(phone)).body).toMatchObject({
      dnd: { sms: false, voice: true, email: false },
      dialer: { manualCalls: 'suppressed', automatedCalls: 'suppressed', priority: 'normal' },
    });
    expect((await message(phone)).status).toBe(202);
    await revoke({ phone, channels: ['email'], source: 'web' });
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: false, email: true } });
    await revoke({ phone, channels: 'all', source: 'letter' });
    expect((await contact(phone)).body).toMatchObject({
      dnd: { sms: true, voice: true, email: true },
    });
  });

  test('that names the address only finds the phone beside it', async () => {
    const { contact, message } = stack();
    const phone = await known(fresh());
    const email = `pat${phone.slice(-10)}@example.com`;
    await revoke({ email: email.toUpperCase(), channels: 'all', source: 'email' });
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true, email: true } });
    expect((await message(phone)).status).toBe(422);
  });

  test('of one program leaves the others', async () => {
    const { call, demo, message } = stack();
    const phone = await known(fresh());
    const consent = { phone, consents: { sms: true }, program: 'service', source: 'manual' };
    await call('POST', '/v1/consents', { key: demo.keys.agent, body: consent });
    await revoke({ phone, channels: ['sms'], program: 'default', source: 'call' });
    expect((await message(phone)).status).toBe(422);
    const service = { program: 'service', category: 'informational' };
    expect((await message(phone, service)).status).toBe(202);
  });

  test('of a program that is none is refused, not taken and forgotten', async () => {
    const phone = await known(fresh());
    const wrong = { phone, channels: ['sms'], program: 'defualt', source: 'call' };
    expectProblem(await revoke(wrong), 422, 'unknown-reference');
  });

  test('of somebody we never heard of stands before we ever meet', async () => {
    const { form, message } = stack();
    const phone = fresh();
    expect((await revoke({ phone, channels: 'all', source: 'letter' })).status).toBe(201);
    expect((await form(phone)).status).toBe(201);
    expect((await message(phone)).status).toBe(422);
  });

  test('that names nobody, no channel, no door or a day to come is refused', async () => {
    const phone = fresh();
    const whole = { phone, channels: ['sms'], source: 'call' };
    for (const wrong of [
      { ...whole, phone: undefined },
      { ...whole, channels: [] },
      { ...whole, channels: 'some' },
      { ...whole, source: 'rumour' },
      { ...whole, receivedAt: '2027-01-01T00:00:00Z' },
    ]) {
      expectProblem(await revoke(wrong), 400, 'invalid-request');
    }
    expectProblem(await revoke({ ...whole, phone: '12' }), 400, 'invalid-request');
    expectProblem(await revoke({ ...whole, phone: '555-0142' }), 422, 'invalid-number');
    expectProblem(await stack().contact(phone), 404, 'not-found');
  });
});

describe('a provider that answers keywords itself', () => {
  test('Twilio Advanced Opt-Out: one confirmation, the provider’s', async () => {
    const { carrierMode, history, text, textsWhen } = stack();
    const phone = await known(fresh());
    await carrierMode({ advancedOptOut: true });
    await text(phone, 'STOP');
    await carrierMode({});
    const seen = await textsWhen(phone, 2);
    expect(seen).toHaveLength(2);
    expect(seen.join()).not.toContain('Demo Motors: You are opted out');
    const entry = (await history(phone)).find(({ type }) => type === 'opted-out');
    expect(entry?.detail).toMatchObject({ confirmation: 'answered-by-provider' });
  });

  test('that blocks what the ledger let through: the ledger learns it (21610, BL-04)', async () => {
    const { carrierMode, contact, history, message, text, textsWhen } = stack();
    const phone = await known(fresh());
    await carrierMode({ advancedOptOut: true });
    await text(phone, 'STOP');
    await carrierMode({});
    const seen = await textsWhen(phone, 2);
    // Lifted here with evidence; the provider still holds its own block.
    await dnd(phone, { sms: false, reason: 'by phone', evidence: 'call 8' });
    const refused = await message(phone);
    expectProblem(refused, 502, 'provider-refused');
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true } });
    expectProblem(await message(phone, { subject: 'again' }), 422, 'blocked');
    const sources = (await history(phone))
      .filter(({ type }) => type === 'opted-out')
      .map(({ source }) => source);
    expect(sources).toEqual(['text', 'provider']);
    expect(await textsWhen(phone, 2)).toEqual(seen);
  });

  test('whose report of a block comes twice does not undo the START in between', async () => {
    const { contact, message, text, webhook } = stack();
    const phone = await known(fresh());
    const id = String((await message(phone)).body['id']);
    const report = () =>
      webhook(
        { MessageSid: `SM${id}`, MessageStatus: 'undelivered', To: phone, ErrorCode: '21610' },
        { kind: 'status', message: id },
      );
    expect((await report()).status).toBe(200);
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true } });
    await text(phone, 'START');
    expect((await report()).status).toBe(200);
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: false } });
  });

  test('whose report names another person closes nothing', async () => {
    const { contact, message, webhook } = stack();
    const [phone, bystander] = [await known(fresh()), await known(fresh())];
    const id = String((await message(phone)).body['id']);
    const form = { MessageSid: `SM${id}`, MessageStatus: 'failed', ErrorCode: '21610' };
    const { status } = await webhook({ ...form, To: bystander }, { kind: 'status', message: id });
    expect(status).toBe(200);
    expect((await contact(bystander)).body).toMatchObject({ dnd: { sms: false } });
  });

  test('the toll-free network: STOP to a toll-free number is answered there, and holds for all', async () => {
    const { carrierMode, demo, message, text, textsWhen } = stack();
    const phone = await known(fresh());
    const tollFree = demo.senders.find(({ id }) => id === 'toll-free')?.number;
    await carrierMode({ tollFreeNetwork: true });
    await text(phone, 'STOP', tollFree);
    await carrierMode({});
    const seen = await textsWhen(phone, 2);
    expect(seen[1]).toContain('NETWORK MSG');
    expectProblem(await message(phone), 422, 'blocked');
    expect(await textsWhen(phone, 2)).toHaveLength(2);
  });
});

describe('what became of a text', () => {
  test('delivered or failed is read from the reports', async () => {
    const { carrierMode, message } = stack();
    const phone = await known(fresh());
    const sent = await message(phone, { subject: 'one' });
    const id = String(sent.body['id']);
    expect(String(sent.body['status'])).toBe('sent');
    const delivered = await messageWhen(id, (seen) => String(seen['status']) === 'delivered');
    expect(delivered['delivery']).toMatchObject({ state: 'delivered' });
    await carrierMode({ failCode: '30003' });
    const failing = String((await message(phone, { subject: 'two' })).body['id']);
    const failed = await messageWhen(failing, (seen) => String(seen['status']) === 'failed');
    await carrierMode({});
    expect(failed['delivery']).toMatchObject({ state: 'failed', code: '30003' });
  });

  test('not told by the provider: outcome-unknown, and never sent a second time', async () => {
    const { carrierMode, message, texts } = stack();
    const phone = await known(fresh());
    const key = { 'idempotency-key': `dropped ${phone}` };
    await carrierMode({ sends: 'drop-answer' });
    const unknown = await message(phone, {}, key);
    await carrierMode({});
    expectProblem(unknown, 502, 'outcome-unknown');
    const again = await message(phone, {}, key);
    expectProblem(again, 502, 'outcome-unknown');
    expect(String(again.body['id'])).toBe(String(unknown.body['id']));
    expect((await texts(phone)).filter((body) => body.includes('Fall sale'))).toHaveLength(1);
  });

  test('a decision stores and sends nothing, also of somebody unknown', async () => {
    const { call, contact, demo, texts } = stack();
    const phone = fresh();
    const body = { to: phone, body: 'Hello.' };
    const asked = await call('POST', '/v1/decisions', { key: demo.keys.agent, body });
    expect(asked.status).toBe(200);
    expect(asked.body['decision']).toMatchObject({ outcome: 'deny' });
    expectProblem(await contact(phone), 404, 'not-found');
    expect(await texts(phone)).toEqual([]);
  });
});
