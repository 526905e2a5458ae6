/**
 * The database engine of local runs and tests: a real DynamoDB engine as a child process. Dynoxide
 * where its binary exists; elsewhere AWS's DynamoDB Local from npm, with Java 17.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';

export interface Engine {
  readonly endpoint: string;
  readonly port: number;
  /** How clients reach it. The credentials are none: the engine asks for any. */
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;
const POLL_MS = 15;
const HOST = '127.0.0.1';

/** A file makes it keep its data; without one it is gone with the process. */
export async function startEngine(file?: string): Promise<Engine> {
  const port = await freePort();
  const child = launch(port, file);
  // Whatever ends this process, an uncaught error too, ends the engine with it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const endpoint = `http://${HOST}:${port}`;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  try {
    await answering(endpoint, child);
  } catch (error) {
    await stop();
    throw error;
  }
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { endpoint, port, config: { endpoint, region: 'us-east-1', credentials }, stop };
}

function launch(port: number, file?: string): ChildProcess {
  // Whoever names AWS's own engine wants it, also where Dynoxide is at hand.
  const binary = process.env['DYNAMODB_LOCAL'] ? undefined : dynoxide();
  if (binary) {
    const store = file ? ['--db-path', file] : [];
    return spawn(binary, ['serve', '--host', HOST, '--port', String(port), ...store], {
      stdio: 'ignore',
    });
  }
  return javaEngine(port, file);
}

function dynoxide(): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    const name = `@dynoxide/${process.platform}-${process.arch}`;
    return path.join(path.dirname(resolve(`${name}/package.json`)), 'dynoxide');
  } catch {
    return undefined;
  }
}

/** DYNAMODB_LOCAL names the unpacked folder of AWS's own engine. */
function javaEngine(port: number, file?: string): ChildProcess {
  const home = process.env['DYNAMODB_LOCAL'];
  if (!home) {
    throw new Error(
      `there is no Dynoxide for ${process.platform}-${process.arch}: unpack AWS's DynamoDB Local, ` +
        'install Java 17 and name its folder in DYNAMODB_LOCAL',
    );
  }
  const store = file ? ['-dbPath', path.dirname(file), '-sharedDb'] : ['-inMemory'];
  const args = [`-Djava.library.path=${home}/DynamoDBLocal_lib`, '-jar', 'DynamoDBLocal.jar'];
  return spawn('java', [...args, '-port', String(port), ...store], { cwd: home, stdio: 'ignore' });
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let spawnError: Error | undefined;
  child.once('error', (error) => {
    spawnError = error;
  });
  while (performance.now() < deadline) {
    if (spawnError) throw new Error('the database engine did not start', { cause: spawnError });
    if (child.exitCode !== null) throw new Error('the database engine ended while starting');
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
  throw new Error('the database engine does not answer');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The table as the stack makes it, where it is not there yet; returns its stream. */
export async function ensureTable(engine: Engine, name: string): Promise<string> {
  const client = new DynamoDBClient(engine.config);
  try {
    const found = await client.send(new DescribeTableCommand({ TableName: name }));
    return streamOf(found.Table?.LatestStreamArn);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    const made = await client.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      }),
    );
    return streamOf(made.TableDescription?.LatestStreamArn);
  } finally {
    client.destroy();
  }
}

function streamOf(arn: string | undefined): string {
  if (!arn) throw new Error('the engine made a table without a stream');
  return arn;
}
