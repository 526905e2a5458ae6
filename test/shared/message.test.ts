/**
 * Records of texts: ids by natural key, fingerprints, notices, and the order of delivery states.
 */
import { describe, expect, test } from 'vitest';
import {
  CATEGORIES,
  DELIVERY_RANK,
  fingerprint,
  isNotice,
  messageId,
  NOTICES,
} from '#shared/message.ts';

test('the same key of the same account is the same text; of another account it is not', () => {
  expect(messageId('acme', 'k1')).toBe(messageId('acme', 'k1'));
  expect(messageId('acme', 'k1')).not.toBe(messageId('acme', 'k2'));
  expect(messageId('acme', 'k1')).not.toBe(messageId('other', 'k1'));
  expect(messageId('acme', 'k1')).toMatch(/^msg_[0-9a-f]{32}$/);
});

test('account and key do not run into each other', () => {
  expect(messageId('a', 'bc')).not.toBe(messageId('ab', 'c'));
});

test('a request is told apart by its values, not by the order of its fields', () => {
  expect(fingerprint({ a: 1, b: 2 })).toBe(fingerprint({ b: 2, a: 1 }));
  expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: 2 }));
  expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
});

test('what callers may ask for is no notice; what Consentry owes is one', () => {
  expect(CATEGORIES.filter(isNotice)).toEqual([]);
  expect(NOTICES.filter(isNotice)).toEqual([...NOTICES]);
});

describe('delivery states only move forward', () => {
  const rank = DELIVERY_RANK;
  test('on the way, then unknown, then one of the two ends', () => {
    expect(rank.queued).toBeLessThan(rank.sent);
    expect(rank.sent).toBeLessThan(rank.unknown);
    expect(rank.unknown).toBeLessThan(rank.failed);
    expect(rank.failed).toBe(rank.delivered);
  });
});
