/** The table of carrier codes: every row can be acted on and traced. */
import { describe, expect, it } from 'vitest';
import { adviceOn, CARRIER_CODES, carrierCode } from '#shared/data/carrier-codes.ts';

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

  it.each(['30007', 'TEXT_CARRIER_BLOCKED', 'TEXT_BLOCKED', 'TEXT_SPAM'])(
    '%s is a spam filter: stop and inspect, never retry or rotate (BL-03, BL-10)',
    (code) => {
      expect(adviceOn(code).action).toMatch(/^Stop and inspect .*never retry or rotate numbers\.$/);
    },
  );

  it('mean the same with their reason in front, and one that is not known says so', () => {
    expect(adviceOn('content 30007')).toEqual(adviceOn('30007'));
    expect(adviceOn('39999').meaning).toMatch(/not known/);
    expect(adviceOn('39999').action).toMatch(/do not resend/);
  });
});
