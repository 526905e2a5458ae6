/** Can this text be carried at all: a number to text at, and a registered sender. */
import { describe, expect, test } from 'vitest';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import { codesOf, senderWith, tollFree } from '../fixtures.ts';

const ALL = [...CATEGORIES, ...NOTICES];

describe('invalid-number and sender-unregistered judge every text', () => {
  test.each(ALL)('a %s text to something that is no number is refused', (category) => {
    expect(codesOf({ category, phone: undefined, place: undefined })).toContain('invalid-number');
  });
  test.each(ALL)('a %s text from a sender that is not configured is refused', (category) => {
    expect(codesOf({ category, sender: undefined })).toContain('sender-unregistered');
  });
  test.each([
    ['none', ['sender-unregistered']],
    ['pending', ['sender-unregistered']],
    ['rejected', ['sender-unregistered']],
    ['suspended', ['sender-unregistered']],
    ['approved', []],
  ] as const)('a registration that is %s gives %j (BL-01, BL-02)', (status, codes) => {
    const sender = senderWith({ registration: { kind: '10dlc', status } });
    expect(codesOf({ sender })).toEqual(codes);
  });
  test('a registration of another kind of number counts for nothing', () => {
    expect(codesOf({ sender: tollFree() })).toEqual([]);
    const sender = { ...tollFree(), registration: { kind: '10dlc', status: 'approved' } as const };
    expect(codesOf({ sender })).toEqual(['sender-unregistered']);
  });
});
