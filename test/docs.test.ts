/**
 * The documents that are made from the code say what the code says, and links in documents lead on.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents } from '#local/docs.ts';
import { ROUTE_KEYS } from '#shared/routes.ts';
import { REASON_CODES } from '#shared/rules/index.ts';
import { lineOf, ROOT, readTree } from './source-text.ts';

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

describe('made by npm run docs', () => {
  test.each(Object.entries(documents()))('%s is current', (name, text) => {
    expect(read(name) === text, 'it is stale: run npm run docs').toBe(true);
  });

  test('every reason code and every event has its place', () => {
    for (const code of REASON_CODES) expect(read('docs/rules.md')).toContain(`\`${code}\``);
    const names = /export type EventName =([^;]+);/.exec(read('shared/events.ts'))?.[1] ?? '';
    const events = [...names.matchAll(/'([^']+)'/g)].map((match) => match[1]);
    expect(events.length).toBeGreaterThan(10);
    for (const event of events) expect(read('docs/events.md')).toContain(`## ${event}\n`);
  });
});

describe('written by hand', () => {
  const pages = readTree().filter(({ name }) => name.endsWith('.md'));

  test('links lead to files that are there', () => {
    const dead = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
        .filter(([, target = '']) => !existsSync(path.join(ROOT, path.dirname(name), target)))
        .map((match) => `${name}:${lineOf(text, match.index)} ${match[1]}`),
    );
    expect(dead).toEqual([]);
  });

  test('files that are named exist', () => {
    const named =
      /\b(?:shared|functions|infra|local|test|bench|docs)\/[\w./-]+\.(?:ts|md|json|mjs)\b/g;
    const gone = pages.flatMap(({ name, text }) =>
      [...text.matchAll(named)]
        .filter(([file]) => !existsSync(path.join(ROOT, file)))
        .map((match) => `${name}:${lineOf(text, match.index)} ${match[0]}`),
    );
    expect(gone).toEqual([]);
  });

  test('the README lists every route', () => {
    const readme = read('README.md').replaceAll('`', '');
    const missing = ROUTE_KEYS.filter((key) => {
      const [method = '', route = ''] = key.split(' ');
      if (method === 'OPTIONS') return false;
      return !readme.split('\n').some((row) => row.includes(method) && row.includes(`${route} `));
    });
    expect(missing).toEqual([]);
  });
});

test('the example of docs/adding-a-rule.md is the code itself', () => {
  const blocks = read('docs/adding-a-rule.md').matchAll(
    /`((?:shared|test)\/[^`]+\.ts)`[^`]*?```ts\n([\s\S]*?)\n```/g,
  );
  const shown = [...blocks].map(([, file = '', code = '']) => ({ file, code }));
  expect(shown.map(({ file }) => file)).toEqual([
    'shared/data/reach.ts',
    'shared/rules/sender.ts',
    'test/shared/rules/sender.test.ts',
    'test/shared/rules/index.test.ts',
  ]);
  for (const { file, code } of shown) expect(read(file)).toContain(code);
});
