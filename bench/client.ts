/**
 * What one store call costs the processor (user + system): GetItem by our client over AWS's own
 * clients, against a server in another process that gives a gate-sized item at once, interleaved.
 */
import { spawn } from 'node:child_process';
import http from 'node:http';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { openTable } from '#functions/adapters/dynamo/table.ts';
import { marshall } from '#functions/adapters/dynamo/values.ts';
import { median, row, spread } from './figures.ts';

const ROUNDS = 15;
const CALLS_A_ROUND = 300;
const WARM_UP = 600;

/** As large as the standing of a contact with one consent and two texts. */
const ITEM = {
  pk: 'A#acme#tel:+12025550143',
  sk: 'STANDING',
  kind: 'standing',
  version: 7,
  seq: 4,
  head: 'f'.repeat(64),
  facts: {
    name: 'Pat Doe',
    email: 'pat@example.com',
    consents: {
      'sms default': { status: 'confirmed', grade: 'written', purpose: 'marketing', at: 1_795_000 },
    },
    revoked: {},
    dnd: {},
  },
  sends: {
    claims: [{ id: `msg_${'a'.repeat(32)}`, at: 1_795_539_600_000, by: 'abcdef012345' }],
    recent: [
      { id: `msg_${'b'.repeat(32)}`, subject: 'general', at: 1_795_539_000_000 },
      { id: `msg_${'a'.repeat(32)}`, subject: 'test-drive', at: 1_795_539_600_000 },
    ],
  },
};
const ANSWER = JSON.stringify({ Item: marshall(ITEM) });

/** Runs in a process of its own, so that its processor time is not counted. */
const SERVER = `
const http = require('node:http');
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(process.argv[1]);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

interface Peer {
  readonly name: string;
  readonly call: () => Promise<unknown>;
  readonly cpuUs: number[];
}

export async function benchClient(): Promise<void> {
  console.log(`\nclient: ${ROUNDS} rounds of ${CALLS_A_ROUND} calls each, interleaved`);
  const server = spawn(process.execPath, ['-e', SERVER, ANSWER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await new Promise<string>((done) => server.stdout.once('data', done));
    const peers = peersOf(`http://127.0.0.1:${String(port).trim()}`);
    for (const { call } of peers) await calls(call, WARM_UP);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { call, cpuUs } of round % 2 === 0 ? peers : peers.toReversed()) {
        const from = process.cpuUsage();
        await calls(call, CALLS_A_ROUND);
        const { user, system } = process.cpuUsage(from);
        cpuUs.push((user + system) / CALLS_A_ROUND);
      }
    }
    print(peers);
  } finally {
    server.kill();
  }
}

async function calls(call: () => Promise<unknown>, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await call();
}

function peersOf(endpoint: string): readonly Peer[] {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench', sessionToken: 'bench' };
  const connection = { region: 'us-east-1', endpoint, credentials };
  const TableName = 'bench';
  const { pk, sk } = ITEM;
  const input = { TableName, Key: { pk, sk }, ConsistentRead: true };
  const table = openTable(TableName, connection);
  const sdk = new DynamoDBClient(connection);
  const document = DynamoDBDocumentClient.from(sdk, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const bare = JSON.stringify({ ...input, Key: marshall(input.Key) });
  const agent = new http.Agent({ keepAlive: true });
  return [
    { name: 'our client', call: () => table.call('GetItem', input), cpuUs: [] },
    {
      name: "AWS's client-dynamodb",
      call: () => sdk.send(new GetItemCommand({ ...input, Key: { pk: { S: pk }, sk: { S: sk } } })),
      cpuUs: [],
    },
    {
      name: "AWS's lib-dynamodb, plain values as ours",
      call: () => document.send(new GetCommand(input)),
      cpuUs: [],
    },
    { name: 'node:http alone, no signature', call: () => post(endpoint, agent, bare), cpuUs: [] },
  ];
}

const post = (url: string, agent: http.Agent, body: string): Promise<unknown> =>
  new Promise((done, failed) => {
    const request = http.request(url, { method: 'POST', agent }, (response) => {
      response.resume().once('end', done);
    });
    request.once('error', failed);
    request.end(body);
  });

function print(peers: readonly Peer[]): void {
  for (const { name, cpuUs } of peers) row(`GetItem, ${name}, CPU p50`, us(median(cpuUs)));
  const [ours, ...others] = peers;
  for (const { name, cpuUs } of others) {
    const ratios = ours?.cpuUs.map((value, i) => value / (cpuUs[i] ?? value)) ?? [];
    const ratio = median(ours?.cpuUs ?? []) / median(cpuUs);
    row(`ratio over ${name}`, `${ratio.toFixed(2)}   ${spread(ratios)}`);
  }
}

const us = (value: number): string => `${value.toFixed(0)} us`;
