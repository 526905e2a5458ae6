/** Problem documents (RFC 9457): members, status, and a code that is stable. */
import { describe, expect, test } from 'vitest';
import { PROBLEMS, type ProblemCode, problem, problemDocument } from '#shared/problems.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

describe('every problem', () => {
  test.each(CODES)('%s has type, title, status, detail and code', (code) => {
    const document = problemDocument(problem(code, 'Do this.'));
    expect(document).toEqual({
      type: `urn:consentry:problem:${code}`,
      title: PROBLEMS[code][1],
      status: PROBLEMS[code][0],
      detail: 'Do this.',
      code,
    });
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(PROBLEMS[code][0]).toBeGreaterThanOrEqual(400);
    expect(PROBLEMS[code][0]).toBeLessThan(600);
  });
});

test.each([
  ['prechecked-consent', 422],
  ['disclosure-mismatch', 422],
  ['no-consent-given', 422],
  ['blocked', 422],
  ['evidence-required', 422],
  ['idempotency-conflict', 409],
  ['live-account', 409],
  ['unauthorized', 401],
  ['forbidden', 403],
  ['bad-signature', 403],
  ['not-found', 404],
] as const)('API.md: %s is %i', (code, status) => {
  expect(PROBLEMS[code][0]).toBe(status);
});

test('errors and further members go beside the standard ones', () => {
  const errors = [{ pointer: '/phone', detail: 'is no number' }];
  const given = problem('blocked', 'No.', { errors, extra: { decision: { outcome: 'deny' } } });
  expect(problemDocument(given)).toMatchObject({ errors, decision: { outcome: 'deny' } });
  expect(problemDocument(problem('blocked', 'No.'))).not.toHaveProperty('errors');
});
