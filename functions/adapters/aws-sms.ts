/**
 * Sends one text through AWS End User Messaging (SMS and Voice v2), once.
 *
 * Decides what the service's answer means for the text. Does not decide whether the text may be
 * sent, and never tries again (DESIGN.md 4, BL-10).
 * Rests on SendTextMessage of the "Pinpoint SMS Voice V2" API reference and on
 * shared/data/carrier-codes.ts.
 */
import { carrierCode } from '#shared/data/carrier-codes.ts';
import type { MessageProvider, OutboundText, SendOutcome } from '#shared/ports.ts';
import { type AwsConnection, AwsError, awsJson } from './aws-json.ts';
import { neverConnected } from './exchange.ts';

const TIMEOUT_MS = 10_000;
const MAX_MESSAGE_ID = 256;

const SMS_VOICE = {
  name: 'sms-voice',
  target: 'PinpointSMSVoiceV2',
  attempts: 1,
  backoffMs: 0,
  // A kept connection may die while a Lambda is frozen, and a text on it would be unknown.
  keepAlive: false,
} as const;

export interface AwsSmsOptions {
  readonly connection: AwsConnection;
  /** Monotonic milliseconds, on the clock of OutboundText.deadline. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export function awsSms({
  connection,
  now,
  timeoutMs = TIMEOUT_MS,
}: AwsSmsOptions): MessageProvider {
  const call = awsJson({ ...SMS_VOICE, timeoutMs }, connection);
  return {
    async send(text) {
      const input = inputOf(text);
      // The call signs and connects before it first waits: nothing comes between.
      if (now() > text.deadline) return { status: 'late' };
      try {
        const { MessageId: id } = await call('SendTextMessage', input);
        return typeof id === 'string' && id !== '' && id.length <= MAX_MESSAGE_ID
          ? { status: 'accepted', providerMessageId: id }
          : { status: 'unknown', detail: 'AWS answered without a message id.' };
      } catch (error) {
        return outcomeOf(readError(error));
      }
    },
  };
}

const inputOf = (text: OutboundText) => {
  const configurationSet = text.sender.service ?? text.integrations.aws?.configurationSet;
  return {
    DestinationPhoneNumber: text.to,
    OriginationIdentity: text.sender.number,
    MessageBody: text.body,
    // The gate has judged the category, AWS only routes by it.
    MessageType: 'TRANSACTIONAL',
    // Comes back in every delivery event (aws-events.ts).
    Context: { messageId: text.id, account: text.account },
    ...(configurationSet && { ConfigurationSetName: configurationSet }),
  };
};

interface ServiceError {
  readonly name: string;
  readonly reason: string;
  /** Names of the fields that did not pass validation. */
  readonly fields: readonly string[];
  readonly status: number;
}

/** What of a failure we use: names and codes, never its message, which may quote the number. */
function readError(thrown: unknown): ServiceError {
  if (!(thrown instanceof AwsError)) return { name: '', reason: '', fields: [], status: 0 };
  const { name, status, body } = thrown;
  const invalid = Array.isArray(body['Fields']) ? (body['Fields'] as unknown[]) : [];
  return {
    name,
    status,
    reason: typeof body['Reason'] === 'string' ? body['Reason'] : '',
    fields: invalid.map((field) => String((field as { readonly Name?: unknown }).Name)),
  };
}

const BAD_DESTINATION = 'The number is not valid for texting. Ask the person for another number.';

function outcomeOf(error: ServiceError): SendOutcome {
  if (neverConnected(error))
    return refused(
      'configuration',
      error.name,
      'The text could not be handed to AWS. Check the region and the network.',
    );
  if (error.status < 400 || error.status >= 500)
    return {
      status: 'unknown',
      detail: error.status >= 500 ? `AWS answered ${error.status}.` : 'No whole answer from AWS.',
    };
  const aboutDestination = error.fields.includes('DestinationPhoneNumber');
  if (error.name === 'ValidationException' && aboutDestination)
    return refused('invalid-number', error.reason || error.name, BAD_DESTINATION);
  const row = carrierCode('aws', error.reason) ?? carrierCode('aws', error.name);
  if (row) return refused(row.reason, row.code, `${row.meaning} ${row.action}`);
  if (error.status === 429) return refused('throttled', error.name, 'AWS asks for fewer texts.');
  const code = error.reason || error.name;
  return refused('configuration', code, `AWS refused the text: ${code}. Check the sender.`);
}

const refused = (
  reason: Extract<SendOutcome, { status: 'refused' }>['reason'],
  providerCode: string,
  detail: string,
): SendOutcome => ({ status: 'refused', reason, providerCode, detail });
