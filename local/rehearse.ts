/**
 * The rehearsal: deploys the real stack, unchanged, onto an AWS emulator on this machine, runs the
 * end-to-end suite against it, and takes everything down again, whatever happened. Exits as the
 * suite. `node local/rehearse.ts [files or folders of tests]`; test/e2e when nothing is named.
 */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as sqs from '@aws-sdk/client-sqs';
import {
  deleteStack,
  EMULATOR_LOG,
  type Emulator,
  emulatorEnvironment,
  installEmulator,
  startEmulator,
} from './emulator.ts';
import { type Front, openFront } from './front.ts';
import { type Running, run, start } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const STACK = 'Consentry';
/** Eight hexadecimal digits: the emulator knows APIs by nothing else. */
const API_ID = 'c045e274';
/** What the functions take for their own address: providers sign it. */
const API_HOST = `${API_ID}.execute-api.localhost`;
const EVENT_SOURCE = 'consentry';
const BIN = path.join(ROOT, 'node_modules/.bin');

/** What the stack says about itself (infra/stack.ts). */
interface Outputs {
  readonly TableName: string;
  readonly EventBusName: string;
  readonly InboundTopicArn: string;
  readonly EventsTopicArn: string;
  readonly SendQueueUrl: string;
}

interface Rehearsal {
  readonly workDir: string;
  readonly signal: AbortSignal;
  readonly emulator: Emulator;
  readonly front: Front;
  /** Where the pretend carrier listens. */
  readonly carrier: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What to undo, last thing first. */
const undo: [what: string, how: () => Promise<unknown>][] = [];

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  process.stdout.write(`${what} ... `);
  try {
    const result = await work();
    console.log(`${((performance.now() - began) / 1_000).toFixed(1)} s`);
    return result;
  } catch (error) {
    console.log('failed');
    throw error;
  }
}

async function startCarrier(env: NodeJS.ProcessEnv): Promise<{ url: string; process: Running }> {
  const carrier = start(path.join(BIN, 'node'), ['local/carrier/main.ts'], { cwd: ROOT, env });
  const [, url = ''] = await carrier.line(/carrier listening on (\S+)/);
  return { url, process: carrier };
}

/**
 * What the functions are given besides their own: the SDK's variables for what the emulator lacks,
 * all of it the pretend carrier here.
 */
const extraEnvironment = (carrier: string): Record<string, string> => ({
  AWS_ENDPOINT_URL_SESV2: carrier,
  AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: carrier,
  AWS_ENDPOINT_URL_PINPOINT: carrier,
  TWILIO_API_URL: carrier,
  ALLOW_PRIVATE_TARGETS: 'true',
  // Log lines through the console, which the emulator writes down.
  POWERTOOLS_DEV: 'true',
});

async function prepare(workDir: string, signal: AbortSignal): Promise<Rehearsal> {
  await step('Look for the emulator, install it when missing', () => installEmulator(ROOT));
  const emulator = await step('Start the emulator', () => startEmulator(ROOT, workDir));
  undo.push(['Stop the emulator', () => emulator.process.stop()]);
  const env = {
    ...process.env,
    ...emulatorEnvironment(emulator),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    PATH: `${BIN}${path.delimiter}${process.env['PATH'] ?? ''}`,
  };
  const carrier = await step('Start the pretend carrier', () => startCarrier(env));
  undo.push(['Stop the carrier', () => carrier.process.stop()]);
  const front = await openFront();
  undo.push(['Close the front', () => front.close()]);
  return { workDir, signal, emulator, front, carrier: carrier.url, env };
}

async function deploy({ workDir, signal, emulator, front, carrier, env }: Rehearsal) {
  const cdk = (args: string[], cwd: string) =>
    run(path.join(BIN, 'cdk'), [...args, '--no-notices'], { cwd, env, signal });
  // Away from cdk.json, or it would synthesise the app first.
  await step('Bootstrap the account', () =>
    cdk(['bootstrap', `aws://${emulator.account}/${emulator.region}`], workDir),
  );
  const outputsFile = path.join(workDir, 'outputs.json');
  const context = {
    'consentry:environment': JSON.stringify(extraEnvironment(carrier)),
    'consentry:disposable': 'true',
    'consentry:publicUrl': `https://${API_HOST}`,
    // By this tag the emulator is told the API's id, so that its address is known beforehand.
    'consentry:tags': JSON.stringify({ 'ms-custom-id': API_ID }),
  };
  await step('Synthesise and deploy the stack', () =>
    cdk(
      [
        'deploy',
        ...['--require-approval', 'never', '--progress', 'events'],
        ...['--output', path.join(workDir, 'cdk.out'), '--outputs-file', outputsFile],
        ...Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]),
      ],
      ROOT,
    ),
  );
  undo.push(['Take the stack down', () => deleteStack(emulator, STACK)]);
  const outputs = (JSON.parse(readFileSync(outputsFile, 'utf8')) as Record<string, Outputs>)[STACK];
  if (!outputs) throw new Error(`the stack ${STACK} has no outputs`);
  front.serve({ url: emulator.url, host: API_HOST });
  return outputs;
}

/**
 * A downstream system of the rehearsal: a queue that gets every event of the bus, for the suite.
 */
async function listenToBus({ emulator }: Rehearsal, outputs: Outputs): Promise<string> {
  const client = {
    endpoint: emulator.url,
    region: emulator.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const queues = new sqs.SQSClient(client);
  const buses = new eventbridge.EventBridgeClient(client);
  const { QueueUrl } = await queues.send(new sqs.CreateQueueCommand({ QueueName: 'downstream' }));
  if (!QueueUrl) throw new Error('the queue of the downstream system was not made');
  const rule = { Name: 'everything', EventBusName: outputs.EventBusName };
  await buses.send(
    new eventbridge.PutRuleCommand({
      ...rule,
      EventPattern: JSON.stringify({ source: [EVENT_SOURCE] }),
    }),
  );
  const Arn = `arn:aws:sqs:${emulator.region}:${emulator.account}:downstream`;
  await buses.send(
    new eventbridge.PutTargetsCommand({
      EventBusName: rule.EventBusName,
      Rule: rule.Name,
      Targets: [{ Id: 'queue', Arn }],
    }),
  );
  return QueueUrl;
}

/** What the end-to-end suite is told; the local server needs only E2E_BASE_URL. */
const suiteEnvironment = (rehearsal: Rehearsal, outputs: Outputs, eventsQueue: string) => ({
  ...rehearsal.env,
  E2E_TARGET: 'rehearsal',
  E2E_BASE_URL: rehearsal.front.url,
  E2E_PUBLIC_URL: `https://${API_HOST}`,
  E2E_HOST: API_HOST,
  E2E_CARRIER_URL: rehearsal.carrier,
  /** What the seeding writes: the demo accounts with their keys. */
  E2E_DEMO_FILE: path.join(rehearsal.workDir, 'demo.json'),
  E2E_TABLE: outputs.TableName,
  E2E_EVENT_BUS: outputs.EventBusName,
  E2E_EVENTS_QUEUE_URL: eventsQueue,
  E2E_INBOUND_TOPIC_ARN: outputs.InboundTopicArn,
  E2E_EVENTS_TOPIC_ARN: outputs.EventsTopicArn,
  E2E_SEND_QUEUE_URL: outputs.SendQueueUrl,
});

async function rehearse(workDir: string, tests: string[], signal: AbortSignal): Promise<number> {
  const rehearsal = await prepare(workDir, signal);
  const outputs = await deploy(rehearsal);
  const eventsQueue = await step('Listen to the event bus', () => listenToBus(rehearsal, outputs));
  const env: NodeJS.ProcessEnv = {
    ...suiteEnvironment(rehearsal, outputs, eventsQueue),
    TABLE_NAME: outputs.TableName,
  };
  if (existsSync(path.join(ROOT, 'local/seed.ts')))
    await step('Seed the demo accounts', () =>
      run(path.join(BIN, 'node'), ['local/seed.ts'], { cwd: ROOT, env, signal }),
    );
  console.log(`Run ${tests.join(' ')} against ${rehearsal.front.url}`);
  return run(path.join(BIN, 'vitest'), ['run', ...tests], {
    cwd: ROOT,
    env,
    signal,
    output: 'show',
  });
}

/** What the emulator and the functions said, for whoever looks into a failure. */
async function keepLog(): Promise<void> {
  const kept = path.join(ROOT, '.data/rehearsal.log');
  await mkdir(path.dirname(kept), { recursive: true });
  await copyFile(path.join(workDir, EMULATOR_LOG), kept).then(
    () => console.log('What the emulator and the functions said is in .data/rehearsal.log'),
    () => undefined,
  );
}

async function cleanUp(): Promise<boolean> {
  let clean = true;
  for (const [what, how] of undo.splice(0).reverse())
    await step(what, how).catch((error: unknown) => {
      clean = false;
      console.error(error);
    });
  return clean;
}

const interrupt = new AbortController();
process.on('SIGINT', () => interrupt.abort());
process.on('SIGTERM', () => interrupt.abort());
const workDir = await mkdtemp(path.join(os.tmpdir(), 'consentry-rehearsal-'));
undo.push(['Remove the working folder', () => rm(workDir, { recursive: true, force: true })]);
const tests = process.argv.slice(2);
const began = performance.now();
let exitCode = 1;
try {
  exitCode = await rehearse(workDir, tests.length > 0 ? tests : ['test/e2e'], interrupt.signal);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
if (exitCode !== 0) await keepLog();
const clean = await cleanUp();
console.log(`Rehearsed in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
process.exitCode = interrupt.signal.aborted ? 130 : clean ? exitCode : exitCode || 1;
