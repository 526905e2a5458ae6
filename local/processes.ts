/**
 * Programs that a script starts: run one to its end, or keep one running until it is told to stop.
 * What is kept running lives in a process group of its own, so that Ctrl-C reaches us first and we
 * end it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const STOP_PATIENCE_MS = 5_000;
/** Lines of a failed program's output that an error shows: the fault stands at the end. */
const SHOWN_LINES = 25;

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `show` lets it write to the terminal; `quiet` keeps its output for the error. */
  readonly output?: 'show' | 'quiet';
  readonly signal?: AbortSignal;
}

/** Runs a program to its end. Resolves with its exit code when `output` is `show`, else throws. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<number> {
  const show = options.output === 'show';
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    ...(options.signal && { signal: options.signal }),
  });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return new Promise((done, failed) => {
    child.once('error', (error) =>
      failed(
        options.signal?.aborted
          ? new Error('interrupted')
          : new Error(`${command} could not run: ${error.message}`, { cause: error }),
      ),
    );
    child.once('close', (code) => {
      if (code === 0 || (show && code !== null)) done(code);
      else failed(new Error(`${command} ${args[0] ?? ''} ended with ${code}\n${tail(said)}`));
    });
  });
}

const tail = (text: string): string => text.trim().split('\n').slice(-SHOWN_LINES).join('\n');

export interface Running {
  /** Resolves with the first line that matches. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  exited(): boolean;
  /** Ends it and everything it started. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Takes its output; without it, output is only looked at by `line`. */
  readonly logFile?: string;
}

export function start(command: string, args: readonly string[], options: StartOptions): Running {
  const log = options.logFile ? openSync(options.logFile, 'a') : undefined;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log ?? 'pipe', log ?? 'inherit'],
    detached: true,
  });
  if (log !== undefined) closeSync(log);
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  const exited = (): boolean => child.exitCode !== null || child.signalCode !== null || !child.pid;
  return {
    exited,
    line: (pattern) => waitForLine(child, pattern),
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_PATIENCE_MS);
      if (!exited()) await ended;
      clearTimeout(patience);
      signalGroup(child, 'SIGKILL');
    },
  };
}

function waitForLine(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((done, failed) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const match = pattern.exec(said);
      if (match) done(match);
    });
    child.once('exit', (code) => failed(new Error(`it ended with ${code} before it was ready`)));
    child.once('error', failed);
  });
}

/** Signals everybody in the group; nobody left is fine. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
