/**
 * Telling others over AWS: what exactly is asked of each service, over HTTP, and that half a batch
 * that failed is a failure.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  eventBridgeBus,
  eventBridgeScheduler,
  snsFifoTopic,
  sqsQueue,
} from '#functions/adapters/messaging.ts';
import { sha256 } from '#shared/basics.ts';
import type { DomainEvent } from '#shared/events.ts';
import type { LookUpTask, SendTask, SuppressionChange } from '#shared/ports.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly target: string;
  readonly body: string;
}
interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const QUEUE_URL = 'https://sqs.us-east-1.amazonaws.com/000000000000/records';

let asked: Asked[] = [];
let answer: (request: Asked) => Said;
const json = (body: unknown, status = 200): Said => ({ status, body: JSON.stringify(body) });

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const one = {
      method: request.method ?? '',
      url: request.url ?? '',
      target: String(request.headers['x-amz-target'] ?? ''),
      body: Buffer.concat(chunks).toString(),
    };
    asked.push(one);
    const { status = 200, headers, body } = answer(one);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers });
    response.end(body);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const event = (n: number): DomainEvent => ({
  name: 'Opt-Out Received',
  schemaVersion: 1,
  id: `evt_${n}`,
  account: 'acme',
  at: '2026-11-24T17:00:00.000Z',
  contact: { phone: '+12025550143' },
});

describe('the bus', () => {
  test('gets source, name and detail as API.md fixes them, ten at a time', async () => {
    answer = () => json({ FailedEntryCount: 0, Entries: [] });
    await eventBridgeBus('bus').publish(Array.from({ length: 23 }, (_, n) => event(n)));
    const batches = asked.map(({ body }) => (JSON.parse(body) as { Entries: object[] }).Entries);
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    const { name, ...detail } = event(0);
    expect(batches[0]?.[0]).toEqual({
      EventBusName: 'bus',
      Source: 'consentry',
      DetailType: name,
      Time: Date.parse(detail.at) / 1_000,
      Detail: JSON.stringify(detail),
    });
  });

  test('that failed one of ten although it answered 200 is a failure', async () => {
    answer = () => json({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });
    await expect(eventBridgeBus('bus').publish([event(1)])).rejects.toThrow('not take every event');
  });

  test('that answers without saying how many failed is a failure', async () => {
    answer = () => json({});
    await expect(eventBridgeBus('bus').publish([event(1)])).rejects.toThrow('not take every event');
  });

  test('is not asked when there is nothing to tell', async () => {
    await eventBridgeBus('bus').publish([]);
    expect(asked).toEqual([]);
  });
});

describe('a queue', () => {
  const task = (n: number): SendTask => ({
    kind: 'deferred',
    account: 'acme',
    messageId: `msg_${n}`,
  });
  const connection = () => ({
    endpoint: process.env['AWS_ENDPOINT_URL'] ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const queue = () => sqsQueue<SendTask>(QUEUE_URL, connection());
  interface Entry {
    readonly Id: string;
    readonly MessageBody: string;
    readonly DelaySeconds?: number;
    readonly MessageDeduplicationId?: string;
  }
  const entriesOf = ({ body }: Asked) => (JSON.parse(body) as { Entries: Entry[] }).Entries;
  const taken = (request: Asked) => entriesOf(request).map(({ Id }) => ({ Id, MessageId: Id }));

  test('gets tasks ten at a time, with their delay', async () => {
    answer = (request) => json({ Successful: taken(request), Failed: [] });
    const tasks = Array.from({ length: 12 }, (_, n) => task(n));
    await queue().push(tasks, 90);
    expect(asked.map(({ target }) => target)).toEqual(Array(2).fill('AmazonSQS.SendMessageBatch'));
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ QueueUrl: QUEUE_URL });
    const sent = asked.map(entriesOf);
    expect(sent.map((batch) => batch.length)).toEqual([10, 2]);
    expect(sent[1]?.[1]).toEqual({
      Id: '1',
      MessageBody: JSON.stringify(task(11)),
      DelaySeconds: 90,
    });
  });

  test('that keeps order gets no delay, and groups and names that tell nothing', async () => {
    const lookUp = { account: 'acme', key: 'A#acme#tel:+12025550143', askedBy: 'msg_1' };
    answer = (request) => json({ Successful: taken(request), Failed: [] });
    const ordered = sqsQueue<LookUpTask>(QUEUE_URL, connection(), ({ key }) => key);
    await ordered.push([lookUp, { ...lookUp, askedBy: 'msg_2' }, lookUp]);
    const [first, second, again] = asked.flatMap(entriesOf);
    const body = JSON.stringify(lookUp);
    expect(first).toEqual({
      Id: '0',
      MessageBody: body,
      MessageGroupId: sha256(lookUp.key),
      MessageDeduplicationId: sha256(body),
    });
    expect(second).toMatchObject({ MessageGroupId: sha256(lookUp.key) });
    const [one, two, three] = [first, second, again].map((entry) => entry?.MessageDeduplicationId);
    expect([one === three, one === two]).toEqual([true, false]);
  });

  test('that failed one of two although it answered 200 is a failure', async () => {
    answer = (request) =>
      json({
        Successful: taken(request).slice(0, 1),
        Failed: [{ Id: '1', SenderFault: false, Code: 'InternalError' }],
      });
    await expect(queue().push([task(1), task(2)])).rejects.toThrow('not take every task');
  });

  test('that answers without saying which it took is a failure', async () => {
    answer = () => json({});
    await expect(queue().push([task(1)])).rejects.toThrow('not take every task');
  });
});

describe('the suppression topic', () => {
  const change: SuppressionChange = {
    id: 'evt_1',
    type: 'Opt-Out Received',
    account: 'acme',
    key: 'A#acme#tel:+12025550143',
    seq: 7,
    entryHash: 'e'.repeat(64),
    at: '2026-11-24T17:00:00.000Z',
    contact: { phone: '+12025550143' },
    effects: {
      sms: 'suppress',
      email: 'none',
      voice: { automated: 'suppress', manual: 'allow', priority: 'high' },
    },
  };

  test('groups by contact and drops repeats by entry, by names that tell nothing', async () => {
    const id = '<MessageId>1</MessageId>';
    answer = () => ({
      headers: { 'content-type': 'text/xml' },
      body: `<PublishResponse><PublishResult>${id}</PublishResult></PublishResponse>`,
    });
    await snsFifoTopic('arn:aws:sns:us-east-1:1:t.fifo').publish(change);
    const form = new URLSearchParams(asked[0]?.body);
    expect(form.get('MessageGroupId')).toBe(sha256(change.key));
    expect(form.get('MessageDeduplicationId')).toBe(change.entryHash);
    expect(JSON.parse(form.get('Message') ?? '')).toEqual(change);
  });

  test('that refuses is a failure', async () => {
    answer = () => ({
      status: 400,
      headers: { 'content-type': 'text/xml' },
      body: '<ErrorResponse><Error><Code>NotFound</Code><Message>no</Message></Error></ErrorResponse>',
    });
    await expect(snsFifoTopic('arn:aws:sns:us-east-1:1:t.fifo').publish(change)).rejects.toThrow();
  });
});

describe('the scheduler', () => {
  const task: SendTask = { kind: 'deferred', account: 'acme', messageId: 'msg_1' };
  const schedule = (at: number) =>
    eventBridgeScheduler({ group: 'g', queueArn: 'arn:q', roleArn: 'arn:r' }).schedule(
      'msg_1-1',
      task,
      at,
    );

  test('puts the task on the queue at the second, never before it, once', async () => {
    answer = () => json({ ScheduleArn: 'arn' });
    await schedule(Date.parse('2026-11-25T13:00:00.000Z'));
    await schedule(Date.parse('2026-11-25T13:00:00.001Z'));
    const asks = asked.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(asks.map((ask) => ask['ScheduleExpression'])).toEqual([
      'at(2026-11-25T13:00:00)',
      'at(2026-11-25T13:00:01)',
    ]);
    expect(asks[0]).toMatchObject({
      GroupName: 'g',
      ActionAfterCompletion: 'DELETE',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: 'arn:q', RoleArn: 'arn:r', Input: JSON.stringify(task) },
    });
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/schedules/msg_1-1' });
  });

  const refusing = (status: number, name: string) => () => ({
    ...json({ message: 'no' }, status),
    headers: { 'x-amzn-errortype': name },
  });

  test('that has this schedule already is content: the record came a second time', async () => {
    answer = refusing(409, 'ConflictException');
    await expect(schedule(0)).resolves.toBeUndefined();
  });

  test('that refuses for any other reason is a failure', async () => {
    answer = refusing(400, 'ValidationException');
    await expect(schedule(0)).rejects.toThrow();
  });
});
