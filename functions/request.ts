/**
 * Small questions that every keyed handler asks of a request: who calls, whose clock, which page.
 */
import type { Account } from '#shared/account.ts';
import { MAX_PAGE } from '#shared/api.ts';
import { err, type Instant, ok, present, type Result } from '#shared/basics.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Identity } from '#shared/store.ts';
import type { HttpRequest } from './http.ts';

/** The key that calls. The shell has refused keyed routes without one. */
export const callerOf = (request: HttpRequest): Identity =>
  present(request.identity, 'the identity on a keyed route');

/** Time for an account's decisions: its test clock when it has set one, else the wall's. */
export const accountNow = (account: Account, wall: Instant): Instant => account.testClock ?? wall;

const DEFAULT_PAGE = 50;

export function pageOf(
  query: Readonly<Record<string, string>>,
): Result<{ readonly limit: number; readonly cursor?: string }, Problem> {
  const limit = query['limit'] === undefined ? DEFAULT_PAGE : Number(query['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    return err(
      problem('invalid-request', `Use a limit from 1 to ${MAX_PAGE}.`, {
        errors: [{ pointer: '/limit', detail: `expected 1 to ${MAX_PAGE}` }],
      }),
    );
  }
  const cursor = query['cursor'];
  return ok({ limit, ...(cursor !== undefined && { cursor }) });
}

/** Entry numbers have ten digits. */
const MAX_SEQ = 9_999_999_998;

/** The entry that a page of history comes after. */
export function seqOf(cursor = '0'): Result<number, Problem> {
  const after = cursor === '' ? Number.NaN : Number(cursor);
  return Number.isInteger(after) && after >= 0 && after <= MAX_SEQ
    ? ok(after)
    : err(problem('invalid-request', 'Use the nextCursor of the page before.'));
}
