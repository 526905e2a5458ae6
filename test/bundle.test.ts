/** What the gate weighs when it is deployed: each kilobyte is read at every cold start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js/core';
import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import EXAMPLES from 'libphonenumber-js/examples.mobile.json';
import PLANS from 'libphonenumber-js/metadata.max.json';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleGate } from '#bench/cold.ts';
import { barePlans } from '#infra/bundling.ts';

const MAX_GZIP_BYTES = 150_000;

const folder = mkdtempSync(path.join(tmpdir(), 'consentry-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the bundle of the gate stays under 150,000 bytes', async () => {
  const { gzip, parts } = await bundleGate(folder);
  expect(gzip).toBeLessThan(MAX_GZIP_BYTES);
  // The test measures the gate and not a stub of it.
  expect(parts.get('shared/rules')).toBeGreaterThan(10_000);
});

describe('the numbering plans of the bundle read every number as the whole ones do', () => {
  const bare = barePlans();
  const readBy = (plans: typeof PLANS, text: string, region?: CountryCode) => {
    const number = parsePhoneNumberFromString(
      text,
      { extract: false, ...(region && { defaultCountry: region }) },
      plans,
    );
    return number && [number.number, number.country, number.getType(), number.ext];
  };
  const countries = getCountries(PLANS);

  test('they are smaller by a quarter', () => {
    expect(JSON.stringify(bare).length).toBeLessThan(0.75 * JSON.stringify(PLANS).length);
  });
  test('an example of each country, with its code and without', () => {
    expect(countries.length).toBeGreaterThan(200);
    for (const country of countries) {
      const own = EXAMPLES[country] ?? '';
      const whole = readBy(PLANS, own, country);
      expect(whole?.[0], country).toMatch(/^\+\d{6,}$/);
      expect(readBy(bare, own, country)).toEqual(whole);
      expect(readBy(bare, String(whole?.[0]))).toEqual(readBy(PLANS, String(whole?.[0])));
    }
  });
  test('any digits, in any country', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...countries),
        fc.stringMatching(/^\+?[0-9 ()-]{4,18}( ext 12)?$/),
        (country, text) => {
          expect(readBy(bare, text, country)).toEqual(readBy(PLANS, text, country));
          const national = EXAMPLES[country]?.slice(0, 4) + text.replace(/\D/g, '');
          expect(readBy(bare, national, country)).toEqual(readBy(PLANS, national, country));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
