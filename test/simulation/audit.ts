/**
 * Looks at everything that a schedule left behind, and names each broken promise (DESIGN.md section
 * 2, reference/performance.md 7.2). It rests on what was written and when, not on what handlers
 * said.
 */

import type { Act } from './acts.ts';
import { auditHeld } from './audit-held.ts';
import { auditLedgers } from './audit-ledgers.ts';
import { auditOutside } from './audit-outside.ts';
import { auditSends } from './audit-sends.ts';
import { auditTranscripts } from './audit-transcripts.ts';
import { readLedgers, readMessages } from './evidence.ts';
import type { Person } from './requests.ts';
import type { World } from './world.ts';

/** `rule` is stable: tests of planted faults name the rule that must catch them. */
export interface Violation {
  readonly rule: Rule;
  readonly detail: string;
}

export type Rule =
  | 'chain'
  | 'standing-is-fold'
  | 'text-recorded-once'
  | 'stop-honoured'
  | 'ruling-revives'
  | 'question-answered'
  | 'former-consent'
  | 'send-after-stop'
  | 'claimed-in-lease'
  | 'consent-behind-send'
  | 'one-confirmation'
  | 'record-of-call'
  | 'one-call-per-message'
  | 'frequency-cap'
  | 'answer-has-record'
  | 'nothing-waits-for-ever'
  | 'published-once-written'
  | 'published-in-order'
  | 'targets-converge'
  | 'receipts'
  | 'held-settled'
  | 'mailed-once'
  | 'looked-up-once'
  | 'honoured'
  | 'transcribed-once'
  | 'standing-small'
  | 'call-recorded-once';

export function audit(
  world: World,
  acts: readonly Act[],
  people: readonly Person[],
  items: readonly Readonly<Record<string, unknown>>[],
): Violation[] {
  const ledgers = readLedgers(items);
  const messages = readMessages(items);
  return [
    ...auditLedgers(world, acts, ledgers),
    ...auditSends({ world, acts, ledgers, messages }),
    ...auditHeld({ world, ledgers, messages }),
    ...auditOutside(world, people, ledgers),
    ...auditTranscripts(world, ledgers),
  ];
}
