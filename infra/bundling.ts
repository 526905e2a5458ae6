/**
 * How a function becomes one file: the stack bundles so, and `npm run bench -- cold` measures the
 * same. What a function never uses is put aside here, where the library itself cannot be told.
 */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import plans from 'libphonenumber-js/metadata.max.json';
import { sha256 } from '#shared/basics.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

export const BUNDLING = {
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
} as const;

/** What is bundled in place of a package: its name, and a file. */
export const replacements = (): Readonly<Record<string, string>> => ({
  // A function needs only the credentials in its environment: see the file.
  '@aws-sdk/credential-provider-node': path.join(ROOT, 'functions/adapters/lambda-credentials.ts'),
  [PLANS]: writePlans(),
});

const PLANS = 'libphonenumber-js/metadata.max.json';
/** Where a country's row tells how its numbers are grouped for people to read. */
const GROUPING = 4;

/**
 * The numbering plans as functions need them. They read numbers and never print one for people, and
 * how each country groups its digits is a third of the table (test/bundle.test.ts compares).
 */
export function barePlans(): typeof plans {
  const bare = structuredClone(plans) as unknown as Record<string, Record<string, unknown[]>>;
  for (const rows of [bare['countries'], bare['nonGeographic']]) {
    for (const row of Object.values(rows ?? {})) row[GROUPING] = 0;
  }
  return bare as unknown as typeof plans;
}

/** Into a file named after what it holds, whole or not at all: two builds may meet. */
function writePlans(): string {
  const text = JSON.stringify(barePlans());
  const file = path.join(tmpdir(), `consentry-plans-${sha256(text).slice(0, 16)}.json`);
  if (existsSync(file)) return file;
  const folder = mkdtempSync(`${file}-`);
  const draft = path.join(folder, 'plans.json');
  writeFileSync(draft, text);
  renameSync(draft, file);
  rmSync(folder, { recursive: true });
  return file;
}
