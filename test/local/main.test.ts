/**
 * `npm start` as a process: what it says, that a busy port is said plainly, and that it leaves
 * nobody behind.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';

const MAIN = path.resolve(import.meta.dirname, '../../local/main.ts');
const READY = /ready on (http:\/\/127\.0\.0\.1:\d+) \(in (\d+) ms\)/;

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly exit: Promise<number | null>;
}
let running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
});

function start(env: Record<string, string>, ...args: string[]): Started {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT', DATA: '', ...env },
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, said: () => said, exit };
}

/** Processes that this one started and that are still there. */
function childrenOf(pid: number | undefined): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
const ready = async ({ said }: Started): Promise<RegExpExecArray> => {
  await expect.poll(said, { timeout: 20_000 }).toMatch(READY);
  return READY.exec(said()) as RegExpExecArray;
};

describe('a signal', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it and its engine', async (signal) => {
    const started = start({ PORT: '0' });
    const [, url = '', ms] = await ready(started);
    console.log(`ready in ${ms} ms`);
    expect((await fetch(`${url}/v1/openapi.json`)).status).toBe(200);
    const engines = childrenOf(started.child.pid);
    expect(engines.length).toBeGreaterThan(0);
    started.child.kill(signal);
    expect(await started.exit).toBe(0);
    await expect.poll(() => engines.filter(isAlive)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('while it is starting ends what was started by then', async () => {
    const started = start({ PORT: '0' });
    await expect
      .poll(() => childrenOf(started.child.pid), { interval: 5, timeout: 20_000 })
      .not.toEqual([]);
    const engines = childrenOf(started.child.pid);
    started.child.kill('SIGTERM');
    expect(await started.exit).toBe(0);
    await expect.poll(() => engines.filter(isAlive)).toEqual([]);
  });
});

describe('the port', () => {
  test('that is busy is said plainly, with what to do, and nothing is left running', async () => {
    const taken: Server = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const started = start({ PORT: port });
    expect(await started.exit).toBe(1);
    expect(started.said()).toContain(`Port ${port} is busy`);
    expect(started.said()).toContain('PORT=');
    expect(started.said()).not.toMatch(/\bat \S+ \(/);
    taken.close();
  });

  test.each(['abc', '-1', '70000', '1.5'])('%s is none, and that is said', async (port) => {
    const started = start({ PORT: port });
    expect(await started.exit).toBe(1);
    expect(started.said()).toContain('PORT must be a number from 0 to 65535');
    expect(started.said()).not.toMatch(/\bat \S+ \(/);
  });

  test('is chosen by PORT and, before it, by --port', async () => {
    const free = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        const port = typeof address === 'object' && address ? address.port : 0;
        probe.close(() => resolve(port));
      });
    });
    const started = start({ PORT: '1' }, '--port', String(free));
    const [, url] = await ready(started);
    expect(url).toBe(`http://127.0.0.1:${free}`);
    started.child.kill('SIGTERM');
    expect(await started.exit).toBe(0);
  });
});

/** The question is on the handset; a person would have seen it by the time of typing YES. */
async function asked(url: string): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const { items } = (await (await fetch(`${url}/local/handset/+12025550123`)).json()) as {
      items: unknown[];
    };
    if (items.length > 0) return;
    await setTimeout(25);
  }
  throw new Error('the handset was not asked');
}

test('what it prints is enough to begin: keys, form, and lines that work as they stand', async () => {
  const started = start({ PORT: '0' });
  const [, url = ''] = await ready(started);
  const demo = (await (await fetch(`${url}/local/demo`)).json()) as {
    keys: Record<string, string>;
    formKey: string;
  };
  for (const shown of [...Object.values(demo.keys), demo.formKey, '/local/handset/']) {
    expect(started.said()).toContain(shown);
  }
  const curls = started
    .said()
    .split('\n')
    .filter((line) => line.trim().startsWith('curl'));
  expect(curls.length).toBeGreaterThan(2);
  const typed = (line = '') => {
    const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
    return JSON.parse(stdout) as unknown;
  };
  const [clock, form, yes, send, stop, again] = curls;
  expect(typed(clock)).toMatchObject({ now: '2026-11-24T17:00:00.000Z' });
  expect(typed(form)).toMatchObject({ consents: [{ status: 'pending' }, {}] });
  await asked(url);
  expect(typed(yes)).toMatchObject({ status: 200 });
  expect(typed(send)).toMatchObject({ status: 'sent' });
  expect(typed(stop)).toMatchObject({ status: 200 });
  expect(typed(again)).toMatchObject({ decision: { reasons: [{ code: 'opted-out' }] } });
  started.child.kill('SIGTERM');
  expect(await started.exit).toBe(0);
});
