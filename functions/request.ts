/**
 * Small questions that every keyed handler asks of a request: who calls, whose clock, which page.
 */
import * as z from 'zod/mini';
import type { Account } from '#shared/account.ts';
import { MAX_PAGE } from '#shared/api.ts';
import { DAY, err, type Instant, ok, present, type Result } from '#shared/basics.ts';
import { Time } from '#shared/fields.ts';
import { type ContactKey, readKey } from '#shared/ledger.ts';
import { type Phone, parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Identity } from '#shared/store.ts';
import type { HttpRequest } from './http.ts';

/** The key that calls. The shell has refused keyed routes without one. */
export const callerOf = (request: HttpRequest): Identity =>
  present(request.identity, 'the identity on a keyed route');

/** The phone that a ledger is of. */
export function phoneOf(key: ContactKey): Phone | undefined {
  const { phone } = readKey(key);
  const parsed = phone === undefined ? undefined : parsePhone(phone, 'US');
  return parsed?.ok ? parsed.value : undefined;
}

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

const DAY_ONLY = /^\d{4}-\d\d-\d\d$/;

/** A day (its first instant, UTC) or an instant with a zone; undefined where it is neither. */
export function instantOf(text: string): Instant | undefined {
  const parsed = z.safeParse(Time, DAY_ONLY.test(text) ? `${text}T00:00Z` : text);
  return parsed.success ? Date.parse(parsed.data) : undefined;
}

const DEFAULT_PERIOD_MS = 365 * DAY;

/** `?from=&to=`: from that instant on, up to the other without it; absent: the year until now. */
export function periodOf(
  query: Readonly<Record<string, string>>,
  now: Instant,
): Result<{ readonly from: Instant; readonly to: Instant }, Problem> {
  // What happened this very millisecond is part of "until now".
  const to = query['to'] === undefined ? now + 1 : instantOf(query['to']);
  const from =
    query['from'] === undefined ? (to ?? now) - DEFAULT_PERIOD_MS : instantOf(query['from']);
  const wrong = from === undefined ? '/from' : to === undefined || to < from ? '/to' : undefined;
  if (from !== undefined && to !== undefined && wrong === undefined) return ok({ from, to });
  return err(
    problem(
      'invalid-request',
      'Give from and to as 2026-10-01 or 2026-10-01T12:00:00Z, in order.',
      {
        errors: [{ pointer: wrong ?? '/to', detail: 'is no such instant' }],
      },
    ),
  );
}

/** Entry numbers have ten digits. */
const MAX_SEQ = 9_999_999_998;

/** The entry that a page of history comes after. */
export function seqOf(cursor = '0'): Result<number, Problem> {
  const after = cursor === '' ? Number.NaN : Number(cursor);
  return Number.isInteger(after) && after >= 0 && after <= MAX_SEQ ? ok(after) : err(BAD_CURSOR);
}

export const BAD_CURSOR = problem('invalid-request', 'Use the nextCursor of the page before.', {
  errors: [{ pointer: '/cursor', detail: 'is no cursor of this list' }],
});
