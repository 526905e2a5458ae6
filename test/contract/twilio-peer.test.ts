/** The Twilio adapter before peers and networks that break: one call, and never a false word. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, NoAnswer } from '#functions/adapters/exchange.ts';
import { twilioSms } from '#functions/adapters/twilio-sms.ts';
import type { OutboundText, SendOutcome } from '#shared/ports.ts';
import { NUMBER, PERSON, sender, TWILIO, text } from './carrier-fixture.ts';

const SERVICE = `MG${'1'.repeat(32)}`;
const reason = (outcome: SendOutcome): string =>
  outcome.status === 'refused' ? `${outcome.reason} ${outcome.providerCode}` : outcome.status;

describe('a peer that is not Twilio', () => {
  let answer: http.RequestListener = () => undefined;
  let calls: (string | undefined)[] = [];
  let forms: string[] = [];
  let ports: (number | undefined)[] = [];
  let headers: http.IncomingHttpHeaders = {};
  const peer = http.createServer((request, response) => {
    calls.push(request.url);
    ports.push(request.socket.remotePort);
    headers = request.headers;
    request.on('data', (chunk: Buffer) => forms.push(chunk.toString()));
    request.on('end', () => answer(request, response));
  });
  beforeAll(() => new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    peer.closeAllConnections();
    peer.close();
  });
  afterEach(() => {
    calls = [];
    forms = [];
    ports = [];
  });
  const send = (timeoutMs = 5_000, more: Partial<OutboundText> = {}) => {
    const { port } = peer.address() as AddressInfo;
    const options = { apiUrl: `http://127.0.0.1:${port}/`, now: () => 0, timeoutMs };
    return twilioSms(options).send(text(more));
  };

  it('gets number, service, body and the address for reports, and no more', async () => {
    answer = (_request, response) => void response.writeHead(201).end('{"sid":"SM1"}');
    await send();
    await send(5_000, { sender: sender({ service: SERVICE }) });
    const form = { To: PERSON, From: NUMBER, Body: text().body, StatusCallback: text().statusUrl };
    expect(forms.map((body) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
      form,
      { ...form, MessagingServiceSid: SERVICE },
    ]);
  });

  it('is told who calls, what form it is and how long, and that no connection is kept', async () => {
    answer = (_request, response) => void response.writeHead(201).end('{"sid":"SM1"}');
    await send(5_000, { body: 'Votre voiture est prête 🚗' });
    const pair = Buffer.from(`${TWILIO.accountSid}:${TWILIO.authToken}`).toString('base64');
    expect(headers).toMatchObject({
      authorization: `Basic ${pair}`,
      connection: 'close',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      'content-length': String(Buffer.byteLength(forms.join(''))),
    });
    expect(new URLSearchParams(forms.join('')).get('Body')).toBe('Votre voiture est prête 🚗');
  });

  it('that gave up waiting for our request (408): unknown', async () => {
    answer = (_request, response) => void response.writeHead(408).end('{}');
    expect((await send()).status).toBe('unknown');
  });

  it('gets a connection for each text: a kept one may be dead without saying so', async () => {
    answer = (_request, response) => void response.writeHead(201).end('{"sid":"SM1"}');
    await send();
    await send();
    expect(new Set(ports).size).toBe(2);
  });

  it('that never answers: unknown, one call', async () => {
    answer = () => undefined;
    expect(await send(20)).toEqual({ status: 'unknown', detail: 'Twilio did not answer in time.' });
    expect(calls).toHaveLength(1);
  });

  it('that answers byte by byte and never to the end: unknown, one call', async () => {
    let drip: NodeJS.Timeout | undefined;
    answer = (_request, response) => {
      response.writeHead(201);
      drip = setInterval(() => response.write(' '), 5);
    };
    const outcome = await send(60);
    clearInterval(drip);
    expect(outcome).toEqual({ status: 'unknown', detail: 'Twilio did not answer in time.' });
    expect(calls).toHaveLength(1);
  });

  it('that hangs up without a word: unknown, one call', async () => {
    answer = (request) => void request.socket.destroy();
    expect(await send()).toEqual({
      status: 'unknown',
      detail: 'The connection to Twilio broke.',
    });
    expect(calls).toHaveLength(1);
  });

  it('that does not speak HTTP: unknown, one call', async () => {
    answer = (request) => void request.socket.end('220 mail.example ESMTP\r\n');
    expect((await send()).status).toBe('unknown');
    expect(calls).toHaveLength(1);
  });

  it('that stops in the middle of its answer: unknown, one call', async () => {
    answer = (_request, response) => {
      response.writeHead(201, { 'content-length': '500' });
      response.write('{"sid":"SM', () => response.destroy());
    };
    expect((await send()).status).toBe('unknown');
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['half of its JSON', '{"sid":"SM1'],
    ['a list', '["SM1"]'],
    ['a SID that is no text', '{"sid":7}'],
    ['an empty SID', '{"sid":""}'],
    ['a SID longer than any', `{"sid":"${'S'.repeat(65)}"}`],
  ])('that answers 201 with %s: unknown, one call', async (_case, body) => {
    answer = (_request, response) => void response.writeHead(201).end(body);
    expect(await send()).toEqual({
      status: 'unknown',
      detail: 'Twilio answered without a message id.',
    });
    expect(calls).toHaveLength(1);
  });

  it('that answers more than fits: unknown', async () => {
    answer = (_request, response) => void response.writeHead(201).end('x'.repeat(70_000));
    expect((await send()).status).toBe('unknown');
  });

  it('that redirects: unknown, and the credentials go nowhere else', async () => {
    answer = (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end();
    expect((await send()).status).toBe('unknown');
    expect(calls).toEqual([`/2010-04-01/Accounts/${TWILIO.accountSid}/Messages.json`]);
  });

  it('that refuses with 429 and no JSON: throttled', async () => {
    answer = (_request, response) => void response.writeHead(429).end('slow down');
    expect(reason(await send())).toBe('throttled 429');
  });
});

describe('the network', () => {
  const sendOver = (exchange: Exchange, now = () => 0) => twilioSms({ exchange, now }).send(text());
  const fails =
    (error: Error): Exchange =>
    async () => {
      throw error;
    };

  it('is used in the same turn in which the deadline was looked at', () => {
    const order: string[] = [];
    const exchange: Exchange = async () => {
      order.push('connects');
      return { status: 201, headers: {}, text: '{"sid":"SM1"}' };
    };
    void sendOver(exchange, () => order.push('looks'));
    expect(order).toEqual(['looks', 'connects']);
  });

  it.each([
    ['ENOTFOUND', 'configuration ENOTFOUND'],
    ['EAI_AGAIN', 'unknown'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
    ['ETIMEDOUT', 'unknown'],
    ['CERT_HAS_EXPIRED', 'unknown'],
  ])('that fails with %s: %s', async (name, expected) => {
    expect(reason(await sendOver(fails(new NoAnswer(name, 'broken'))))).toBe(expected);
  });

  it('that fails in a way nobody thought of: unknown', async () => {
    expect(await sendOver(fails(new Error('ECONNREFUSED')))).toMatchObject({ status: 'unknown' });
  });
});
