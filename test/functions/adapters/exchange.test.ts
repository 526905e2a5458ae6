/** What only the exchange itself shows: what it loads, and where it may not be pointed. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { exchangeWith } from '#functions/adapters/exchange.ts';

const OPTIONS = { keepAlive: false, timeoutMs: 1_000, maxAnswerBytes: 1_000 };
const FILE = new URL('../../../functions/adapters/exchange.ts', import.meta.url).href;

/** Names of Node's own modules that a process has loaded once `code` has run in it. */
function loadedBy(code: string): string {
  const list = "console.log(process.moduleLoadList.join(' '))";
  const script = `${code}; ${list}`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script]).toString();
}

describe('the first call over https', () => {
  test('loads nothing of fetch, which would cost as much again as all else', () => {
    const call = `const { exchangeWith } = await import('${FILE}');
      const exchange = exchangeWith(new URL('https://localhost:1'), ${JSON.stringify(OPTIONS)});
      await exchange({ method: 'POST', path: '/', headers: {}, body: '' }).catch(() => {})`;
    expect(loadedBy("await fetch('http://localhost:1').catch(() => {})")).toContain('undici');
    const loaded = loadedBy(call);
    expect(loaded).toContain(' https ');
    expect(loaded).not.toContain('undici');
  });
});

test('an address with a path or a query is refused: paths are the callers own', () => {
  for (const address of ['https://api.example/v1', 'https://api.example/?a=b']) {
    expect(() => exchangeWith(new URL(address), OPTIONS)).toThrow('no path');
  }
});
