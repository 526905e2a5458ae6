/**
 * Whoever forges, repeats, or calls with another account's key: nothing is told and nothing is
 * stored.
 */
import { describe, expect, test } from 'vitest';
import { ROUTE_KEYS, routeOf } from '#shared/routes.ts';
import { consentOf, expectProblem, useStack } from './drive.ts';
import { type Answer, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('786');

let sids = 0;
function inbound(from: string, body: string, to = stack().demo.sender.number) {
  sids += 1;
  return { MessageSid: `SMhostile${from.slice(-4)}${sids}`, From: from, To: to, Body: body };
}

/** Targets and look-ups answer when they answer. */
const isAct = (type: string): boolean =>
  type !== 'suppression-applied' && type !== 'number-looked-up';

describe('a webhook that Twilio did not send', () => {
  test.each<[string, (form: Record<string, string>) => Promise<Answer>]>([
    ['without a signature', (form) => stack().webhook(form, { signature: null })],
    ['with an empty one', (form) => stack().webhook(form, { signature: '' })],
    ['with a made-up one', (form) => stack().webhook(form, { signature: 'c3RvcCBtZSBub3c=' })],
    [
      "with another account's secret",
      (form) => stack().webhook(form, { token: stack().other.twilio.authToken }),
    ],
    [
      'signed for another text',
      (form) => stack().webhook(form, { signedForm: { ...form, Body: 'START' } }),
    ],
    [
      'signed for another address',
      (form) => stack().webhook(form, { signedUrl: `${stack().publicUrl}/elsewhere` }),
    ],
    [
      'with a field added after it was signed',
      (form) => stack().webhook({ ...form, OptOutType: 'STOP' }, { signedForm: form }),
    ],
  ])('%s: 403, and the ledger never heard of it', async (_, send) => {
    const phone = fresh();
    expectProblem(await send(inbound(phone, 'STOP')), 403, 'bad-signature');
    expectProblem(await stack().contact(phone), 404, 'not-found');
  });

  test('about a delivery: 403, and the message is as it was', async () => {
    const { call, demo, message, optIn, webhook } = stack();
    const phone = fresh();
    await optIn(phone);
    const id = String((await message(phone)).body['id']);
    const form = { MessageSid: 'SMx', MessageStatus: 'failed', ErrorCode: '21610', To: phone };
    const token = stack().other.twilio.authToken;
    expectProblem(await webhook(form, { kind: 'status', token }), 403, 'bad-signature');
    const read = await call('GET', `/v1/messages/${id}`, { key: demo.keys.agent });
    expect(String(read.body['status'])).not.toBe('failed');
    expect((await message(phone, { subject: 'next' })).status).toBe(202);
  });

  test('to a provider or an account that is not there', async () => {
    const { call, webhook } = stack();
    const none = await webhook(inbound(fresh(), 'STOP'), { account: 'nobody' });
    expectProblem(none, 403, 'bad-signature');
    const path = `/v1/webhooks/pigeon/${stack().demo.account}/messages`;
    expectProblem(await call('POST', path, { body: 'a=b' }), 404, 'not-found');
  });
});

describe('a message id that comes again', () => {
  test('gets the same answer, and is one entry', async () => {
    const { history, webhook } = stack();
    const phone = fresh();
    const form = inbound(phone, 'STOP');
    const answers = [await webhook(form), await webhook(form), await webhook(form)];
    for (const { status, text, headers } of answers) {
      expect([status, text]).toEqual([200, answers[0]?.text]);
      expect(headers.get('content-type')).toContain('text/xml');
    }
    const types = (await history(phone)).map(({ type }) => type);
    expect(types.filter(isAct)).toEqual(['message-received', 'opted-out']);
  });

  test('also when all of them come at once', async () => {
    const { history, webhook } = stack();
    const phone = fresh();
    const form = inbound(phone, 'STOP');
    const answers = await Promise.all(Array.from({ length: 5 }, () => webhook(form)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const types = (await history(phone)).map(({ type }) => type);
    expect(types.filter(isAct)).toEqual(['message-received', 'opted-out']);
  });
});

describe('an Idempotency-Key', () => {
  const post = (path: string, body: object, key: string, secret?: string) =>
    stack().call('POST', path, {
      body,
      headers: { 'idempotency-key': key },
      ...(secret && { key: secret }),
    });

  async function replays(path: string, bodies: readonly [object, object], secret?: string) {
    const key = `${path} ${fresh()}`;
    const first = await post(path, bodies[0], key, secret);
    expect(first.status).toBeLessThan(300);
    const again = await post(path, bodies[0], key, secret);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expectProblem(await post(path, bodies[1], key, secret), 409, 'idempotency-conflict');
    return first;
  }

  test('of a form', async () => {
    const { demo, history } = stack();
    const phone = fresh();
    const body = consentOf(phone, demo);
    const path = `/v1/forms/${demo.formKey}/consents`;
    await replays(path, [body, { ...body, name: 'Sam Roe' }]);
    expect((await history(phone)).filter(({ type }) => type === 'consent-captured')).toHaveLength(
      1,
    );
    await replays(path, [consentOf(fresh(), demo), consentOf(fresh(), demo)]);
  });

  test('of a consent and a revocation by key', async () => {
    const { demo, history } = stack();
    const { agent } = demo.keys;
    const phone = fresh();
    const consent = { phone, consents: { sms: true }, source: 'manual' };
    await replays('/v1/consents', [consent, { ...consent, phone: fresh() }], agent);
    const revocation = { phone, channels: ['sms'], source: 'call' };
    await replays('/v1/revocations', [revocation, { ...revocation, channels: 'all' }], agent);
    const types = (await history(phone)).map(({ type }) => type);
    expect(types.filter((type) => type === 'opted-out')).toHaveLength(1);
  });

  test('of a text: one text, also when the repeat names another person or another body', async () => {
    const { demo, optIn, texts } = stack();
    const [phone, someone] = [fresh(), fresh()];
    await optIn(phone);
    await optIn(someone);
    const before = (await texts(phone)).length;
    const body = { to: phone, body: 'Your car is ready.', category: 'informational' };
    const service = demo.keys.service;
    await replays('/v1/messages', [body, { ...body, to: someone }], service);
    await replays('/v1/messages', [body, { ...body, body: 'Another.' }], service);
    expect(await texts(phone)).toHaveLength(before + 2);
    expect(await texts(someone)).toHaveLength(before);
  });

  test('of making a key: one key, whose secret is shown to the first caller only', async () => {
    const { call, demo } = stack();
    const { admin } = demo.keys;
    const key = `keys ${fresh()}`;
    const first = await post('/v1/keys', { role: 'agent', name: 'CRM' }, key, admin);
    const again = await post('/v1/keys', { role: 'agent', name: 'CRM' }, key, admin);
    expect(String(again.body['id'])).toBe(String(first.body['id']));
    expect(again.body).not.toHaveProperty('secret');
    const clash = await post('/v1/keys', { role: 'admin', name: 'CRM' }, key, admin);
    expectProblem(clash, 409, 'idempotency-conflict');
    await call('DELETE', `/v1/keys/${String(first.body['id'])}`, { key: admin });
  });

  test('of one account is not that of another', async () => {
    const { demo, other } = stack();
    const key = `shared ${fresh()}`;
    const body = (phone: string) => ({ phone, consents: { sms: true }, source: 'manual' });
    const mine = await post('/v1/consents', body(fresh()), key, demo.keys.agent);
    const theirs = await post('/v1/consents', body(fresh()), key, other.keys.agent);
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.text).not.toBe(mine.text);
  });
});

describe("another account's key", () => {
  test('on every keyed route and every id of ours: refused, or shown its own, never ours', async () => {
    const { call, demo, message, optIn, other } = stack();
    const { admin } = demo.keys;
    const phone = fresh();
    await optIn(phone);
    const id = String((await message(phone)).body['id']);
    const made = await call('POST', '/v1/keys', { key: admin, body: { role: 'agent', name: 'x' } });
    await call('PUT', '/v1/programs/only-ours', {
      key: admin,
      body: { name: 'Only Ours', purpose: 'informational' },
    });
    await call('PUT', '/v1/vendors/only-ours', { key: admin, body: { name: 'Only Ours' } });
    const names: Record<string, string> = {
      '/v1/contacts/{phone}': phone,
      '/v1/messages/{id}': id,
      '/v1/forms/{key}': demo.formKey,
      '/v1/keys/{id}': String(made.body['id']),
    };
    for (const route of ROUTE_KEYS) {
      const [method = '', template = ''] = route.split(' ');
      if (!Array.isArray(routeOf(route).access) || route.includes('test-clock')) continue;
      const known = Object.keys(names).find((one) => template.startsWith(one));
      const name = (known && names[known]) ?? 'only-ours';
      const answer = await call(method, template.replace(/\{\w+\}/, name), {
        key: other.keys.admin,
        ...(method !== 'GET' && { body: {} }),
      });
      expect([route, answer.status < 500]).toEqual([route, true]);
      for (const ours of [
        phone,
        id,
        demo.account,
        'Demo Motors',
        'Only Ours',
        demo.sender.number,
      ]) {
        expect([route, answer.text.includes(`"${ours}`)]).toEqual([route, false]);
      }
      if (method === 'GET' && template.includes('{'))
        expect([route, answer.status]).toEqual([route, 404]);
    }
    const secret = String(made.body['secret']);
    expect((await call('GET', '/v1/programs', { key: secret })).status).toBe(200);
    await call('DELETE', `/v1/keys/${String(made.body['id'])}`, { key: admin });
  });

  test('cannot take our form or our number', async () => {
    const { call, demo, other } = stack();
    const { admin } = other.keys;
    const form = {
      name: 'Taken',
      program: 'default',
      disclosure: other.disclosure.version,
      origins: ['https://evil.example'],
    };
    const path = `/v1/forms/${demo.formKey}`;
    expectProblem(await call('PUT', path, { key: admin, body: form }), 409, 'already-registered');
    const read = await call('GET', path, { key: demo.keys.admin });
    expect(read.body['origins']).toEqual([demo.formOrigin]);
    const sender = {
      number: demo.sender.number,
      provider: 'twilio',
      registration: { kind: '10dlc', status: 'approved' },
    };
    const taken = await call('PUT', '/v1/senders/stolen', { key: admin, body: sender });
    expectProblem(taken, 409, 'number-taken');
    expect((await call('GET', '/v1/senders/stolen', { key: admin })).status).toBe(404);
  });

  test('and its webhook: what it hears stays in its own ledger', async () => {
    const { contact, demo, other, webhook } = stack();
    const phone = fresh();
    const own = { account: other.account, token: other.twilio.authToken };
    expect((await webhook(inbound(phone, 'STOP', demo.sender.number), own)).status).toBe(200);
    expectProblem(await contact(phone), 404, 'not-found');
    expect((await contact(phone, other.keys.agent)).body).toMatchObject({ dnd: { sms: true } });
  });

  test('one person, two firms: STOP to one is not STOP to the other', async () => {
    const { call, contact, demo, other, text } = stack();
    const phone = fresh();
    const body = { phone, consents: { sms: true }, source: 'manual' };
    for (const { keys } of [demo, other]) {
      expect((await call('POST', '/v1/consents', { key: keys.agent, body })).status).toBe(201);
    }
    await text(phone, 'STOP', other.sender.number);
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: false } });
    expect((await contact(phone, other.keys.agent)).body).toMatchObject({ dnd: { sms: true } });
  });
});
