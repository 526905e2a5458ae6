/**
 * Texts that waited for a YES: each has an end, by the reason that it names, and the contact's list
 * forgets it. And whoever is asked by email is asked once.
 */
import { phoneKey } from '#shared/ledger.ts';
import type { MessageRecord } from '#shared/message.ts';
import type { Violation } from './audit.ts';
import { type LedgerEvidence, unfold } from './evidence.ts';
import { TRANSCRIPTS_TO, type World } from './world.ts';

export interface HeldEvidence {
  readonly world: World;
  readonly ledgers: ReadonlyMap<string, LedgerEvidence>;
  readonly messages: ReadonlyMap<string, MessageRecord>;
}

export function auditHeld({ world, ledgers, messages }: HeldEvidence): Violation[] {
  return [
    ...[...messages.values()].flatMap((record) => ended(record, ledgers.get(record.key))),
    ...[...ledgers.values()].flatMap((ledger) => forgotten(ledger, messages)),
    ...mails(world, ledgers),
  ];
}

function ended(record: MessageRecord, ledger: LedgerEvidence | undefined): Violation[] {
  const rule = 'held-settled';
  const { id, status, voided } = record;
  if (status === 'held') return [{ rule: 'nothing-waits-for-ever', detail: `${id} is held` }];
  if (status !== 'voided') return [];
  const types = ledger?.entries.map(({ type }) => type) ?? [];
  const fault = (detail: string): Violation[] => [{ rule, detail: `${id}: ${detail}` }];
  switch (voided?.code) {
    case 'declined':
      return types.includes('consent-declined') ? [] : fault('voided by a NO that nobody said');
    case 'opted-out':
      return types.includes('opted-out') ? [] : fault('voided by a STOP that nobody said');
    case 'timed-out':
      return confirmedInTime(record, ledger) ? fault('voided by time after a YES in time') : [];
    case 'expired':
    case 'refused':
      return [];
    case undefined:
      return fault('voided without a reason');
  }
}

const confirmedInTime = (
  { createdAt, heldUntil = 0 }: MessageRecord,
  ledger: LedgerEvidence | undefined,
): boolean =>
  ledger?.entries.some(
    ({ at, type }) => type === 'consent-confirmed' && at >= createdAt && at <= heldUntil,
  ) ?? false;

/** A run may die between the list and the record: nobody was told then that such a text waits. */
const forgotten = (
  { key, standing }: LedgerEvidence,
  messages: ReadonlyMap<string, MessageRecord>,
): Violation[] =>
  (standing?.sends.held ?? [])
    .filter(({ id }) => messages.has(id))
    .map(({ id }) => ({ rule: 'held-settled', detail: `${key} still lists ${id}` }));

/** A repeat bears the same id; a run that died after its mail may repeat it, and no other may. */
function mails(world: World, ledgers: HeldEvidence['ledgers']): Violation[] {
  const rule = 'mailed-once';
  const found: Violation[] = [];
  const asking = world.mails.filter(({ mail }) => mail.to !== TRANSCRIPTS_TO);
  for (const [to, own] of Map.groupBy(asking, ({ mail }) => mail.to)) {
    const ids = new Set(own.map(({ mail }) => mail.id));
    if (ids.size > 1) found.push({ rule, detail: `${to} was asked by ${ids.size} mails` });
  }
  for (const ledger of ledgers.values()) {
    const asked = [...unfold(ledger)].filter(({ entry }) => entry.type === 'opt-in-mailed');
    if (asked.length > 1) found.push({ rule, detail: `${ledger.key} was asked by email twice` });
    const isPhone = ledger.key.startsWith(phoneKey(world.demo.account, ''));
    if (isPhone && asked.some(({ before }) => before.dnd['sms'] || before.revoked['sms:*'])) {
      found.push({ rule, detail: `${ledger.key} was asked by email after it was closed` });
    }
  }
  return found;
}
