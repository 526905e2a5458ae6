/** On the deployed stack all end-to-end files share one table: no two may text the same numbers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = path.join(import.meta.dirname, 'e2e');
const DEFAULT_AREA = '305';

test('each end-to-end file takes its numbers from area codes of its own', () => {
  const users = new Map<string, Set<string>>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts'))) {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    for (const [, area = DEFAULT_AREA] of text.matchAll(/freshPhone\((?:'(\d{3})')?\)/g)) {
      users.set(area, (users.get(area) ?? new Set()).add(file));
    }
  }
  expect(users.size).toBeGreaterThan(10);
  const shared = [...users].filter(([, files]) => files.size > 1);
  expect(shared.map(([area, files]) => `${area}: ${[...files].join(', ')}`)).toEqual([]);
});
