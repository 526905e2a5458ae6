/** What the gate weighs when it is deployed: each kilobyte is read at every cold start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleGate } from '#bench/cold.ts';

const MAX_GZIP_BYTES = 150_000;

const folder = mkdtempSync(path.join(tmpdir(), 'consentry-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the bundle of the gate stays under 150,000 bytes', async () => {
  const { gzip, parts } = await bundleGate(folder);
  expect(gzip).toBeLessThan(MAX_GZIP_BYTES);
  // The test measures the gate and not a stub of it.
  expect(parts.get('shared/rules')).toBeGreaterThan(10_000);
});
