/** What both ways in (HTTP webhooks, SNS) do with one text or one delivery report. */
import type { Account, Sender } from '#shared/account.ts';
import { err, ok, present, type Result } from '#shared/basics.ts';
import type { TextOut } from '#shared/conversations.ts';
import { carrierCode } from '#shared/data/carrier-codes.ts';
import type { ReadReply } from '#shared/extra-words.ts';
import { decideInbound } from '#shared/inbound.ts';
import { dependsOnLast, LAST_OUTCOMES } from '#shared/last-text.ts';
import { type ContactKey, type LedgerEntry, phoneKey } from '#shared/ledger.ts';
import { fingerprint } from '#shared/message.ts';
import { PART_ENTRIES, partOf, wholeOf } from '#shared/parts.ts';
import { parsePhone, parseSenderNumber } from '#shared/phone.ts';
import type { DeliveryReport, InboundMessage } from '#shared/ports.ts';
import { type Problem, problem } from '#shared/problems.ts';
import { withReceipt } from '#shared/received-at.ts';
import type { Conversations, Directory, Messages } from '#shared/store.ts';
import { ownWordings } from '#shared/wording.ts';
import { LOG, type Log } from './log.ts';
import { withMails } from './mail-ledgers.ts';
import { reconcileOptOut } from './reconcile.ts';
import type { RecordDeps } from './record.ts';
import { recordWish } from './record-wish.ts';
import { accountNow } from './request.ts';

export interface InboundDeps extends RecordDeps {
  readonly directory: Directory;
  readonly messages: Pick<Messages, 'get' | 'putDelivery'>;
  readonly conversations: Pick<Conversations, 'textsOut'>;
  readonly log: Log;
  /** How replies are read, where not by our own reader. */
  readonly readReply?: ReadReply;
}

/** Providers repeat a webhook for hours; a month of guards outlives all of them. */
const REPEAT_WINDOW_MS = 30 * 24 * 3_600_000;

/** The default region of numbers that a provider writes: they come as E.164 or as short codes. */
const PROVIDER_REGION = 'US';

/**
 * One text into the ledger of whoever sent it. A STOP to a number that no sender holds any more
 * still counts for the account: revocations are kept by person and seller, not by number (KM-07).
 */
export async function receiveText(
  deps: InboundDeps,
  message: InboundMessage,
  account: string,
): Promise<Result<null, Problem>> {
  const from = parsePhone(message.from, PROVIDER_REGION);
  if (!from.ok) {
    deps.log.warn(LOG.senderUnreadable, { account });
    return ok(null);
  }
  const key = phoneKey(account, from.value.e164);
  const [owner, textsOut] = await Promise.all([
    deps.directory.number(numberOf(message.to)),
    // At once with the number, so that nobody waits longer; not at all for STOP.
    dependsOnLast(message.body)
      ? deps.conversations.textsOut(key, { after: 0, limit: LAST_OUTCOMES })
      : undefined,
  ]);
  const senderId = owner?.account === account ? owner.sender : undefined;
  if (!senderId) deps.log.warn(LOG.numberUnknown, { account });
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const entries = partOf(message.body) && (await deps.ledger.newest(key, PART_ENTRIES));
    const done = await enter(deps, message, { account, key, senderId, textsOut, entries });
    if (done.ok || done.error !== STALE) return done;
  }
  return err(STALE);
}

interface Heard {
  readonly account: string;
  readonly key: ContactKey;
  readonly senderId: string | undefined;
  readonly textsOut: readonly TextOut[] | undefined;
  /** Of a part of a longer text: where the other parts are. */
  readonly entries: readonly LedgerEntry[] | undefined;
}

/** Two parts that come at once: whichever is written second is read with the first. */
const MAX_TURNS = 12;
const STALE = problem('busy', 'This contact is being written by others. Send the same again.');

function enter(
  deps: InboundDeps,
  message: InboundMessage,
  { account, entries, key, senderId, textsOut }: Heard,
): Promise<Result<null, Problem>> {
  const query = {
    account,
    ledgers: [key],
    ...(senderId && { config: [{ kind: 'sender' as const, id: senderId }] }),
  };
  const repeat = {
    pk: key,
    name: `${message.provider}:${message.providerMessageId}`,
    request: fingerprint([message.from, message.to, message.body]),
    windowMs: REPEAT_WINDOW_MS,
    clash: 'replay' as const,
  };
  const read = new Set([key]);
  return recordWish<null>(deps, query, repeat, (snapshot) => {
    const known = present(snapshot.account, 'the account of a text');
    const held = senderId ? snapshot.config('sender', senderId) : undefined;
    const sender = held ?? formerSender(message.to);
    const standing = snapshot.standing(key);
    if (entries && standing.seq !== (entries.at(-1)?.seq ?? 0)) return err(STALE);
    const wall = deps.clock.now();
    const now = accountNow(known, wall);
    // By the account's own clock where it has set one: the provider's time is none of its own.
    const receivedAt = Math.min(accountNow(known, message.receivedAt ?? wall), now);
    const whole = entries && wholeOf(message.body, { receivedAt, sender: sender.id }, entries);
    const templates = ownWordings(snapshot);
    const heard = { textsOut, whole, templates };
    const facts = { account: known, sender, standing, now, receivedAt, ...heard };
    const decided = decideInbound(message, facts, deps.readReply);
    const drafts = withReceipt(decided, receivedAt, { facts: standing.facts, now });
    const act = withMails({ account, key }, drafts, snapshot, read);
    return ok('alsoRead' in act ? act : { ...act, answer: () => null });
  });
}

export const numberOf = (text: string): string => {
  const parsed = parseSenderNumber(text, PROVIDER_REGION);
  return parsed.ok ? parsed.value.number : text;
};

/** Stands for a number that the account no longer has: it can hear, it cannot answer. */
const formerSender = (number: string): Sender => ({
  id: 'former',
  number,
  kind: 'long-code',
  provider: 'twilio',
  registration: { kind: '10dlc', status: 'none' },
  providerAnswersKeywords: false,
  program: 'default',
});

/**
 * A report updates the message; one that says "opted out at the provider" is a revocation (BL-04).
 */
export async function receiveReport(
  deps: InboundDeps,
  report: DeliveryReport,
  account: Account,
): Promise<void> {
  const to = parsePhone(report.to, PROVIDER_REGION);
  if (!to.ok) return;
  const key = phoneKey(account.id, to.value.e164);
  const now = accountNow(account, deps.clock.now());
  await deps.messages.putDelivery({
    id: report.messageId,
    account: account.id,
    key,
    state: report.state,
    at: report.at ?? now,
    ...(report.code && { code: report.code }),
  });
  if (!report.code || carrierCode(report.provider, report.code)?.reason !== 'opted-out') return;
  const { provider, messageId } = report;
  const { message } = await deps.messages.get(account.id, messageId);
  // A report about no text of ours to this person says nothing of this person.
  if (message?.key !== key) return;
  const { at: sentAt } = message;
  await reconcileOptOut(deps, { account: account.id, key, provider, messageId, sentAt, now });
}
