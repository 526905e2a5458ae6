/**
 * Replies and delivery reports of AWS End User Messaging, which arrive over SNS: the topic's policy
 * and the function's permission take the place of a signature. What cannot be placed is thrown, and
 * so parked.
 */
import { present } from '#shared/basics.ts';
import type { AwsInbox } from '#shared/ports.ts';
import { type InboundDeps, numberOf, receiveReport, receiveText } from './inbound.ts';
import { LOG } from './log.ts';

export interface ReceiveAwsDeps extends InboundDeps {
  readonly inbox: AwsInbox;
  readonly inboundTopicArn: string;
  readonly eventsTopicArn: string;
}

export interface SnsNotice {
  readonly topicArn: string;
  readonly message: string;
  /** When SNS took it, ISO 8601: a notice that was tried again or parked keeps it. */
  readonly timestamp?: string;
}

export const receiveAws = (deps: ReceiveAwsDeps) => async (notice: SnsNotice) => {
  if (notice.topicArn === deps.inboundTopicArn) return text(deps, notice);
  if (notice.topicArn === deps.eventsTopicArn) return report(deps, notice.message);
  throw new Error('a notice of a topic that is not ours');
};

async function text(deps: ReceiveAwsDeps, notice: SnsNotice): Promise<void> {
  const message = deps.inbox.parseMessage(notice.message);
  if (!message.ok) throw new Error(`unreadable inbound text: ${message.error}`);
  const owner = await deps.directory.number(numberOf(message.value.to));
  if (!owner) {
    deps.log.error(LOG.numberUnknown);
    throw new Error('an inbound text to a number that no account has');
  }
  const receivedAt = Date.parse(notice.timestamp ?? '');
  const dated = { ...message.value, ...(Number.isFinite(receivedAt) && { receivedAt }) };
  const received = await receiveText(deps, dated, owner.account);
  if (!received.ok) throw new Error(`inbound text not written: ${received.error.code}`);
}

async function report(deps: ReceiveAwsDeps, body: string): Promise<void> {
  const parsed = deps.inbox.parseReport(body);
  // Other events of the configuration set (opt-ins of voice, costs) are none of ours.
  if (!parsed.ok) return;
  const { account } = await deps.reader.read({ account: parsed.value.account });
  await receiveReport(deps, parsed.value, present(account, 'the account of a report'));
}
