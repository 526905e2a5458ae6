/**
 * What a cold start of the gate costs over one written the usual way: size of the bundle, and
 * processor time (user + system) to import it with its clients built, in fresh processes,
 * interleaved. Both bundles are made in the same run with the options of the stack.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { BUNDLING, replacements } from '#infra/bundling.ts';
import { median, row, spread } from './figures.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const ROUNDS = 21;
const PARTS_SHOWN = 16;
/** A bundle is one line: the end of the error is what says something. */
const SHOWN_OF_ERROR = 600;

/** The tracer is CommonJS inside; an ES module must offer it a `require`. */
const REQUIRE_BANNER =
  "import{createRequire as nodeRequire}from'node:module';" +
  'const require=nodeRequire(import.meta.url);';

/** A gate as most would write it: the whole of each library, one function. */
const TYPICAL = [
  "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
  "import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';",
  "import { Logger } from '@aws-lambda-powertools/logger';",
  "import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';",
  "import { Metrics } from '@aws-lambda-powertools/metrics';",
  "import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';",
  "import { Tracer } from '@aws-lambda-powertools/tracer';",
  "import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';",
  "import middy from '@middy/core';",
  "import { parsePhoneNumberFromString } from 'libphonenumber-js/max';",
  "import { z } from 'zod';",
  "const logger = new Logger({ serviceName: 'gate' });",
  "const metrics = new Metrics({ namespace: 'gate', serviceName: 'gate' });",
  "const tracer = new Tracer({ serviceName: 'gate' });",
  'const client = tracer.captureAWSv3Client(new DynamoDBClient({}));',
  'const table = DynamoDBDocumentClient.from(client);',
  'const Body = z.object({ to: z.string(), body: z.string().min(1).max(1600),',
  "  category: z.enum(['marketing', 'informational', 'conversational']) });",
  'const gate = async (event) => {',
  '  const { to, body } = Body.parse(JSON.parse(event.body));',
  "  const Key = { pk: parsePhoneNumberFromString(to, 'US')?.number };",
  "  const { Item } = await table.send(new GetCommand({ TableName: 't', Key }));",
  '  if (!Item?.consent || Item.optedOut) return { statusCode: 422 };',
  "  await table.send(new UpdateCommand({ TableName: 't', Key, UpdateExpression: 'ADD n :one',",
  "    ExpressionAttributeValues: { ':one': 1 } }));",
  '  return { statusCode: 202, body };',
  '};',
  'export const handler = middy(gate).use(captureLambdaHandler(tracer))',
  '  .use(injectLambdaContext(logger)).use(logMetrics(metrics));',
].join('\n');

/** What the stack gives the gate; the addresses are never called. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_SESSION_TOKEN: 'bench',
  TABLE_NAME: 'bench',
  API_URL: 'https://api.example',
  RECORD_QUEUE_URL: 'https://queue.example/records',
  POWERTOOLS_SERVICE_NAME: 'consentry-gate-send',
};

/** Runs in the fresh process: microseconds of processor and milliseconds by the wall. */
const PROBE = `
const from = process.cpuUsage(), start = performance.now();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(from);
console.log(JSON.stringify([user + system, performance.now() - start]));
process.exit(0);`;

interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly parts: ReadonlyMap<string, number>;
}

export async function benchCold(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'consentry-cold-'));
  try {
    const typicalEntry = path.join(folder, 'typical-entry.mjs');
    writeFileSync(typicalEntry, TYPICAL);
    const gate = await bundleGate(folder);
    const typical = await bundle('typical', typicalEntry, folder, {
      banner: { js: REQUIRE_BANNER },
    });
    console.log(`\ncold: ${ROUNDS} fresh processes each, interleaved`);
    printSizes(gate, typical);
    printTimes(measure([gate, typical]), gate, typical);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The gate as it is deployed, written to a folder. */
export const bundleGate = (folder: string): Promise<Bundle> =>
  bundle('the gate', path.join(ROOT, 'functions/lambda/gate-send.ts'), folder, {
    alias: replacements(),
  });

async function bundle(
  name: string,
  entry: string,
  folder: string,
  own: BuildOptions,
): Promise<Bundle> {
  const file = path.join(folder, `${name.replace(' ', '-')}.mjs`);
  const { metafile } = await build({
    ...BUNDLING,
    ...own,
    format: 'esm',
    mainFields: [...BUNDLING.mainFields],
    entryPoints: [entry],
    outfile: file,
    absWorkingDir: ROOT,
    nodePaths: [path.join(ROOT, 'node_modules')],
    bundle: true,
    platform: 'node',
    metafile: true,
    logLevel: 'error',
  });
  const text = readFileSync(file);
  const gzip = gzipSync(text, { level: 9 }).length;
  return { name, file, bytes: text.length, gzip, parts: partsOf(metafile) };
}

/** Bytes in the bundle by package, or by folder for our own code. */
function partsOf(metafile: Metafile): Map<string, number> {
  const parts = new Map<string, number>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
      // What is written for the bundle lies outside the tree.
      const part = found ?? (input.startsWith('..') ? path.basename(input) : path.dirname(input));
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return new Map([...parts].sort(([, a], [, b]) => b - a));
}

interface Times {
  readonly cpuMs: number[];
  readonly wallMs: number[];
}

function measure(bundles: readonly Bundle[]): ReadonlyMap<Bundle, Times> {
  const times = new Map(bundles.map((one) => [one, { cpuMs: [], wallMs: [] } as Times]));
  const env = { ...ENVIRONMENT, PATH: process.env['PATH'] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? bundles : bundles.toReversed();
    for (const one of order) {
      const probe = ['--input-type=module', '-e', PROBE, one.file];
      const { stdout, stderr } = spawnSync(process.execPath, probe, { env, encoding: 'utf8' });
      if (!stdout) throw new Error(`${one.name} does not load: ${stderr.slice(-SHOWN_OF_ERROR)}`);
      const [cpuUs, wallMs] = JSON.parse(stdout) as [number, number];
      times.get(one)?.cpuMs.push(cpuUs / 1_000);
      times.get(one)?.wallMs.push(wallMs);
    }
  }
  return times;
}

const kib = (bytes: number): string => `${(bytes / 1_024).toFixed(0)} KiB`;

function printSizes(gate: Bundle, typical: Bundle): void {
  for (const { name, bytes, gzip } of [gate, typical]) {
    row(`${name}: bundle, minified (gzip)`, `${kib(bytes)} (${kib(gzip)})`);
  }
  row('ratio of gzip sizes', (gate.gzip / typical.gzip).toFixed(2));
  for (const [part, bytes] of [...gate.parts].slice(0, PARTS_SHOWN)) {
    row(`  in the gate: ${part}`, kib(bytes));
  }
}

function printTimes(times: ReadonlyMap<Bundle, Times>, gate: Bundle, typical: Bundle): void {
  const cpu = (one: Bundle): readonly number[] => times.get(one)?.cpuMs ?? [];
  for (const one of [gate, typical]) {
    const wall = median(times.get(one)?.wallMs ?? []).toFixed(0);
    row(`${one.name}: import, CPU p50 (wall)`, `${median(cpu(one)).toFixed(0)} ms (${wall} ms)`);
  }
  const ratios = cpu(gate).map((value, i) => value / (cpu(typical)[i] ?? value));
  row('ratio', `${(median(cpu(gate)) / median(cpu(typical))).toFixed(2)}   ${spread(ratios)}`);
}
