/**
 * The local server: its own routes, and a data folder that loses nothing when it stops and starts
 * again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Local, serve } from '#local/serve.ts';
import { maxBodyBytes } from '#shared/api.ts';

const NIGHT = '2026-11-25T03:00:00.000Z';
const NOON = '2026-11-24T17:00:00.000Z';
/** Texts that waited for 08:00 have left by then. */
const MORNING = '2026-11-25T13:30:00.000Z';

interface Body {
  readonly [field: string]: Body;
}
async function ask(
  local: Pick<Local, 'url'>,
  method: string,
  address: string,
  { key, body }: { key?: string; body?: unknown } = {},
): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${local.url}${address}`, {
    method,
    headers: { ...(key && { authorization: `Bearer ${key}` }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Body };
}

const postForm = (local: Local, phone: string) =>
  ask(local, 'POST', `/v1/forms/${local.demo.formKey}/consents`, {
    body: {
      phone,
      name: 'Pat Doe',
      email: 'pat@example.com',
      consents: { sms: true, email: true },
      disclosure: local.demo.disclosure,
    },
  });

async function optIn(local: Local, phone: string): Promise<void> {
  await postForm(local, phone);
  await local.settle();
  await local.carrier.text(phone, { body: 'YES' });
  await local.settle();
}

describe('the routes of the local server', () => {
  let local: Local;
  beforeAll(async () => {
    local = await serve({ port: 0 });
  });
  // By day, at whatever hour the tests run.
  beforeEach(async () => {
    await ask(local, 'PUT', '/local/clock', { body: { now: NOON } });
  });
  afterAll(() => local.stop());

  test('GET /local/demo shows both accounts, each with its own keys and secrets', async () => {
    const { status, body } = await ask(local, 'GET', '/local/demo');
    expect(status).toBe(200);
    expect(body).toEqual({ ...local.demo, other: local.other });
    expect(local.demo.account).not.toBe(local.other.account);
    const { keys } = local.demo;
    for (const key of Object.values(keys)) {
      expect((await ask(local, 'GET', '/v1/programs', { key })).status).toBe(200);
      expect(JSON.stringify(local.other)).not.toContain(key);
    }
  });

  test('a handset shows what it got and texts back; typed as people type numbers', async () => {
    const phone = '+13055550151';
    await postForm(local, phone);
    await local.settle();
    const typed = encodeURIComponent('(305) 555-0151');
    const { body } = await ask(local, 'GET', `/local/handset/${typed}`);
    expect(body['items']).toMatchObject([{ from: local.demo.sender.number }]);
    const back = await ask(local, 'POST', `/local/handset/${typed}`, { body: { body: 'YES' } });
    expect(back.status).toBe(200);
    const contact = await ask(local, 'GET', `/v1/contacts/${phone}`, {
      key: local.demo.keys.agent,
    });
    expect(contact.body['doubleOptIn']).toMatchObject({ status: 'confirmed' });
  });

  test('what is no handset, no text, or a number of nobody is refused with what to do', async () => {
    for (const [address, body] of [
      ['/local/handset/12', undefined],
      ['/local/handset/%zz', undefined],
      ['/local/handset/+13055550152', '{'],
      ['/local/handset/+13055550152', { text: 'hi' }],
      ['/local/handset/+13055550152', { body: 'hi', to: '+12025550177' }],
    ] as const) {
      const method = body === undefined ? 'GET' : 'POST';
      const { status, body: problem } = await ask(local, method, address, { body });
      expect([address, status < 500 && status >= 400]).toEqual([address, true]);
      expect(String(problem['detail'])).toMatch(/\w{3,}/);
    }
  });

  test('events come in order, after a number; the outbox by target', async () => {
    await optIn(local, '+13055550153');
    const all = await ask(local, 'GET', '/local/events?after=0');
    const items = all.body['items'] as unknown as { seq: number; detailType: string }[];
    const seqs = items.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(items.map(({ detailType }) => detailType)).toContain('Consent Confirmed');
    const middle = seqs[Math.floor(seqs.length / 2)] ?? 0;
    const rest = await ask(local, 'GET', `/local/events?after=${middle}`);
    const after = rest.body['items'] as unknown as { seq: number }[];
    expect(after[0]?.seq).toBe(middle + 1);
    const both = (await ask(local, 'GET', '/local/outbox')).body['items'] as unknown as object[];
    const dialer = await ask(local, 'GET', '/local/outbox?target=dialer');
    const told = dialer.body['items'] as unknown as { target: string }[];
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ target }) => target === 'dialer')).toBe(true);
    expect(both.length).toBeGreaterThan(told.length);
    expect((await ask(local, 'GET', '/local/events?after=x')).status).toBe(400);
  });

  test('the clock of the whole stack is set, moves what waits, and runs again', async () => {
    const phone = '+13055550154';
    const key = local.demo.keys.service;
    await optIn(local, phone);
    await ask(local, 'PUT', '/local/clock', { body: { now: NIGHT } });
    const body = { to: phone, body: 'Your car is ready.', category: 'informational' };
    const waiting = await ask(local, 'POST', '/v1/messages', { key, body });
    expect(waiting.body).toMatchObject({
      status: 'deferred',
      deferredUntil: expect.stringMatching(/^2026-11-25T13:[0-2]\d:/),
    });
    await ask(local, 'PUT', '/local/clock', { body: { now: MORNING } });
    const seen = local.carrier.handset(phone);
    expect(seen.at(-1)).toMatchObject({ at: MORNING });
    expect(seen.at(-1)?.body).toContain('Your car is ready.');
    expect((await ask(local, 'PUT', '/local/clock', { body: { now: 'soon' } })).status).toBe(400);
    expect((await ask(local, 'DELETE', '/local/clock')).body).toEqual({ now: null });
    const settings = await ask(local, 'GET', '/v1/settings', { key });
    expect(settings.body['testClock']).toBeNull();
  });

  test('readings take their own limit of bytes, and one more is refused', async () => {
    const limit = maxBodyBytes('POST /v1/readings');
    const ofBytes = (bytes: number) => '{"texts":["stop"]}'.padEnd(bytes);
    const read = (body: string) =>
      ask(local, 'POST', '/v1/readings', { key: local.demo.keys.agent, body });
    expect((await read(ofBytes(limit))).status).toBe(200);
    const refused = await read(ofBytes(limit + 1));
    expect([refused.status, String(refused.body['code'])]).toEqual([413, 'body-too-large']);
  });

  test('what is not there: 404; another method: 405 and which; too much: 413', async () => {
    expect((await ask(local, 'GET', '/nowhere')).status).toBe(404);
    expect((await ask(local, 'GET', '/local/nowhere')).status).toBe(404);
    const { status, body } = await ask(local, 'DELETE', '/v1/messages', {
      key: local.demo.keys.admin,
    });
    expect([status, String(body['detail'])]).toEqual([405, 'Use POST.']);
    const large = 'x'.repeat(100_000);
    const { service } = local.demo.keys;
    const refused = await ask(local, 'POST', '/v1/messages', { key: service, body: large });
    expect(refused.status).toBe(413);
  });
});

describe('a data folder', () => {
  test('keeps everything across a stop: people, keys, texts, events, and the work that waits', async () => {
    const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'consentry-data-'));
    const phone = '+13055550155';
    let first: Local | undefined;
    let second: Local | undefined;
    try {
      first = await serve({ port: 0, dataFolder });
      const { demo } = first;
      await ask(first, 'PUT', '/local/clock', { body: { now: NOON } });
      await optIn(first, phone);
      const made = await ask(first, 'POST', '/v1/keys', {
        key: demo.keys.admin,
        body: { role: 'agent', name: 'CRM' },
      });
      const secret = String(made.body['secret']);
      await ask(first, 'PUT', '/local/clock', { body: { now: NIGHT } });
      const body = { to: phone, body: 'Your car is ready.', category: 'informational' };
      const key = demo.keys.service;
      const waiting = await ask(first, 'POST', '/v1/messages', { key, body });
      const id = String(waiting.body['id']);
      // The dialer is down: what it is owed stays in its queue.
      first.carrier.setMode({ dialer: 'server-error' });
      const revocation = { phone, channels: ['voice'], source: 'call' };
      await ask(first, 'POST', '/v1/revocations', { key, body: revocation });
      await first.settle();
      const before = await whatIsKnown(first, phone, secret);
      const owed = first.store.depth('dialer');
      expect(owed).toBeGreaterThan(0);
      await first.stop();
      first = undefined;

      second = await serve({ port: 0, dataFolder });
      expect(second.demo).toEqual(demo);
      await expect.poll(() => second?.store.depth('dialer'), { timeout: 15_000 }).toBe(0);
      await second.settle();
      const told = second.carrier.outbox('dialer').filter(({ seq }) => seq > 0);
      expect(told.at(-1)).toMatchObject({
        contact: { phone },
        effects: { voice: { manual: 'suppress' } },
      });
      const after = await whatIsKnown(second, phone, secret);
      expectKept(before, after);

      await ask(second, 'PUT', '/local/clock', { body: { now: MORNING } });
      const sent = await ask(second, 'GET', `/v1/messages/${id}`, { key: secret });
      expect(String(sent.body['status'])).toMatch(/sent|delivered/);
      const texts = second.carrier
        .handset(phone)
        .filter((text) => text.body.includes('car is ready'));
      expect(texts).toHaveLength(1);
    } finally {
      await first?.stop();
      await second?.stop();
      rmSync(dataFolder, { recursive: true });
    }
  });
});

type Known = Awaited<ReturnType<typeof whatIsKnown>>;

const revocationsOf = ({ contact }: Known) => contact['revocations'] as unknown as Revocation[];
interface Revocation {
  readonly dueAt: string;
  readonly entryHash: string;
}

/** All that was known before is known after, with what came since behind it. */
function expectKept(before: Known, after: Known): void {
  expect(after.contact).toMatchObject({
    ...before.contact,
    version: expect.anything(),
    entries: expect.anything(),
    // The dialer answers after the stop only; what was due stays due.
    revocations: revocationsOf(before).map(({ dueAt, entryHash }) => ({ dueAt, entryHash })),
  });
  expect(revocationsOf(before)).toMatchObject([{ waitingFor: ['dialer'] }]);
  expect(revocationsOf(after)).toMatchObject([{ waitingFor: [], byLaw: 'met' }]);
  expect(after.handset).toEqual(before.handset);
  expect(after.history.slice(0, before.history.length)).toEqual(before.history);
  expect(after.events.slice(0, before.events.length)).toEqual(before.events);
}

async function whatIsKnown(local: Local, phone: string, key: string) {
  const contact = await ask(local, 'GET', `/v1/contacts/${phone}`, { key });
  expect(contact.status).toBe(200);
  const history = await ask(local, 'GET', `/v1/contacts/${phone}/history?limit=100`, { key });
  return {
    contact: contact.body,
    history: history.body['items'] as unknown as object[],
    handset: local.carrier.handset(phone),
    events: local.store.events(0).map(({ seq, id }) => [seq, id]),
  };
}

test('a port that is taken is said before anything is started', async () => {
  const local = await serve({ port: 0 });
  const port = Number(new URL(local.url).port);
  await expect(serve({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await local.stop();
});

test('a stop frees the port, ends the engine, and a second start has it again', async () => {
  const local = await serve({ port: 0 });
  const port = Number(new URL(local.url).port);
  await local.stop();
  await expect(fetch(local.engine.endpoint)).rejects.toThrow();
  const again = await serve({ port });
  expect(again.url).toBe(local.url);
  await again.stop();
});
