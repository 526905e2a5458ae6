/** What both ways in (HTTP webhooks, SNS) do with one text or one delivery report. */
import type { Account, Sender } from '#shared/account.ts';
import { type Instant, iso, ok, present, type Result } from '#shared/basics.ts';
import { carrierCode } from '#shared/data/carrier-codes.ts';
import { decideInbound } from '#shared/inbound.ts';
import { type ContactKey, type EntryDraft, phoneKey } from '#shared/ledger.ts';
import { fingerprint } from '#shared/message.ts';
import { parsePhone, parseSenderNumber } from '#shared/phone.ts';
import type { DeliveryReport, InboundMessage } from '#shared/ports.ts';
import type { Problem } from '#shared/problems.ts';
import { revokedSince } from '#shared/standing.ts';
import type { Directory, Messages } from '#shared/store.ts';
import { LOG, type Log } from './log.ts';
import { type RecordDeps, record } from './record.ts';
import { accountNow } from './request.ts';

export interface InboundDeps extends RecordDeps {
  readonly directory: Directory;
  readonly messages: Pick<Messages, 'putDelivery'>;
  readonly log: Log;
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
  const owner = await deps.directory.number(numberOf(message.to));
  const senderId = owner?.account === account ? owner.sender : undefined;
  if (!senderId) deps.log.warn(LOG.numberUnknown, { account });
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
  return record(deps, query, repeat, (snapshot) => {
    const known = present(snapshot.account, 'the account of a text');
    const sender = senderId ? snapshot.config('sender', senderId) : undefined;
    const drafts = decideInbound(message, {
      account: known,
      sender: sender ?? formerSender(message.to),
      standing: snapshot.standing(key),
      now: accountNow(known, deps.clock.now()),
    });
    return ok({ drafts: new Map([[key, drafts]]), answer: () => null });
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
  const meaning = report.code && carrierCode(report.provider, report.code);
  if (meaning && meaning.reason === 'opted-out') {
    await reconcileOptOut(deps, { account: account.id, key, provider: report.provider, now });
  }
}

/** The provider blocks this person, so the person opted out there: the ledger must say so too. */
export async function reconcileOptOut(
  deps: Pick<InboundDeps, 'reader' | 'ledger' | 'clock' | 'log'>,
  where: {
    readonly account: string;
    readonly key: ContactKey;
    readonly provider: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { account, key, provider, now } = where;
  const draft: EntryDraft = {
    type: 'opted-out',
    at: now,
    actor: `provider:${provider}`,
    source: 'provider',
    detail: {
      channels: ['sms'],
      receivedAt: iso(now),
      rule: 'provider-block',
      confirmation: 'answered-by-provider',
    },
  };
  await record(deps, { account, ledgers: [key] }, undefined, (snapshot) => {
    const known = revokedSince(snapshot.standing(key).facts, 'sms') !== undefined;
    if (!known) deps.log.warn(LOG.optOutReconciled, { account });
    return ok({ drafts: new Map([[key, known ? [] : [draft]]]), answer: () => null });
  });
}
