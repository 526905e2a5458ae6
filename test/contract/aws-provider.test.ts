/** The End User Messaging adapter against the carrier, over HTTP. */

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAwsDelivery } from '#functions/adapters/aws-events.ts';
import type { AwsConnection } from '#functions/adapters/aws-json.ts';
import { awsSms } from '#functions/adapters/aws-sms.ts';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import type { OutboundText, SendOutcome } from '#shared/ports.ts';
import { NOW, NUMBER, PERSON, sender, text } from './carrier-fixture.ts';

const AWS_NUMBER = '+12025550110';
let carrier: Carrier;
let published: { kind: string; message: string }[] = [];
beforeAll(async () => {
  carrier = await startCarrier({
    now: () => NOW,
    publish: async ({ kind, message }) => void published.push({ kind, message }),
  });
});
afterAll(() => carrier.close());
beforeEach(() => {
  published = [];
  carrier.restore({ version: 1, handsets: [], outbox: [], contacts: [], blocks: [], routes: [] });
  carrier.setMode({});
  carrier.setConnections({
    accounts: [
      {
        id: 'acct',
        onlySenders: true,
        senders: [
          { number: AWS_NUMBER, provider: 'aws' },
          { number: '+12025550111', provider: 'aws', registered: false },
        ],
      },
    ],
  });
});

const connection = (endpoint = carrier.url): AwsConnection => ({
  region: 'us-east-1',
  endpoint,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const provider = (now = 0) => awsSms({ connection: connection(), now: () => now });
const awsText = (more: Partial<OutboundText> = {}) =>
  text({
    sender: sender({ provider: 'aws', number: AWS_NUMBER }),
    integrations: { aws: {} },
    ...more,
  });
const reason = (outcome: SendOutcome): string =>
  outcome.status === 'refused' ? `${outcome.reason} ${outcome.providerCode}` : outcome.status;

describe('a text that AWS takes', () => {
  it('reaches the handset once and gives its id', async () => {
    const outcome = await provider().send(awsText());
    expect(outcome).toEqual({ status: 'accepted', providerMessageId: expect.any(String) });
    expect(carrier.handset(PERSON)).toEqual([
      { from: AWS_NUMBER, body: text().body, at: '2026-11-22T15:00:00.000Z' },
    ]);
  });

  it('is reported until delivered, under our own message id and account', async () => {
    await provider().send(awsText());
    await carrier.idle();
    const reports = published.map(({ kind, message }) => [kind, parseAwsDelivery(message)]);
    const report = { provider: 'aws', account: 'acct', messageId: text().id, to: PERSON, at: NOW };
    expect(reports).toEqual([
      ['events', { ok: true, value: { ...report, state: 'queued' } }],
      ['events', { ok: true, value: { ...report, state: 'sent' } }],
      ['events', { ok: true, value: { ...report, state: 'delivered' } }],
    ]);
  });

  it('is reported as failed with the code of the carrier', async () => {
    carrier.setMode({ failCode: 'TEXT_SPAM' });
    await provider().send(awsText());
    await carrier.idle();
    expect(parseAwsDelivery(published.at(-1)?.message ?? '')).toMatchObject({
      value: { state: 'failed', code: 'TEXT_SPAM' },
    });
    expect(carrier.handset(PERSON)).toEqual([]);
  });
});

describe('the request', () => {
  const sent: Record<string, unknown>[] = [];
  const ports = new Set<number | undefined>();
  let answer: http.RequestListener = (_request, response) => void response.end('{"MessageId":"m"}');
  const peer = http.createServer((request, response) => {
    ports.add(request.socket.remotePort);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
      answer(request, response);
    });
  });
  beforeAll(() => new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => {
    sent.length = 0;
    ports.clear();
  });
  afterAll(() => {
    peer.closeAllConnections();
    peer.close();
  });
  const endpoint = () => `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
  const send = (more: Partial<OutboundText> = {}, timeoutMs = 5_000) =>
    awsSms({ connection: connection(endpoint()), now: () => 0, timeoutMs }).send(awsText(more));

  it('names sender, context and the configuration set of the account', async () => {
    await send({ integrations: { aws: { configurationSet: 'texts' } } });
    expect(sent).toEqual([
      {
        DestinationPhoneNumber: PERSON,
        OriginationIdentity: AWS_NUMBER,
        MessageBody: text().body,
        MessageType: 'TRANSACTIONAL',
        ConfigurationSetName: 'texts',
        Context: { messageId: text().id, account: 'acct' },
      },
    ]);
  });

  it('takes the configuration set of the sender first, and none if there is none', async () => {
    const own = sender({ provider: 'aws', number: AWS_NUMBER, service: 'own' });
    await send({ sender: own, integrations: { aws: { configurationSet: 'texts' } } });
    await send();
    expect(sent.map((input) => input['ConfigurationSetName'])).toEqual(['own', undefined]);
  });

  it('has a connection of its own: a kept one may be dead without saying so', async () => {
    const one = awsSms({ connection: connection(endpoint()), now: () => 0 });
    await one.send(awsText());
    await one.send(awsText());
    expect([sent.length, ports.size]).toEqual([2, 2]);
  });

  it.each([
    [500, 'unknown'],
    [503, 'unknown'],
    [429, 'refused'],
  ])(
    'that is answered %i is made once, though any other call would be made again',
    async (status, outcome) => {
      answer = (_request, response) => void response.writeHead(status).end('{}');
      expect((await send()).status).toBe(outcome);
      expect(sent).toHaveLength(1);
    },
  );

  it('whose connection breaks is unknown, and is not made again', async () => {
    answer = (request) => request.socket.destroy();
    expect((await send()).status).toBe('unknown');
    expect(sent).toHaveLength(1);
  });

  it('that gets no answer in time is unknown', async () => {
    answer = () => undefined;
    expect((await send({}, 50)).status).toBe('unknown');
    expect(sent).toHaveLength(1);
  });

  it('that is answered without a message id is unknown', async () => {
    answer = (_request, response) => void response.end('{}');
    expect((await send()).status).toBe('unknown');
  });
});

describe('the deadline', () => {
  it('lets the call start at the deadline and not a millisecond later', async () => {
    expect(reason(await provider(1_000).send(awsText({ deadline: 1_000 })))).toBe('accepted');
    expect(await provider(1_001).send(awsText({ deadline: 1_000 }))).toEqual({ status: 'late' });
    expect(carrier.handset(PERSON)).toHaveLength(1);
  });
});

describe('a text that AWS refuses', () => {
  it.each([
    ['a number that is none', { to: '+0202555' }, 'invalid-number FIELD_VALIDATION_FAILED'],
    [
      'a sender that is not active',
      { sender: sender({ provider: 'aws', number: '+12025550111' }) },
      'sender-unregistered RESOURCE_NOT_ACTIVE',
    ],
    [
      'a sender that is not ours',
      { sender: sender({ provider: 'aws', number: NUMBER }) },
      'configuration ResourceNotFoundException',
    ],
    ['an empty body', { body: '' }, 'configuration FIELD_VALIDATION_FAILED'],
  ])('%s', async (_case, more, expected) => {
    const outcome = await provider().send(awsText(more));
    expect(reason(outcome)).toBe(expected);
    expect(JSON.stringify(outcome)).not.toContain('202555');
    expect(carrier.handset(PERSON)).toEqual([]);
  });

  it('a person on the opt-out list', async () => {
    carrier.restore({ ...carrier.snapshot(), blocks: [`${PERSON} ${AWS_NUMBER}`] });
    expect(reason(await provider().send(awsText()))).toBe(
      'opted-out DESTINATION_PHONE_NUMBER_OPTED_OUT',
    );
  });

  it('too many texts at once', async () => {
    carrier.setMode({ sends: 'throttle' });
    expect(reason(await provider().send(awsText()))).toBe('throttled ThrottlingException');
  });
});

describe('an answer that leaves it open', () => {
  it('5xx is unknown', async () => {
    carrier.setMode({ sends: 'server-error' });
    expect(await provider().send(awsText())).toEqual({
      status: 'unknown',
      detail: 'AWS answered 500.',
    });
  });

  it('a connection cut after the text was taken is unknown, with one text', async () => {
    carrier.setMode({ sends: 'drop-answer' });
    expect((await provider().send(awsText())).status).toBe('unknown');
    expect(carrier.handset(PERSON)).toHaveLength(1);
  });
});

describe('a call that surely never left is configuration', () => {
  it('because nothing listens there', async () => {
    const closed = await startCarrier({ now: () => NOW });
    await closed.close();
    const outcome = await awsSms({ connection: connection(closed.url), now: () => 0 }).send(
      awsText(),
    );
    expect(reason(outcome)).toBe('configuration ECONNREFUSED');
  });
});
