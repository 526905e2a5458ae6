/**
 * The few words every other file uses: outcomes as values, invariants, time, stable hashes.
 * Nothing here knows the clock, the environment or AWS.
 */
import { createHash } from 'node:crypto';

/** Epoch milliseconds, UTC. The only form of time inside the product; ISO 8601 at its edges. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An expected outcome as a value: the compiler makes the caller look at both sides. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});

/**
 * Throws when a promise of the code itself is broken. Never for bad input, never with user data.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}

/** A value that the code before made sure of. */
export function present<T>(value: T | undefined, what: string): T {
  invariant(value !== undefined, `${what} is there`);
  return value;
}

/** Ends an exhaustive switch: a new case then fails to compile instead of falling through. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${typeof value}`);
}

/** ISO 8601 UTC with milliseconds, as the API shows every time. */
export const iso = (at: Instant): string => new Date(at).toISOString();

/** A JSON value: what a ledger entry may hold. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * One JSON text per value, whatever order its keys came in (RFC 8785 for the values we store:
 * strings, finite numbers, booleans, null, arrays, objects). Keys whose value is undefined are left
 * out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  invariant(value !== undefined && typeof value !== 'function', 'only JSON can be hashed');
  invariant(
    typeof value !== 'number' || Number.isFinite(value),
    'only finite numbers can be hashed',
  );
  return JSON.stringify(value);
}

/** SHA-256 in lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
