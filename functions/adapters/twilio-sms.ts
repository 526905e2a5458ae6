/**
 * Sends one text through Twilio's REST API, once.
 *
 * Decides what Twilio's answer means for the text. Does not decide whether the text may be sent
 * (the gate does), and never tries again: an answer that was lost may belong to a text that was
 * sent, and a second text after a STOP is what must not happen (DESIGN.md 4, BL-10).
 * Rests on https://www.twilio.com/docs/messaging/api/message-resource and on
 * shared/data/carrier-codes.ts.
 */
import type { Integrations } from '#shared/account.ts';
import { carrierCode } from '#shared/data/carrier-codes.ts';
import type { MessageProvider, OutboundText, SendOutcome } from '#shared/ports.ts';
import {
  type Answer,
  type Asked,
  type Exchange,
  exchangeWith,
  NoAnswer,
  neverConnected,
} from './exchange.ts';

const TWILIO_URL = 'https://api.twilio.com';
const TIMEOUT_MS = 10_000;
/** Twilio's answers are about 1 KB; more than this is not one. */
const MAX_ANSWER_BYTES = 65_536;
const MAX_SID = 64;

export interface TwilioOptions {
  /** Another host that speaks the same API: the carrier of local runs. */
  readonly apiUrl?: string;
  /** Instead of the network. */
  readonly exchange?: Exchange;
  /** Monotonic milliseconds, on the clock of OutboundText.deadline. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export function twilioSms(options: TwilioOptions): MessageProvider {
  const exchange = options.exchange ?? twilioExchange(options.apiUrl ?? TWILIO_URL, options);
  return {
    async send(text) {
      const twilio = text.integrations.twilio;
      if (!twilio) return refused('not-connected', 'Connect Twilio to this account first.');
      const request: Asked = {
        method: 'POST',
        path: `/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`,
        headers: {
          ...twilioHeaders(twilio),
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        },
        body: formOf(text),
      };
      if (options.now() > text.deadline) return { status: 'late' };
      try {
        return readAnswer(await exchange(request));
      } catch (error) {
        return afterFailure(error);
      }
    },
  };
}

/** A connection for each call: a kept one may be dead, and a text on it would be unknown. */
export const twilioExchange = (
  apiUrl: string,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number },
): Exchange =>
  exchangeWith(new URL(apiUrl), {
    keepAlive: false,
    timeoutMs,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  });

export const twilioHeaders = ({ accountSid, authToken }: Twilio) => ({
  accept: 'application/json',
  'user-agent': 'consentry',
  authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
});
type Twilio = NonNullable<Integrations['twilio']>;

/** `From` pins the number inside a Messaging Service too, so that a reply finds its sender. */
function formOf(text: OutboundText): string {
  const { number, service } = text.sender;
  return new URLSearchParams({
    To: text.to,
    From: number,
    ...(service && { MessagingServiceSid: service }),
    Body: text.body,
    StatusCallback: text.statusUrl,
  }).toString();
}

/** 2xx with a SID is accepted; 4xx is refused; anything else leaves it open whether it was sent. */
function readAnswer({ status, text }: Answer): SendOutcome {
  const answer = parseJson(text);
  if (status >= 200 && status < 300) {
    const sid = answer['sid'];
    return typeof sid === 'string' && sid.length > 0 && sid.length <= MAX_SID
      ? { status: 'accepted', providerMessageId: sid }
      : { status: 'unknown', detail: 'Twilio answered without a message id.' };
  }
  if (status < 400 || status >= 500 || status === 408)
    return { status: 'unknown', detail: `Twilio answered ${status}.` };
  const given = answer['code'];
  const code = typeof given === 'number' ? String(given) : String(status);
  const row = carrierCode('twilio', code) ?? carrierCode('twilio', String(status));
  if (!row)
    return refused(code, `Twilio refused; see https://www.twilio.com/docs/api/errors/${code}`);
  // Twilio's own message may quote the number: ours says the same without it.
  const detail = `${row.meaning} ${row.action}`;
  return { status: 'refused', reason: row.reason, providerCode: code, detail };
}

const refused = (providerCode: string, detail: string): SendOutcome => ({
  status: 'refused',
  reason: 'configuration',
  providerCode,
  detail,
});

/** An object; an empty one when the text is none. */
export function parseJson(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function afterFailure(error: unknown): SendOutcome {
  const name = error instanceof NoAnswer ? error.name : '';
  if (neverConnected({ name })) {
    return refused(name, 'Twilio cannot be reached from here. Check the network of the function.');
  }
  const timedOut = name === 'TimeoutError';
  return {
    status: 'unknown',
    detail: timedOut ? 'Twilio did not answer in time.' : 'The connection to Twilio broke.',
  };
}
