/**
 * Sends one text through Twilio's REST API, once.
 *
 * Decides what Twilio's answer means for the text. Does not decide whether the text may be sent
 * (the gate does), and never tries again: an answer that was lost may belong to a text that was
 * sent, and a second text after a STOP is what must not happen (DESIGN.md 4, BL-10).
 * Rests on https://www.twilio.com/docs/messaging/api/message-resource and on
 * shared/data/carrier-codes.ts.
 */
import { carrierCode } from '#shared/data/carrier-codes.ts';
import type { MessageProvider, OutboundText, SendOutcome } from '#shared/ports.ts';

const TWILIO_URL = 'https://api.twilio.com';
const TIMEOUT_MS = 10_000;
/** Twilio's answers are about 1 KB; more than this is not one. */
const MAX_ANSWER_BYTES = 65_536;
const MAX_SID = 64;

export interface TwilioOptions {
  /** Another host that speaks the same API: the carrier of local runs. */
  readonly apiUrl?: string;
  readonly fetch?: typeof fetch;
  /** Monotonic milliseconds, on the clock of OutboundText.deadline. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export function twilioSms(options: TwilioOptions): MessageProvider {
  const send = options.fetch ?? fetch;
  const apiUrl = (options.apiUrl ?? TWILIO_URL).replace(/\/+$/, '');
  return {
    async send(text) {
      const twilio = text.integrations.twilio;
      if (!twilio) return refused('not-connected', 'Connect Twilio to this account first.');
      const url = `${apiUrl}/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`;
      const credentials = `${twilio.accountSid}:${twilio.authToken}`;
      const request: RequestInit = {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
          // A kept connection may die while a Lambda is frozen, and a text on it would be unknown.
          connection: 'close',
        },
        body: formOf(text),
        // A redirect would carry the credentials elsewhere.
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      };
      if (options.now() > text.deadline) return { status: 'late' };
      try {
        const response = await send(url, request);
        return readAnswer(response.status, await readBody(response));
      } catch (error) {
        return afterFailure(error);
      }
    },
  };
}

/** `From` pins the number inside a Messaging Service too, so that a reply finds its sender. */
function formOf(text: OutboundText): URLSearchParams {
  const { number, service } = text.sender;
  return new URLSearchParams({
    To: text.to,
    From: number,
    ...(service && { MessagingServiceSid: service }),
    Body: text.body,
    StatusCallback: text.statusUrl,
  });
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** 2xx with a SID is accepted; 4xx is refused; anything else leaves it open whether it was sent. */
function readAnswer(status: number, body: string): SendOutcome {
  const answer = parseJson(body);
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

function parseJson(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The only failures after which nothing can have been sent: no connection was ever made. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND']);

function afterFailure(error: unknown): SendOutcome {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (NEVER_CONNECTED.has(code))
    return refused(code, 'Twilio cannot be reached from here. Check the network of the function.');
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  return {
    status: 'unknown',
    detail: timedOut ? 'Twilio did not answer in time.' : 'The connection to Twilio broke.',
  };
}
