/**
 * Sends one text through AWS End User Messaging (SMS and Voice v2), once.
 *
 * Decides what the service's answer means for the text. Does not decide whether the text may be
 * sent, and never tries again: the SDK's own retries are cut off here whatever the client's
 * configuration says (DESIGN.md 4, BL-10).
 * Rests on SendTextMessage of npm @aws-sdk/client-pinpoint-sms-voice-v2 and on
 * shared/data/carrier-codes.ts.
 */
import {
  type MessageType,
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { carrierCode } from '#shared/data/carrier-codes.ts';
import type { MessageProvider, OutboundText, SendOutcome } from '#shared/ports.ts';

const TIMEOUT_MS = 10_000;
const MAX_MESSAGE_ID = 256;

export interface AwsSmsOptions {
  readonly client?: PinpointSMSVoiceV2Client;
  /** Region, endpoint and credentials when no client is given. */
  readonly config?: PinpointSMSVoiceV2ClientConfig;
  /** Monotonic milliseconds, on the clock of OutboundText.deadline. */
  readonly now: () => number;
  readonly timeoutMs?: number;
  /** TRANSACTIONAL unless given: the gate has judged the category, AWS only routes by it. */
  readonly messageType?: MessageType;
}

export function awsSms(options: AwsSmsOptions): MessageProvider {
  const client =
    options.client ?? new PinpointSMSVoiceV2Client({ ...options.config, maxAttempts: 1 });
  return {
    async send(text) {
      const attempt = new Attempt(options.now, text.deadline);
      const command = new SendTextMessageCommand({
        ...inputOf(text),
        MessageType: options.messageType ?? 'TRANSACTIONAL',
      });
      // Innermost: after signing, before the connection. Late means that nothing has left.
      command.middlewareStack.add(
        (next) => async (args) => {
          attempt.start();
          // A kept connection may die while a Lambda is frozen, and a text on it would be unknown.
          const { headers } = args.request as { readonly headers: Record<string, string> };
          headers['connection'] = 'close';
          return next(args);
        },
        { step: 'deserialize', priority: 'low', name: 'startOnceBeforeDeadline' },
      );
      try {
        const { MessageId } = await client.send(command, {
          abortSignal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
        });
        return MessageId && MessageId.length <= MAX_MESSAGE_ID
          ? { status: 'accepted', providerMessageId: MessageId }
          : { status: 'unknown', detail: 'AWS answered without a message id.' };
      } catch (error) {
        return attempt.late ? { status: 'late' } : outcomeOf(error, attempt.started);
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
    // Comes back in every delivery event (aws-events.ts).
    Context: { messageId: text.id, account: text.account },
    ...(configurationSet && { ConfigurationSetName: configurationSet }),
  };
};

/** Lets a call start once, and only before its deadline. */
class Attempt {
  started = false;
  late = false;
  readonly #now: () => number;
  readonly #deadline: number;

  constructor(now: () => number, deadline: number) {
    this.#now = now;
    this.#deadline = deadline;
  }

  start(): void {
    if (this.started) throw new Error('a send is never tried again');
    this.late = this.#now() > this.#deadline;
    if (this.late) throw new Error('the deadline has passed');
    this.started = true;
  }
}

interface ServiceError {
  readonly name: string;
  readonly reason: string;
  /** Names of the fields that did not pass validation. */
  readonly fields: readonly string[];
  readonly status: number;
  readonly code: string;
}

/** What of an SDK error we use: names and codes, never its message, which may quote the number. */
function readError(error: unknown): ServiceError {
  const fields: Readonly<Record<string, unknown>> =
    typeof error === 'object' && error !== null ? { ...error } : {};
  const metadata = fields['$metadata'] as { readonly httpStatusCode?: number } | undefined;
  const invalid = Array.isArray(fields['Fields']) ? (fields['Fields'] as unknown[]) : [];
  return {
    name: error instanceof Error ? error.name : '',
    reason: typeof fields['Reason'] === 'string' ? fields['Reason'] : '',
    fields: invalid.map((field) => String((field as { readonly Name?: unknown }).Name)),
    status: metadata?.httpStatusCode ?? 0,
    code: typeof fields['code'] === 'string' ? fields['code'] : '',
  };
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND']);
const BAD_DESTINATION = 'The number is not valid for texting. Ask the person for another number.';

function outcomeOf(thrown: unknown, started: boolean): SendOutcome {
  const error = readError(thrown);
  if (!started || NEVER_CONNECTED.has(error.code))
    return refused(
      'configuration',
      error.code || error.name || 'not-sent',
      'The text could not be handed to AWS. Check the credentials, region and network.',
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
