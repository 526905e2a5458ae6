/**
 * The AWS emulator of the rehearsal (MiniStack, from PyPI, in .venv): installs it when missing,
 * starts it on 127.0.0.1, and speaks the one CloudFormation call that the CDK command line cannot
 * make on it.
 */
import { existsSync, globSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type Running, run, start } from './processes.ts';

const VERSION = '1.4.21';
const HOST = '127.0.0.1';
const REGION = 'us-east-1';
/** The account number that the emulator gives to everybody. */
const ACCOUNT = '000000000000';
const READY_ATTEMPTS = 100;
const PAUSE_MS = 200;
/** In the working folder. */
export const EMULATOR_LOG = 'emulator.log';

export interface Emulator {
  /** The address, not `localhost`: S3 then uses path style. */
  readonly url: string;
  readonly region: string;
  readonly account: string;
  readonly process: Running;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = net.createServer();
    server.once('error', failed);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no port')),
      );
    });
  });
}

/** Makes .venv with the pinned emulator when it is not there; says whether it had to. */
export async function installEmulator(root: string): Promise<boolean> {
  const venv = path.join(root, '.venv');
  const found = globSync(`lib/python3*/site-packages/ministack-${VERSION}.dist-info`, {
    cwd: venv,
  });
  if (found.length > 0) return false;
  if (!existsSync(path.join(venv, 'bin/pip')))
    await run('python3', ['-m', 'venv', venv], { cwd: root }).catch((error: unknown) => {
      throw new Error('install Python 3.10 or later with venv: the emulator is a Python package', {
        cause: error,
      });
    });
  await run(path.join(venv, 'bin/pip'), ['install', '--quiet', `ministack==${VERSION}`], {
    cwd: root,
  });
  return true;
}

/** Starts the emulator; `workDir` takes its log and whatever else it writes. */
export async function startEmulator(root: string, workDir: string): Promise<Emulator> {
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  // What is set for this process is not meant for the functions: their own environment decides.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|POWERTOOLS)_/.test(name),
  );
  const emulator = start(path.join(root, '.venv/bin/ministack'), [], {
    cwd: workDir,
    logFile: path.join(workDir, EMULATOR_LOG),
    env: {
      ...Object.fromEntries(inherited),
      // It runs Lambda functions with the first `node` of the path: the project's own, Node 24.
      PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
      GATEWAY_PORT: String(port),
      BIND_HOST: HOST,
      LAMBDA_EXECUTOR: 'local',
      MINISTACK_REGION: REGION,
      S3_DATA_DIR: path.join(workDir, 's3'),
      TMPDIR: workDir,
    },
  });
  for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
    if (emulator.exited()) break;
    const health = await fetch(`${url}/_ministack/health`).catch(() => undefined);
    if (health?.ok) return { url, region: REGION, account: ACCOUNT, process: emulator };
    await pause(PAUSE_MS);
  }
  await emulator.stop();
  throw new Error(`the emulator did not start; see ${path.join(workDir, EMULATOR_LOG)}`);
}

/** What the CDK, the SDK and the tests need in order to reach the emulator. */
export const emulatorEnvironment = (emulator: Emulator): Record<string, string> => ({
  AWS_ENDPOINT_URL: emulator.url,
  AWS_REGION: emulator.region,
  AWS_DEFAULT_REGION: emulator.region,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

/**
 * Deletes a stack and waits until it is gone. `cdk destroy` names a stack by its ARN, which this
 * emulator answers with success without doing anything, so the stack is named by its name here.
 */
export async function deleteStack(emulator: Emulator, name: string): Promise<void> {
  await cloudFormation(emulator, { Action: 'DeleteStack', StackName: name });
  for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
    const answer = await cloudFormation(emulator, { Action: 'DescribeStacks' });
    if (!answer.includes(`<StackName>${name}<`)) return;
    await pause(PAUSE_MS);
  }
  throw new Error(`the stack ${name} is still there`);
}

async function cloudFormation(emulator: Emulator, call: Record<string, string>): Promise<string> {
  const scope = `test/20260101/${emulator.region}/cloudformation/aws4_request`;
  const response = await fetch(emulator.url, {
    method: 'POST',
    body: new URLSearchParams({ Version: '2010-05-15', ...call }),
    // The emulator reads service and region from here and checks no signature.
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, Signature=none` },
  });
  return response.text();
}
