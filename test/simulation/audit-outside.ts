/**
 * What others were told: every entry once written, in order; targets that end where the ledger
 * ends.
 */
import { canonicalJson } from '#shared/basics.ts';
import { dialerOf } from '#shared/effects.ts';
import { entryEvent, reachesTargets } from '#shared/events.ts';
import { foldEntries } from '#shared/fold.ts';
import { emailKey, phoneKey, readKey } from '#shared/ledger.ts';
import type { TargetName } from '#shared/ports.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import { emptyStanding, isClosed } from '#shared/standing.ts';
import { honourOf } from '#shared/time-to-honour.ts';
import type { Violation } from './audit.ts';
import { type LedgerEvidence, unfold } from './evidence.ts';
import type { Person } from './requests.ts';
import type { World } from './world.ts';

type Ledgers = ReadonlyMap<string, LedgerEvidence>;

export function auditOutside(
  world: World,
  people: readonly Person[],
  ledgers: Ledgers,
): Violation[] {
  return [
    ...publications(world, ledgers),
    ...[...ledgers.values()].flatMap((ledger) => order(world, ledger)),
    ...people.flatMap((person) => converged(world, person, ledgers)),
    ...[...ledgers.values()].flatMap(receipts),
    ...[...ledgers.values()].flatMap(honoured),
  ];
}

/** Every revocation of a person says when it is due, and in the end every target knows of it. */
function honoured({ key, entries }: LedgerEvidence): Violation[] {
  const where = { key, place: undefined, settings: DEFAULT_SETTINGS };
  return entries.flatMap((entry) => {
    if (entry.type !== 'opted-out') return [];
    const about = `${key} ${entry.seq}`;
    const { due, receivedAt } = entry.detail;
    const found: Violation[] = [];
    if (entry.source !== 'provider' && !(due && due.at > receivedAt)) {
      found.push({ rule: 'honoured', detail: `${about}: not said when it is due` });
    }
    const measured = honourOf(entries, entry.seq, where, entry.at);
    if (measured?.honouredAt === undefined || measured.silent.length > 0) {
      found.push({ rule: 'honoured', detail: `${about}: a target has not heard of it` });
    }
    return found;
  });
}

/** Published is what is in the table and was so before; a repeat says the same. */
function publications({ published, written }: World, ledgers: Ledgers): Violation[] {
  const found: Violation[] = [];
  const rule = 'published-once-written';
  const known = new Set([...ledgers.values()].flatMap(({ entries }) => entries.map((e) => e.hash)));
  const said = new Map<string, string>();
  for (const { event, step } of published) {
    const { entryHash, id } = event;
    if (entryHash === undefined) continue;
    const since = written.get(entryHash)?.step;
    if (!known.has(entryHash)) found.push({ rule, detail: `${event.name}: not in the table` });
    else if (since === undefined || since > step) {
      found.push({ rule, detail: `${event.name}: published before it was written` });
    }
    const words = canonicalJson(event);
    if (said.has(id) && said.get(id) !== words) {
      found.push({ rule, detail: `${event.name}: said otherwise the second time` });
    }
    said.set(id, words);
  }
  return found;
}

/** Every entry reached the bus, and first publications follow the numbers. */
function order({ published }: World, { key, stored }: LedgerEvidence): Violation[] {
  const found: Violation[] = [];
  let last = -1;
  for (const one of stored) {
    const { id } = entryEvent(one);
    const at = published.findIndex(({ event }) => event.id === id);
    const about = `${key} entry ${one.entry.seq}`;
    if (at === -1) {
      found.push({ rule: 'published-once-written', detail: `${about}: never published` });
      continue;
    }
    if (at < last) found.push({ rule: 'published-in-order', detail: `${about}: overtook` });
    last = Math.max(last, at);
  }
  return found;
}

/** Dialer and email system end where the ledgers end, whatever came twice or late. */
function converged(world: World, person: Person, ledgers: Ledgers): Violation[] {
  const rule = 'targets-converge';
  const { account } = world.demo;
  const tel = ledgers.get(phoneKey(account, person.phone));
  if (!tel) return [];
  const found: Violation[] = [];
  const facts = foldEntries(tel.entries);
  const dialer = world.targets.dialer.get(person.phone);
  if (tel.stored.some(reachesTargets)) {
    const { automatedCalls, manualCalls } = dialerOf(facts);
    const wanted = [
      isClosed(facts, 'sms') ? 'suppress' : 'allow',
      automatedCalls === 'suppressed' ? 'suppress' : 'allow',
      manualCalls === 'suppressed' ? 'suppress' : 'allow',
    ].join(' ');
    const holds = `${dialer?.sms} ${dialer?.automated} ${dialer?.manual}`;
    if (holds !== wanted) {
      found.push({ rule, detail: `dialer of ${person.name}: ${holds}, the ledger: ${wanted}` });
    }
  }
  if (!person.email || facts.email !== person.email) return found;
  const mail = ledgers.get(emailKey(account, person.email));
  const mailFacts = mail ? foldEntries(mail.entries) : emptyStanding('').facts;
  // What a text closed while the address was known counts, wherever it is written.
  const byText = [...unfold(tel)].some(
    ({ before, entry }) =>
      entry.type === 'opted-out' &&
      entry.detail.channels.includes('email') &&
      before.email === person.email,
  );
  const closed = byText || isClosed(mailFacts, 'email');
  const holds = world.targets.email.get(person.email)?.email;
  if (closed !== (holds === 'suppress')) {
    const wanted = closed ? 'closed' : 'open';
    found.push({ rule, detail: `email of ${person.name}: ${holds}, the ledgers: ${wanted}` });
  }
  return found;
}

const TARGETS: readonly TargetName[] = ['email', 'dialer'];

/** Each change has one receipt of each target, unless a newer change was applied before it came. */
function receipts({ key, stored, entries, marks }: LedgerEvidence): Violation[] {
  const { phone, email } = readKey(key);
  if (phone === undefined && email === undefined) return [];
  const found: Violation[] = [];
  for (const target of TARGETS) {
    const seqs = entries.flatMap((entry) =>
      entry.type === 'suppression-applied' && entry.detail.target === target
        ? [entry.detail.ofSeq]
        : [],
    );
    const about = `${target} for ${key}`;
    if (new Set(seqs).size < seqs.length) {
      found.push({ rule: 'receipts', detail: `${about}: two receipts of one change` });
    }
    const last = Math.max(0, ...seqs);
    if ((marks.get(target) ?? 0) !== last) {
      found.push({ rule: 'receipts', detail: `${about}: another mark than the last receipt` });
    }
    const missing = stored.filter((one) => reachesTargets(one) && one.entry.seq > last);
    if (missing.length > 0) {
      found.push({ rule: 'receipts', detail: `${about}: no receipt after ${last}` });
    }
  }
  return found;
}
