/**
 * The ledger's own promises: whole chains, standings that are the fold, each text once, each STOP
 * in force.
 */
import { canonicalJson } from '#shared/basics.ts';
import { foldEntries } from '#shared/fold.ts';
import { findBrokenLink, phoneKey, readKey } from '#shared/ledger.ts';
import { isClosed } from '#shared/standing.ts';
import { type Act, isStop } from './acts.ts';
import type { Violation } from './audit.ts';
import { type LedgerEvidence, unfold } from './evidence.ts';
import type { World } from './world.ts';

export function auditLedgers(
  world: World,
  acts: readonly Act[],
  ledgers: ReadonlyMap<string, LedgerEvidence>,
): Violation[] {
  return [
    ...[...ledgers.values()].flatMap(chainAndFold),
    ...[...ledgers.values()].flatMap(lookedUpOnce),
    ...[...ledgers.values()].flatMap(isSmall),
    ...[...ledgers.values()].flatMap(revivedByRuling),
    ...[...ledgers.values()].flatMap(questionEnds),
    ...[...ledgers.values()].flatMap(formerConsents),
    ...acts.flatMap((act) => textKept(act, ledgers.get(keyOf(world, act)))),
    ...acts.flatMap((act) => callKept(act, ledgers.get(keyOf(world, act)))),
  ];
}

const keyOf = ({ demo }: World, act: Act): string => phoneKey(demo.account, act.person.phone);

function chainAndFold({ key, entries, standing }: LedgerEvidence): Violation[] {
  const broken = findBrokenLink(key, entries);
  if (broken) return [{ rule: 'chain', detail: `${key} entry ${broken.seq} ${broken.fault}` }];
  const found: Violation[] = [];
  const fault = (detail: string) =>
    found.push({ rule: 'standing-is-fold', detail: `${key}: ${detail}` });
  if (standing?.seq !== entries.length) fault(`seq ${standing?.seq} of ${entries.length}`);
  if (standing?.head !== entries.at(-1)?.hash) fault('another head');
  if (standing && canonicalJson(standing.facts) !== canonicalJson(foldEntries(entries))) {
    fault('other facts than the fold of the entries');
  }
  return found;
}

/** Whoever said STOP, or was revoked at any door, is not opened by a ruling about other words. */
function revivedByRuling({ key, entries, ...rest }: LedgerEvidence): Violation[] {
  let firm = false;
  const found: Violation[] = [];
  for (const { before, entry, after } of unfold({ key, entries, ...rest })) {
    if (entry.type === 'opted-in') firm = false;
    if (entry.type === 'dnd-changed' && entry.detail.sms === false) firm = false;
    if (entry.type === 'message-received' && isStop(entry.detail.body)) firm = true;
    if (entry.type === 'opted-out' && entry.detail.review === undefined) {
      firm ||= entry.detail.channels.includes('sms');
    }
    const opened = isClosed(before, 'sms') && !isClosed(after, 'sms');
    if (entry.type === 'review-ruled' && opened && firm) {
      found.push({ rule: 'ruling-revives', detail: `${key} entry ${entry.seq}` });
    }
  }
  return found;
}

/** Asked again only after an answer or silence; at the end of the schedule none is open. */
function questionEnds(ledger: LedgerEvidence): Violation[] {
  const rule = 'question-answered';
  const found: Violation[] = [];
  for (const { before, entry } of unfold(ledger)) {
    if (entry.type === 'question-asked' && before.question) {
      found.push({ rule, detail: `${ledger.key} entry ${entry.seq}: asked while asked` });
    }
  }
  if (ledger.standing?.facts.question) found.push({ rule, detail: `${ledger.key}: still open` });
  return found;
}

/** What ended with a wrong number is held by no standing after it. */
function formerConsents(ledger: LedgerEvidence): Violation[] {
  // The person keeps the address: only what the number held has ended.
  if (readKey(ledger.key).phone === undefined) return [];
  const ended = new Set<string>();
  const found: Violation[] = [];
  for (const { before, entry, after } of unfold(ledger)) {
    if (entry.type === 'wrong-number-reported' && entry.detail.review === undefined) {
      for (const { hash } of Object.values(before.consents)) ended.add(hash);
    }
    if (Object.values(after.consents).some(({ hash }) => ended.has(hash))) {
      found.push({ rule: 'former-consent', detail: `${ledger.key} entry ${entry.seq}` });
    }
  }
  return found;
}

/** A claim rewrites the standing of a contact: up to 1 KB it costs one write unit. */
function isSmall({ key, bytes }: LedgerEvidence): Violation[] {
  if (readKey(key).phone === undefined || bytes <= WRITE_UNIT) return [];
  return [{ rule: 'standing-small', detail: `${key}: ${bytes} bytes` }];
}

const WRITE_UNIT = 1_024;

/** Whoever agreed or wrote is looked up, once: no schedule is as long as an answer stands. */
function lookedUpOnce({ key, entries }: LedgerEvidence): Violation[] {
  if (readKey(key).phone === undefined) return [];
  const asks = entries.some(
    (entry) =>
      (entry.type === 'consent-captured' && entry.detail.channel === 'sms') ||
      (entry.type === 'message-received' && entry.seq === 1),
  );
  const found = entries.filter(({ type }) => type === 'number-looked-up').length;
  if (found > 1 || (asks && found === 0)) {
    return [{ rule: 'looked-up-once', detail: `${key}: ${found} look-ups` }];
  }
  return [];
}

/** Once acknowledged a text is in the ledger exactly once; before that at most once. */
function textKept(act: Act, ledger: LedgerEvidence | undefined): Violation[] {
  const { text, label } = act;
  if (!text) return [];
  const found: Violation[] = [];
  const steps = ledger ? [...unfold(ledger)] : [];
  const received = steps.filter(
    ({ entry }) => entry.type === 'message-received' && entry.detail.providerMessageId === text.sid,
  );
  const optedOut = steps.filter(
    ({ entry }) =>
      entry.type === 'opted-out' && entry.detail.evidence?.['providerMessageId'] === text.sid,
  );
  if (received.length > 1 || optedOut.length > 1) {
    const detail = `${label}: ${received.length} texts, ${optedOut.length} opt-outs`;
    found.push({ rule: 'text-recorded-once', detail });
  }
  if (!act.acknowledged) {
    found.push({ rule: 'nothing-waits-for-ever', detail: `${label}: never acknowledged` });
    return found;
  }
  const [first] = received;
  if (!first) found.push({ rule: 'text-recorded-once', detail: `${label}: acknowledged and lost` });
  const after = optedOut[0]?.after ?? first?.after;
  if (isStop(text.body) && after && !isClosed(after, 'sms')) {
    found.push({ rule: 'stop-honoured', detail: `${label}: still open after it` });
  }
  return found;
}

/** A call is in the ledger once when its dialer was told so, and never twice. */
function callKept(act: Act, ledger: LedgerEvidence | undefined): Violation[] {
  const { acknowledged, call, label } = act;
  if (!call) return [];
  const told = (ledger?.entries ?? []).filter(
    ({ type, detail }) => type === 'call-reported' && detail.reference === call.reference,
  ).length;
  if (told === 1 || (told === 0 && !acknowledged)) return [];
  return [{ rule: 'call-recorded-once', detail: `${label}: ${told} entries` }];
}
