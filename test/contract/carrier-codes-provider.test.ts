/** The table of carrier codes: every row can be acted on and traced. */
import { describe, expect, it } from 'vitest';
import { CARRIER_CODES, carrierCode } from '#shared/data/carrier-codes.ts';

describe('carrier codes', () => {
  it('are listed once per provider', () => {
    const names = CARRIER_CODES.map(({ provider, code }) => `${provider} ${code}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each(CARRIER_CODES)(
    '$provider $code says what it means, what to do and who says so',
    (row) => {
      expect(row.meaning).toMatch(/^[A-Z].*\.$/);
      expect(row.action).toMatch(/^[A-Z].*\.$/);
      expect(row.source).toMatch(/^(https:\/\/|npm |none found)/);
      expect(row.source).not.toContain('{code}');
      expect(row.date).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (row.source.startsWith('none found')) expect(row.confidence).toBe('M');
    },
  );

  it.each([
    ['21610', 'opted-out'],
    ['21211', 'invalid-number'],
    ['21614', 'invalid-number'],
    ['21635', 'invalid-number'],
    ['30003', 'invalid-number'],
    ['30005', 'invalid-number'],
    ['30006', 'invalid-number'],
    ['30034', 'sender-unregistered'],
    ['30032', 'sender-unregistered'],
    ['30007', 'content'],
    ['20429', 'throttled'],
    ['20003', 'configuration'],
    ['21606', 'configuration'],
    ['21603', 'configuration'],
  ])('Twilio %s is %s', (code, reason) => {
    expect(carrierCode('twilio', code)?.reason).toBe(reason);
    expect(carrierCode('aws', code)).toBeUndefined();
  });

  it('that nobody has read have no row', () => {
    expect(carrierCode('twilio', '39999')).toBeUndefined();
  });
});
