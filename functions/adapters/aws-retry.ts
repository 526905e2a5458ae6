/**
 * Whether a failed call to AWS is made again, how often and when: the standard mode of AWS's own
 * SDKs, so that a service under load sees from us what it sees from them. It does not call.
 * A repeat of a write that took effect meets its own first success: who writes under a condition
 * must be able to tell (functions/send.ts by the claim's run, functions/record.ts by the guard).
 * Rests on "Retry behavior" of the AWS SDKs and Tools Reference Guide; the lists are those of npm
 * @smithy/core (test/functions/adapters/aws-json.sdk.test.ts compares what comes of them).
 */

export type Trouble = 'throttled' | 'transient';

const THROTTLED: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const TRANSIENT: ReadonlySet<string | number> = new Set([
  ...['TimeoutError', 'RequestTimeout', 'RequestTimeoutException'],
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...[500, 502, 503, 504],
  // The model of DynamoDB marks this one as worth another attempt.
  'ReplicatedWriteConflictException',
]);

/** Undefined for a failure that would only come again. A cancelled transaction is one. */
export function troubleOf(error: {
  readonly name: string;
  readonly status: number;
}): Trouble | undefined {
  if (error.status === 429 || THROTTLED.has(error.name)) return 'throttled';
  return TRANSIENT.has(error.name) || TRANSIENT.has(error.status) ? 'transient' : undefined;
}

export interface RetryOptions {
  /** Calls in all, the first one too. */
  readonly attempts: number;
  /** Longest wait before the second attempt; doubled for each further one. */
  readonly backoffMs: number;
}

const THROTTLED_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 20_000;
const BUDGET = 500;
const COST: Readonly<Record<Trouble, number>> = { throttled: 5, transient: 14 };

/**
 * Shared by the calls of one client: in a long outage it runs dry, and calls then fail at once
 * instead of tripling the load.
 */
export class RetryBudget {
  readonly #options: RetryOptions;
  #left = BUDGET;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  /** Milliseconds to wait before the next attempt; undefined when there is none. */
  waitAfter(attempt: number, trouble: Trouble | undefined, chance: number): number | undefined {
    if (!trouble || attempt >= this.#options.attempts || this.#left < COST[trouble])
      return undefined;
    this.#left -= COST[trouble];
    const base = trouble === 'throttled' ? THROTTLED_BACKOFF_MS : this.#options.backoffMs;
    return Math.floor(chance * Math.min(base * 2 ** (attempt - 1), MAX_BACKOFF_MS));
  }

  /** What a success pays back: the cost of the attempt that brought it, or one. */
  succeeded(after: Trouble | undefined): void {
    this.#left = Math.min(BUDGET, this.#left + (after ? COST[after] : 1));
  }
}
