/**
 * The one way a text leaves: read everything in one trip, decide, claim by one conditional update,
 * hand to the provider within the lease, record. A STOP in between raises the version, and the
 * claim dies.
 */
import type { Sender } from '#shared/account.ts';
import { type Instant, present } from '#shared/basics.ts';
import {
  CLAIM_LEASE_MS,
  claimOf,
  claimSend,
  claimThatLeaves,
  releaseClaim,
  uncountSend,
} from '#shared/claims.ts';
import { heldUntil } from '#shared/double-opt-in.ts';
import type { Verdict } from '#shared/gate.ts';
import { holdSend, isHeld, type Voided } from '#shared/held.ts';
import type { ContactKey } from '#shared/ledger.ts';
import { type MessageRecord, messageId, WAITING } from '#shared/message.ts';
import type { Phone } from '#shared/phone.ts';
import type { MessageProvider, Queue, RecordTask, SendOutcome } from '#shared/ports.ts';
import type { GateInput } from '#shared/rules/rule.ts';
import type { Sends, Standing } from '#shared/standing.ts';
import type { Messages, Snapshot } from '#shared/store.ts';
import { type Asked, type Decided, decide, nowOf, readFor, vendorOf } from './decide.ts';
import { LOG, type Log } from './log.ts';
import { outcomeFields, recordOf } from './message-record.ts';
import { reconcileOptOut } from './reconcile.ts';
import type { RecordDeps } from './record.ts';

export interface SendDeps extends RecordDeps {
  readonly messages: Messages;
  readonly providers: Readonly<Record<Sender['provider'], MessageProvider>>;
  /** Records of refused texts go here: refusing costs the gate one read and no write. */
  readonly records: Queue<RecordTask>;
  /** Monotonic milliseconds. */
  readonly mono: () => number;
  readonly randomId: () => string;
  /** The public address of the API, for delivery reports. */
  readonly apiUrl: string;
  readonly log: Log;
}

/** One text that somebody wants to go out. */
export interface SendWork extends Asked {
  readonly key: ContactKey;
  readonly phone: Phone;
  readonly request: string;
  /** The record that waits, when this text was deferred or held before. */
  readonly waiting?: MessageRecord;
  /** Of a text that was held: who asked for it was promised to hear what became of it. */
  readonly voids?: (verdict: Verdict) => Voided;
}

export type Sent =
  | { readonly kind: 'done'; readonly record: MessageRecord }
  | { readonly kind: 'repeat'; readonly record: MessageRecord }
  /** The same text is on its way in another run, or died there: the sweep closes it. */
  | { readonly kind: 'in-progress' }
  /** Three claims lost to other writes. */
  | { readonly kind: 'busy' };

const MAX_ATTEMPTS = 3;
const RUN_DIGITS = 8;

export async function send(deps: SendDeps, work: SendWork): Promise<Sent> {
  const snapshot = await readFor(deps.reader, work, work.key);
  if (snapshot.message && snapshot.message.status !== work.waiting?.status) {
    return { kind: 'repeat', record: snapshot.message };
  }
  // Told apart from the few other runs on one contact; short, as it is stored in the standing.
  const run = deps.randomId().slice(-RUN_DIGITS);
  let standing = snapshot.standing(work.key);
  // When the lease of each claim of this run ends, by the instant that the claim bears.
  const leases = new Map<Instant, number>();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const held = claimOf(standing.sends, work.messageId);
    // A claim of this very run is ours although its answer was lost; one of another run is not.
    if (held && held.by !== run) return { kind: 'in-progress' };
    const { input, verdict } = await decideNow(deps, work, snapshot, standing);
    if (verdict.decision.outcome === 'hold') {
      const kept = await hold(deps, work, { input, verdict, standing });
      if (kept.status === 'done') return kept.sent;
      standing = kept.standing;
      continue;
    }
    if (verdict.decision.outcome !== 'allow') return notNow(deps, work, input, verdict);
    const at = held?.at ?? deps.clock.now();
    const sends = held ? standing.sends : claimSend(input, verdict, { at, by: run });
    if (!sends) return { kind: 'busy' };
    if (!held) {
      if (!(await hasRoom(deps, work, standing.sends, at))) return { kind: 'busy' };
      leases.set(at, deps.mono() + CLAIM_LEASE_MS);
      const claimed = await deps.messages.claim(work.key, standing.version, sends);
      if (!claimed.ok) {
        deps.log.info(LOG.claimLost, { messageId: work.messageId, attempt });
        standing = claimed.standing;
        continue;
      }
      standing = { ...standing, version: standing.version + 1, sends };
    }
    // One found again, after a lost answer or a release that failed, is no younger for it.
    const deadline = present(leases.get(at), 'the lease of a claim of this run');
    const handed = await handOver(deps, work, { input, verdict, deadline, standing });
    if (handed.status !== 'late') return handed.sent;
    standing = handed.standing;
  }
  return { kind: 'busy' };
}

/** One read more, of a contact's ninth text in a quarter of an hour; none before. */
async function hasRoom(
  { messages }: SendDeps,
  { account }: SendWork,
  sends: Sends,
  at: Instant,
): Promise<boolean> {
  const leaving = claimThatLeaves(sends, at);
  if (!leaving) return true;
  const { message } = await messages.get(account, leaving.id);
  return message !== undefined && !WAITING.includes(message.status);
}

async function decideNow(
  deps: SendDeps,
  work: SendWork,
  snapshot: Snapshot,
  standing: Standing,
): Promise<Decided> {
  const vendor = await vendorOf(deps.reader, work, standing);
  const now = nowOf(snapshot, deps.clock.now());
  const grounds = { snapshot, standing, vendor, phone: work.phone, now };
  return decide(work, grounds, `dec_${deps.randomId()}`);
}

interface Claimed {
  readonly input: GateInput;
  readonly verdict: Verdict;
  readonly deadline: number;
  readonly standing: Standing;
}

type HandedOver =
  | { readonly status: 'done'; readonly sent: Sent }
  | { readonly status: 'late'; readonly standing: Standing };

/** What a text that was handed over tells more than. */
const OUTDONE: readonly MessageRecord['status'][] = [
  'deferred',
  'held',
  'voided',
  'outcome-unknown',
  'blocked',
];

/** The provider call, at most once, and the record of what came of it. */
async function handOver(deps: SendDeps, work: SendWork, claimed: Claimed): Promise<HandedOver> {
  const { input, verdict, deadline } = claimed;
  const sender = present(input.sender, 'the sender of an allowed text');
  const outcome = await deps.providers[sender.provider].send({
    id: work.messageId,
    account: work.account,
    to: work.phone.e164,
    body: verdict.body,
    sender,
    integrations: input.account.integrations,
    statusUrl: `${deps.apiUrl}/v1/webhooks/${sender.provider}/${work.account}/status?message=${work.messageId}`,
    deadline,
  });
  if (outcome.status === 'late') {
    return { status: 'late', standing: await takeBack(deps, work, claimed.standing, releaseClaim) };
  }
  const record = recordOf(work, input, verdict, outcomeFields(outcome, sender));
  // A run of the same request that was refused may have left its record first: this one tells more.
  const kept = await deps.messages.put(record, OUTDONE);
  if (!kept) await keepTwin(deps, record);
  if (outcome.status === 'unknown') {
    deps.log.error(LOG.outcomeUnknown, { messageId: work.messageId });
  }
  if (outcome.status === 'refused') await settleRefusal(deps, work, claimed, outcome);
  return { status: 'done', sent: { kind: 'done', record } };
}

/**
 * One key was used for two contacts at the same moment: their claims could not meet, so both texts
 * left. The second is kept beside the first, for no text may be without its record.
 */
async function keepTwin(deps: SendDeps, record: MessageRecord): Promise<void> {
  const id = messageId(record.account, `twin of ${record.id} for ${record.key}`);
  await deps.messages.put({ ...record, id });
}

/** A text that surely did not leave counts for nothing; a block at the provider is news (BL-04). */
async function settleRefusal(
  deps: SendDeps,
  work: SendWork,
  { input, standing }: Claimed,
  refused: Extract<SendOutcome, { status: 'refused' }>,
): Promise<void> {
  const { account, key, messageId } = work;
  deps.log.warn(LOG.providerRefused, { messageId, code: refused.providerCode });
  await takeBack(deps, work, standing, uncountSend);
  if (refused.reason === 'opted-out') {
    const provider = present(input.sender, 'the sender of a refused text').provider;
    const { now } = input;
    await reconcileOptOut(deps, { account, key, provider, messageId, sentAt: now, now });
  }
}

/** Takes back what the claim did, unless somebody wrote meanwhile: then it leaves by age. */
async function takeBack(
  deps: SendDeps,
  work: SendWork,
  standing: Standing,
  without: (sends: Sends, messageId: string) => Sends,
): Promise<Standing> {
  const sends = without(standing.sends, work.messageId);
  const released = await deps.messages.claim(work.key, standing.version, sends);
  deps.log.info(LOG.claimReleased, { messageId: work.messageId });
  if (released.ok) return { ...standing, version: standing.version + 1, sends };
  return { ...released.standing, sends: without(released.standing.sends, work.messageId) };
}

/**
 * The contact is yet to say YES: the text is listed on the standing, then kept whole. A text of the
 * list without its record is one whose run died: its caller has no answer, and asks again.
 */
async function hold(
  deps: SendDeps,
  work: SendWork,
  { input, verdict, standing }: Omit<Claimed, 'deadline'>,
): Promise<HandedOver> {
  if (work.waiting) return { status: 'done', sent: { kind: 'done', record: work.waiting } };
  const consent = present(input.consent, 'the consent that is waited for');
  const until = heldUntil(consent, input.sends, input.account.settings, input.now);
  if (!isHeld(standing.sends, work.messageId)) {
    const sends = holdSend(standing.sends, { id: work.messageId, until });
    const listed = await deps.messages.claim(work.key, standing.version, sends);
    if (!listed.ok) return { status: 'late', standing: listed.standing };
  }
  const record = recordOf(work, input, verdict, {
    status: 'held',
    heldUntil: until,
    ...(work.sendAt !== undefined && { sendAt: work.sendAt }),
  });
  if (await deps.messages.put(record, []))
    return { status: 'done', sent: { kind: 'done', record } };
  return { status: 'done', sent: await repeatOf(deps, work) };
}

const refusedAs = ({ voids }: SendWork, verdict: Verdict) =>
  voids ? { status: 'voided' as const, voided: voids(verdict) } : { status: 'blocked' as const };

/** Refused or later: the record is kept; a refusal of a first asking is kept by the queue. */
async function notNow(
  deps: SendDeps,
  work: SendWork,
  input: GateInput,
  verdict: Verdict,
): Promise<Sent> {
  const until = verdict.deferredUntil;
  const record = recordOf(work, input, verdict, {
    ...(until === undefined ? refusedAs(work, verdict) : { status: 'deferred' }),
    ...(until !== undefined && { deferredUntil: until }),
  });
  if (until === undefined && !work.waiting) {
    await deps.records.push([{ kind: 'refused', record }]);
    return { kind: 'done', record };
  }
  const put = await deps.messages.put(record, work.waiting ? [work.waiting.status] : []);
  if (put) return { kind: 'done', record };
  return repeatOf(deps, work);
}

async function repeatOf(deps: SendDeps, work: SendWork): Promise<Sent> {
  const { message } = await deps.messages.get(work.account, work.messageId);
  return { kind: 'repeat', record: present(message, 'the record that stood in the way') };
}

/** What is open still comes again with the task. */
export function checkSettled(sent: Sent): asserts sent is Extract<Sent, { record: MessageRecord }> {
  if (sent.kind === 'busy' || sent.kind === 'in-progress') throw new Error(`text is ${sent.kind}`);
}
