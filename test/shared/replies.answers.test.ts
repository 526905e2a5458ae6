/** YES and NO are answers, and say nothing where nothing was asked. */
import { describe, expect, test } from 'vitest';
import { readReply } from '#shared/replies.ts';

describe('YES and NO count only as answers (KM-05)', () => {
  const yes = ['YES', 'yes!', 'Y', 'oui', 'Sí', 'si', 'OK', 'okay', 'GO', 'Continue', 'sure'];
  const no = ['NO', 'n', 'non', 'No thanks', 'nope', 'No, gracias'];

  test.each([...yes, ...no])('%s unasked is other', (text) => {
    expect(readReply(text)).toMatchObject({ intent: 'other', certainty: 'unsure', channels: [] });
    expect(readReply(text).rule).toMatch(/^unasked:/);
  });
  test.each(yes)('%s confirms a pending opt-in', (text) => {
    expect(readReply(text, { pending: 'opt-in' })).toMatchObject({
      intent: 'confirm',
      channels: ['sms'],
    });
  });
  test.each(no)('%s declines a pending opt-in', (text) => {
    expect(readReply(text, { pending: 'opt-in' }).intent).toBe('decline');
  });
  const goesOn = ['GO', 'Continue'];
  test.each(goesOn)('%s to a pending opt-out leaves it open: it says yes to neither', (text) => {
    expect(readReply(text, { pending: 'opt-out' }).intent).toBe('other');
  });
  test.each(yes.filter((text) => !goesOn.includes(text)))(
    '%s to a pending opt-out is an opt-out',
    (text) => {
      const reading = readReply(text, { pending: 'opt-out' });
      expect(reading).toMatchObject({ intent: 'opt-out', channels: ['sms'] });
      expect(reading.rule).toMatch(/^answer:/);
    },
  );
  test.each(no)('%s to a pending opt-out changes nothing', (text) => {
    expect(readReply(text, { pending: 'opt-out' }).intent).toBe('other');
  });
  test('plain YES and NO are certain, OK and its kin likely', () => {
    for (const text of ['yes', 'y', 'oui', 'si', 'no', 'n', 'non']) {
      expect(readReply(text, { pending: 'opt-in' }).certainty).toBe('certain');
    }
    for (const text of ['ok', 'sure', 'vale', 'go']) {
      expect(readReply(text, { pending: 'opt-in' }).certainty).toBe('likely');
    }
    expect(readReply('yes', { pending: 'opt-out' }).certainty).toBe('certain');
  });
});
