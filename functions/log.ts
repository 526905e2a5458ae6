/**
 * Every log message as a coded constant, and the only fields that a log line may hold. No bodies,
 * no phone numbers: what could hold one is scrubbed (DESIGN.md, promise 8).
 */

export const LOG = {
  requestFailed: 'C001 request failed',
  requestAnswered: 'C002 request answered',
  recordFailed: 'C010 stream record failed; the rest of the batch waits',
  taskFailed: 'C011 queue task failed; it will come again',
  signatureRefused: 'C020 webhook signature refused',
  numberUnknown: 'C021 text to a number that no sender has',
  senderUnreadable: 'C022 text from an address that is no phone number',
  claimLost: 'C030 claim lost to another write; deciding again',
  claimReleased: 'C031 claim released; the provider did not take the text',
  outcomeUnknown: 'C032 provider outcome unknown; not sent again',
  providerRefused: 'C033 provider refused the text',
  optOutReconciled: 'C034 provider knew of an opt-out that the ledger did not',
  claimClosed: 'C035 claim without a record closed as outcome-unknown',
  targetSkipped: 'C040 change older than what the target applied',
  noticeDropped: 'C041 notice not sent',
  mailUnsent: 'C042 transcript not mailed: the account has no sender address',
  heldSettled: 'C043 text that was held released or voided',
  senderWatched: 'C050 sender near the rates at which it is paused',
  senderStopped: 'C051 sender paused by the rates rule',
  healthUncounted: 'C052 texts not counted for the health of their sender',
} as const;
export type LogMessage = (typeof LOG)[keyof typeof LOG];

export interface LogFields {
  readonly route?: string;
  readonly status?: number;
  readonly code?: string;
  readonly account?: string;
  readonly messageId?: string;
  readonly target?: string;
  readonly sender?: string;
  readonly seq?: number;
  readonly reasons?: readonly string[];
  readonly attempt?: number;
  readonly error?: unknown;
}

export interface Log {
  info(message: LogMessage, fields?: LogFields): void;
  warn(message: LogMessage, fields?: LogFields): void;
  error(message: LogMessage, fields?: LogFields): void;
}

/** Seven or more digits in a row, with or without signs between: what a phone number looks like. */
const DIGITS = /\+?\d(?:[\s().-]?\d){6,}/g;
const ADDRESS = /[^\s@<>"/]+@[^\s@<>"/]+\.[^\s@<>"/]+/g;
const MAX_TEXT = 2_000;

export const scrub = (text: string): string =>
  text.slice(0, MAX_TEXT).replace(DIGITS, '[number]').replace(ADDRESS, '[address]');

/** An error as a log line may show it: its kind, its scrubbed words, where it arose. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: error.name,
    message: scrub(error.message),
    stack: scrub((error.stack ?? '').split('\n').slice(1, 8).join('\n')),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}
