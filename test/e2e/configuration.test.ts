/**
 * What an account configures: every change an entry with its actor, no secret shown, no wording
 * changed.
 */
import { describe, expect, test } from 'vitest';
import { type Entry, expectProblem, useStack } from './drive.ts';
import { type Answer, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('904');
const admin = () => stack().demo.keys.admin;
const put = (path: string, body: object): Promise<Answer> =>
  stack().call('PUT', path, { key: admin(), body });
const get = (path: string): Promise<Answer> => stack().call('GET', path, { key: admin() });

/** The last entries of the account's own ledger. */
async function changes(): Promise<Entry[]> {
  const entries: Entry[] = [];
  let cursor = '0';
  for (let page = 0; page < 50; page += 1) {
    const { body } = await get(`/v1/history?limit=100&cursor=${cursor}`);
    entries.push(...(body['items'] as unknown as Entry[]));
    if (body['nextCursor'] === undefined) return entries;
    cursor = String(body['nextCursor']);
  }
  throw new Error('the history does not end');
}

describe('double opt-in', () => {
  test('is turned off only by who takes the risk, which the ledger keeps with the actor', async () => {
    const { contact, form, message, texts } = stack();
    const off = { doubleOptIn: { enabled: false } };
    for (const body of [off, { ...off, acknowledgeRisk: false }]) {
      expectProblem(await put('/v1/settings', body), 422, 'risk-not-acknowledged');
    }
    expect((await get('/v1/settings')).body['doubleOptIn']).toEqual({ enabled: true });
    try {
      expect((await put('/v1/settings', { ...off, acknowledgeRisk: true })).status).toBe(200);
      expect((await changes()).at(-1)).toMatchObject({
        type: 'settings-changed',
        actor: 'key:key_admin',
        detail: { kind: 'settings', change: { ...off, acknowledgeRisk: true } },
      });
      const phone = fresh();
      const posted = await form(phone);
      expect(posted.body['consents']).toMatchObject([{ channel: 'sms', status: 'confirmed' }, {}]);
      expect((await message(phone)).status).toBe(202);
      expect(await texts(phone)).toHaveLength(1);
      expect((await contact(phone)).body['doubleOptIn']).toMatchObject({ handsetProvedAt: null });
    } finally {
      await put('/v1/settings', { doubleOptIn: { enabled: true } });
    }
    const asked = await form(fresh());
    expect(asked.body['consents']).toMatchObject([{ channel: 'sms', status: 'pending' }, {}]);
  });
});

describe('settings', () => {
  test('change only in what is named, and not at all when one of them is wrong', async () => {
    const before = (await get('/v1/settings')).body;
    const wrong = { conversationHours: 12, optOutScope: 'none' };
    expectProblem(await put('/v1/settings', wrong), 400, 'invalid-request');
    expect((await get('/v1/settings')).body).toEqual(before);
    const set = await put('/v1/settings', { conversationHours: 12 });
    expect(set.body).toMatchObject({ conversationHours: 12, brand: before['brand'] });
    await put('/v1/settings', { conversationHours: before['conversationHours'] });
    expect((await get('/v1/settings')).body).toEqual(before);
  });
});

describe('a registered wording', () => {
  test('never changes; the same words again are the same version', async () => {
    const version = `w-${fresh().slice(-4)}`;
    const path = `/v1/disclosures/${version}`;
    const text = 'By checking this box you agree to texts.';
    expect((await put(path, { text })).status).toBe(200);
    expect((await put(path, { text: `${text}\n ` })).status).toBe(200);
    expectProblem(await put(path, { text: `${text} And calls.` }), 409, 'already-registered');
    expect(String((await get(path)).body['text'])).toContain('agree to texts');
  });
});

describe('a form', () => {
  test('names a program and a wording that exist', async () => {
    const { demo } = stack();
    const form = {
      name: 'Spring',
      program: 'default',
      disclosure: demo.disclosure.version,
      origins: [demo.formOrigin],
    };
    const path = `/v1/forms/spring-${fresh().slice(-4)}`;
    const refused = await put(path, { ...form, program: 'ghost' });
    expectProblem(refused, 422, 'unknown-reference');
    expectProblem(await put(path, { ...form, disclosure: 'ghost' }), 422, 'unknown-reference');
    expectProblem(await put(path, { ...form, origins: ['*'] }), 400, 'invalid-request');
    expectProblem(await put(path, { ...form, origins: [] }), 400, 'invalid-request');
    expect((await get(path)).status).toBe(404);
    expect((await put(path, form)).status).toBe(200);
    expect((await get(path)).body).toMatchObject(form);
  });
});

describe('a sender', () => {
  const sender = (number: string) => ({
    number,
    provider: 'twilio',
    registration: { kind: '10dlc', status: 'approved' },
  });

  test('has a number of its own, of the kind that can send', async () => {
    const { demo } = stack();
    expectProblem(await put('/v1/senders/second', sender(demo.sender.number)), 409, 'number-taken');
    expectProblem(await put('/v1/senders/second', sender('911')), 422, 'invalid-number');
    expectProblem(await put('/v1/senders/second', { number: '12345' }), 400, 'invalid-request');
    expect((await get('/v1/senders/second')).status).toBe(404);
  });

  test('that moves to another number frees the one it had', async () => {
    const [first, second] = [fresh(), fresh()];
    expect((await put('/v1/senders/mover', sender(first))).status).toBe(200);
    expect((await put('/v1/senders/mover', sender(second))).status).toBe(200);
    expect((await put('/v1/senders/heir', sender(first))).status).toBe(200);
    expectProblem(await put('/v1/senders/heir', sender(second)), 409, 'number-taken');
  });

  test('that is not registered sends nothing', async () => {
    const { message, optIn } = stack();
    const phone = fresh();
    await optIn(phone);
    for (const name of ['unregistered', 'ghost']) {
      const refused = await message(phone, { sender: name });
      expectProblem(refused, 422, 'blocked');
      expect(refused.body['decision']?.['reasons']).toMatchObject([
        { code: 'sender-unregistered' },
      ]);
    }
  });
});

describe('a template', () => {
  test('has the parts that law and carriers ask for, in every language it is in', async () => {
    const path = '/v1/templates/opt-in-request';
    const held = (await get(path)).body;
    expectProblem(await put(path, { en: 'Hi!' }), 422, 'template-incomplete');
    const half = { en: String(held['en']), es: 'Hola' };
    expectProblem(await put(path, half), 422, 'template-incomplete');
    expectProblem(await put('/v1/templates/poem', { en: 'Roses.' }), 404, 'not-found');
    expect((await get(path)).body).toEqual(held);
  });
});

describe('an integration', () => {
  test('takes secrets in and gives none out, not in answers, errors or history', async () => {
    const secret = 'very-secret-token-0123456789';
    const twilio = { accountSid: `AC${'0'.repeat(32)}`, authToken: secret };
    const { call, other } = stack();
    const key = other.keys.admin;
    const path = '/v1/integrations/twilio';
    try {
      const set = await call('PUT', path, { key, body: twilio });
      expect(set.status).toBe(200);
      const read = await call('GET', path, { key });
      const wrong = await call('PUT', path, { key, body: { ...twilio, accountSid: 'AC' } });
      expectProblem(wrong, 400, 'invalid-request');
      const history = await call('GET', '/v1/history?limit=100', { key });
      for (const { text } of [set, read, wrong, history]) expect(text).not.toContain(secret);
    } finally {
      await call('PUT', path, { key, body: other.twilio });
    }
    expectProblem(await call('GET', '/v1/integrations/fax', { key }), 404, 'not-found');
  });
});

describe('lists and the contract', () => {
  test('come in pages that end', async () => {
    const seen: string[] = [];
    let query = '?limit=2';
    for (let page = 0; page < 20; page += 1) {
      const { body } = await get(`/v1/senders${query}`);
      seen.push(...(body['items'] as unknown as { id: string }[]).map(({ id }) => id));
      if (body['nextCursor'] === undefined) break;
      query = `?limit=2&cursor=${encodeURIComponent(String(body['nextCursor']))}`;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(['aws', 'main', 'toll-free']));
  });

  test('the account’s ledger is whole: numbered and chained', async () => {
    const entries = (await changes()) as unknown as {
      seq: number;
      hash: string;
      prevHash: string;
    }[];
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    for (const [i, entry] of entries.slice(1).entries()) {
      expect(entry.prevHash).toBe(entries[i]?.hash);
    }
  });

  test('rules and OpenAPI are there for who looks', async () => {
    const rules = await get('/v1/rules');
    const codes = (rules.body['items'] as unknown as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['no-consent', 'opted-out', 'quiet-hours']));
    const openapi = await stack().call('GET', '/v1/openapi.json');
    expect(String(openapi.body['openapi'])).toMatch(/^3\.1/);
    expect(Object.keys(openapi.body['paths'] ?? {})).toContain('/v1/messages');
  });
});
