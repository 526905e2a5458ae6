/** The estimate of what a text costs: figures, sources, and no price where none is known. */
import { describe, expect, test } from 'vitest';
import { PRICES } from '#shared/data/prices.ts';
import { estimateCost } from '#shared/prices.ts';

describe('the table', () => {
  test('each pair of provider, country and sender kind has one price at most', () => {
    const keys = PRICES.flatMap((row) =>
      row.senderKinds.map((kind) => `${row.provider} ${row.country} ${kind}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
  test('each row has whole figures in order, a source and a date', () => {
    for (const { listMicros, carrierMicros, source, date } of PRICES) {
      const [least, most] = carrierMicros;
      expect([listMicros, least, most].every(Number.isSafeInteger)).toBe(true);
      expect(least).toBeGreaterThanOrEqual(0);
      expect(most).toBeGreaterThanOrEqual(least);
      expect(source).not.toBe('');
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});

describe('an estimate', () => {
  const text = { provider: 'twilio', senderKind: 'long-code', country: 'US' } as const;
  test('is list price and carrier fee for one segment', () => {
    expect(estimateCost({ ...text, segments: 1 })).toMatchObject({
      currency: 'USD',
      micros: 12_800,
      leastMicros: 11_800,
    });
  });
  test('grows with every segment', () => {
    expect(estimateCost({ ...text, segments: 3 })?.micros).toBe(3 * 12_800);
  });
  test('says what it rests on', () => {
    expect(estimateCost({ ...text, segments: 2 })?.basis).toBe(
      '2 segments at $0.0083 list price and up to $0.0045 carrier fee ' +
        '(Twilio US SMS pricing; carrier surcharges 2026-05; 2026-10-31; from a secondary source)',
    );
    expect(estimateCost({ ...text, segments: 1, provider: 'aws' })?.basis).toContain('unconfirmed');
  });
  test('is as long as the price is known: Canada by Twilio is, by AWS is not', () => {
    const canada = { ...text, country: 'CA', segments: 1 };
    expect(estimateCost(canada)?.micros).toBe(17_000);
    expect(estimateCost({ ...canada, provider: 'aws' })).toBeUndefined();
  });
  test.each(['GB', '', 'us'])('has no figure for %j', (country) => {
    expect(estimateCost({ ...text, country, segments: 1 })).toBeUndefined();
  });
});
