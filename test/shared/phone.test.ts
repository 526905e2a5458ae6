/** Phone numbers as people type them; who can be texted and who may send. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhone, parsePhone, parseSenderNumber } from '#shared/phone.ts';

describe('one number in many spellings', () => {
  test.each([
    '2025550143',
    '202-555-0143',
    '202.555.0143',
    '202 555 0143',
    '202/555/0143',
    '(202) 555-0143',
    '(202)555-0143',
    '[202] 555-0143',
    '1 202 555 0143',
    '1-202-555-0143',
    '1 (202) 555-0143',
    '12025550143',
    '+12025550143',
    '+1 202 555 0143',
    '+1 (202) 555-0143',
    '(+1) 202 555 0143',
    '＋１２０２５５５０１４３',
    'tel:+1-202-555-0143',
    '011 1 202 555 0143',
    '00 1 202 555 0143',
    '  202-555-0143\n',
    '202\u2013555\u20130143',
    '202\u00A0555\u00A00143',
    '\u202A+1 (202) 555\u20110143\u202C',
  ])('%j', (text) => {
    const expected = { e164: '+12025550143', country: 'US', kind: 'mobile-or-fixed' };
    expect(parsePhone(text, 'US')).toEqual({ ok: true, value: expected });
    expect(parsePhone(text, 'ca')).toEqual({ ok: true, value: expected });
  });
});

describe('what country and kind a number has', () => {
  test.each([
    ['+14165550123', 'US', 'CA', 'mobile-or-fixed'],
    ['416 555 0123', 'US', 'CA', 'mobile-or-fixed'],
    ['787-555-0123', 'US', 'PR', 'mobile-or-fixed'],
    ['+44 20 7946 0123', 'US', 'GB', 'fixed'],
    ['020 7946 0123', 'GB', 'GB', 'fixed'],
    ['+61 491 570 156', 'US', 'AU', 'mobile'],
  ])('%s typed in %s', (text, region, country, kind) => {
    expect(parsePhone(text, region)).toMatchObject({ ok: true, value: { country, kind } });
  });
  test('an unknown region leaves only numbers with a country code', () => {
    expect(parsePhone('+12025550143', 'XX').ok).toBe(true);
    expect(parsePhone('+12025550143', '').ok).toBe(true);
    expect(parsePhone('2025550143', 'XX').ok).toBe(false);
  });
});

describe('numbers kept for fiction and testing are accepted', () => {
  test.each([
    ['+15550101234', '+15550101234'],
    ['(555) 010-1234', '+15550101234'],
    ['5550101234', '+15550101234'],
    ['1-555-010-1234', '+15550101234'],
    ['+15555550123', '+15555550123'],
    ['(333) 555-0143', '+13335550143'],
    ['+12025550100', '+12025550100'],
    ['+12025550199', '+12025550199'],
  ])('%s', (text, e164) => {
    expect(parsePhone(text, 'US')).toEqual({
      ok: true,
      value: { e164, country: 'US', kind: 'mobile-or-fixed' },
    });
  });
  test.each([
    ['one digit short', '555 010 123'],
    ['one digit long', '555 010 12345'],
    ['line 02XX of an unassigned area code', '333 555 0243'],
    ['an area code that is none', '911 555 0143'],
    ['an area code that begins with 1', '+11235550143'],
  ])('but not %s', (_what, text) => {
    expect(parsePhone(text, 'US')).toEqual({ ok: false, error: 'invalid-number' });
  });
});

describe('what no person can be texted at is refused', () => {
  test.each([
    ['toll-free', '+18005550199'],
    ['toll-free', '833-555-0143'],
    ['toll-free kept for later', '822-555-0143'],
    ['premium', '900-555-0143'],
    ['personal', '500-555-0143'],
    ['VoIP by numbering plan', '600-555-0143'],
    ['a short code', '22333'],
    ['a short code', '223344'],
    ['an emergency number', '911'],
    ['a local number without area code', '555-0143'],
    ['an extension', '202-555-0143 ext 5'],
    ['an extension', '202-555-0143 x5'],
    ['two numbers', '202-555-0143 / 202-555-0144'],
    ['two numbers', '2025550143,2025550144'],
    ['words around it', 'call 202-555-0143'],
    ['letters for digits', '202-555-CARS'],
    ['nothing', ''],
    ['blank', '   '],
    ['a plus', '+'],
    ['text', 'none'],
    ['an address', 'pat@example.com'],
    ['too long', `202-555-0143${' '.repeat(64)}`],
    ['too long', '1'.repeat(10_000)],
  ])('%s: %j', (_what, text) => {
    expect(parsePhone(text, 'US')).toEqual({ ok: false, error: 'invalid-number' });
  });
});

describe('who may send', () => {
  test.each([
    ['202-555-0143', '+12025550143', 'long-code'],
    ['+15550101234', '+15550101234', 'long-code'],
    ['(800) 555-0199', '+18005550199', 'toll-free'],
    ['22333', '22333', 'short-code'],
    ['223-344', '223344', 'short-code'],
  ])('%s is %s, a %s', (text, number, kind) => {
    expect(parseSenderNumber(text, 'US')).toEqual({ ok: true, value: { number, kind } });
  });
  test.each([
    ['four digits', '2233'],
    ['seven digits', '2233445'],
    ['a first digit that no short code has', '12345'],
    ['a first digit that no short code has', '01234'],
    ['premium', '900-555-0143'],
    ['an extension', '202-555-0143 x5'],
    ['a name', 'ACME'],
    ['nothing', ''],
    ['too long', `22333${' '.repeat(64)}`],
  ])('not %s: %j', (_what, text) => {
    expect(parseSenderNumber(text, 'US')).toEqual({ ok: false, error: 'invalid-number' });
  });
});

describe('for any number', () => {
  const number = fc
    .tuple(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 0, max: 99 }))
    .map(([area, line]) => `${area}55501${String(line).padStart(2, '0')}`);
  const format = fc.constantFrom(
    (n: string) => n,
    (n: string) => `+1${n}`,
    (n: string) => `1 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
    (n: string) => `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
    (n: string) => `${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
  );
  test('every spelling gives the same answer, and E.164 gives itself back in any region', () => {
    fc.assert(
      fc.property(number, format, fc.constantFrom('US', 'CA', 'PR'), (digits, write, region) => {
        const plain = parsePhone(`+1${digits}`, 'GB');
        expect(parsePhone(write(digits), region)).toEqual(plain);
        if (plain.ok) expect(plain.value.e164).toBe(`+1${digits}`);
      }),
      { numRuns: 500 },
    );
  });
  test('any text is answered, and what is accepted is E.164 and stays so', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: fc.constantFrom(...'0123456789+-() .;x#*'), maxLength: 24 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('US', 'GB', 'MX', 'XX', ''), (typed, region) => {
        const phone = parsePhone(typed, region);
        parseSenderNumber(typed, region);
        if (!phone.ok) return;
        expect(phone.value.e164).toMatch(/^\+\d{7,15}$/);
        expect(parsePhone(phone.value.e164, 'US')).toEqual(phone);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('masking for logs', () => {
  test.each([
    ['+12025550143', '+1*******43'],
    ['+15550101234', '+1*******34'],
    ['+442079460123', '+*******23'],
    ['2025550143', '*******'],
    ['', '*******'],
    ['not a number 43', '*******'],
  ])('%j is shown as %j', (e164, masked) => {
    expect(maskPhone(e164)).toBe(masked);
  });
});
