/** The dialer target: signed posts that the official Standard Webhooks package verifies. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  dialerTarget,
  isInsideAddress,
  signStandardWebhook,
} from '#functions/adapters/dialer-target.ts';
import { account, change, DIALER_SECRET, PERSON, TEXTS_ONLY } from './carrier-fixture.ts';

interface Received {
  readonly path: string | undefined;
  readonly headers: Record<string, string>;
  readonly body: string;
}
let received: Received[] = [];
let answer: (response: http.ServerResponse) => void = (response) => response.end();
const peer = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = request.headers as Record<string, string>;
    received.push({ path: request.url, headers, body: Buffer.concat(chunks).toString() });
    answer(response);
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(peer.address() as AddressInfo).port}/hook?tenant=1`;
});
afterAll(() => {
  peer.closeAllConnections();
  peer.close();
});
beforeEach(() => {
  received = [];
  answer = (response) => void response.writeHead(202).end('thanks');
});

/** The official package reads the real clock, so this suite does too. */
const now = () => Date.now();
const firm = (to = url) => account({ dialer: { url: to, secret: DIALER_SECRET } });
const target = (timeoutMs = 5_000) => dialerTarget({ now, allowPrivate: true, timeoutMs });

describe('the post', () => {
  it('holds the change, and its signature holds for the official package', async () => {
    expect(await target().apply(change(), firm())).toEqual({
      status: 'applied',
      reference: '202 evt_3',
    });
    const [post] = received;
    const body = new Webhook(DIALER_SECRET).verify(post?.body ?? '', post?.headers ?? {});
    expect(post?.path).toBe('/hook?tenant=1');
    expect(post?.headers['webhook-id']).toBe('evt_3');
    expect(body).toEqual({
      type: 'Opt-Out Received',
      timestamp: '2026-11-22T15:00:00.000Z',
      data: {
        id: 'evt_3',
        account: 'acct',
        seq: 3,
        entryHash: 'f'.repeat(64),
        contact: { phone: PERSON, email: 'Pat.O+dealer@example.com', name: 'Pat Doe' },
        effects: TEXTS_ONLY,
      },
    });
  });

  it('does not pass the official package with another secret or another byte', async () => {
    await target().apply(change(), firm());
    const [post] = received;
    const other = new Webhook(`whsec_${Buffer.from('b'.repeat(32)).toString('base64')}`);
    expect(() => other.verify(post?.body ?? '', post?.headers ?? {})).toThrow();
    const right = new Webhook(DIALER_SECRET);
    expect(() => right.verify(`${post?.body} `, post?.headers ?? {})).toThrow();
  });

  it('is signed as the official package signs', () => {
    const post = { id: 'evt_1', timestamp: 1_795_359_600, body: '{"name":"Zoë ✋"}' };
    const official = new Webhook(DIALER_SECRET);
    expect(signStandardWebhook(DIALER_SECRET, post)).toBe(
      official.sign(post.id, new Date(post.timestamp * 1_000), post.body),
    );
  });
});

describe('what the dialer answers', () => {
  it.each([200, 202, 204, 299])('%i is applied', async (status) => {
    answer = (response) => void response.writeHead(status).end();
    expect(await target().apply(change(), firm())).toMatchObject({ status: 'applied' });
  });
  it.each([300, 400, 401, 404, 410, 429, 500, 503])('%i throws', async (status) => {
    answer = (response) => void response.writeHead(status).end();
    await expect(target().apply(change(), firm())).rejects.toThrow(`answered ${status}`);
    expect(received).toHaveLength(1);
  });
  it('a redirect throws and is not followed', async () => {
    answer = (response) => void response.writeHead(307, { location: '/elsewhere' }).end();
    await expect(target().apply(change(), firm())).rejects.toThrow('answered 307');
    expect(received.map(({ path }) => path)).toEqual(['/hook?tenant=1']);
  });
  it('nothing in time throws', async () => {
    answer = () => undefined;
    await expect(target(50).apply(change(), firm())).rejects.toThrow();
  });
  it('an error names no person', async () => {
    answer = (response) => void response.writeHead(500).end(PERSON);
    const error: unknown = await target()
      .apply(change(), firm())
      .catch((thrown) => thrown);
    expect(String(error)).not.toContain(PERSON);
  });
  it('no dialer connected is not applicable', async () => {
    expect(await target().apply(change(), account())).toMatchObject({ status: 'not-applicable' });
  });
});

describe('addresses that a deployment refuses', () => {
  const resolve = (...addresses: string[]) =>
    dialerTarget({
      now,
      resolve: async () => addresses,
      fetch: async () => new Response(null, { status: 204 }),
    });
  it('plain http, even to a public host', async () => {
    const post = resolve('8.8.8.8').apply(change(), firm('http://dialer.example/hook'));
    await expect(post).rejects.toThrow('https');
  });
  it.each([
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/hook',
    'https://2130706433/hook',
    'https://0x7f.1/hook',
  ])('%s', async (address) => {
    await expect(resolve('8.8.8.8').apply(change(), firm(address))).rejects.toThrow('private');
  });
  it('a name that leads inside, even with one of its addresses, or nowhere', async () => {
    const hook = firm('https://dialer.example/hook');
    await expect(resolve('10.1.2.3').apply(change(), hook)).rejects.toThrow('private');
    await expect(resolve('8.8.8.8', 'fe80::1').apply(change(), hook)).rejects.toThrow('private');
    await expect(resolve().apply(change(), hook)).rejects.toThrow('private');
  });
  it('and a public https address is posted to', async () => {
    const hook = firm('https://dialer.example/hook');
    expect(await resolve('8.8.8.8', '2606:4700::1111').apply(change(), hook)).toMatchObject({
      status: 'applied',
    });
  });
  it.each([
    ['9.255.255.255', '10.0.0.0'],
    ['11.0.0.0', '10.255.255.255'],
    ['172.15.255.255', '172.16.0.0'],
    ['172.32.0.0', '172.31.255.255'],
    ['100.63.255.255', '100.64.0.0'],
    ['169.253.255.255', '169.254.0.0'],
    ['192.167.255.255', '192.168.0.0'],
    ['223.255.255.255', '224.0.0.0'],
    ['2606:4700::1111', '64:ff9b::a00:1'],
    ['2a00::1', 'fd00::1'],
    ['2001:200::1', '2001:db8::1'],
  ])('%s is outside and %s is inside', (outside, inside) => {
    expect([isInsideAddress(outside), isInsideAddress(inside)]).toEqual([false, true]);
  });
});
