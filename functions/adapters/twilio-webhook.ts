/**
 * Twilio's posts to us: the signature over them, and what they say.
 *
 * Decides whether a post comes from the holder of the auth token, and reads an inbound text or a
 * delivery report out of one that does. Does not decide what a reply means, nor looks at a post
 * before its signature holds: verify first, then parse.
 * Rests on Twilio's documented scheme (https://www.twilio.com/docs/usage/security): HMAC-SHA1 over
 * the URL and the sorted parameters; checked against the official package in test/contract.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/basics.ts';
import type { DeliveryReport, InboundMessage, WebhookProvider } from '#shared/ports.ts';

/** Longest post read: a text of 1,600 characters, percent-encoded, and thirty other fields. */
export const MAX_TWILIO_BODY = 65_536;
const MAX_ADDRESS = 64;

/** The answer that asks Twilio to do nothing more. */
export const TWIML_EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

export interface SignedPost {
  readonly authToken: string;
  /** The address that Twilio was told, with its query: not what a proxy made of it. */
  readonly url: string;
  /** The form as it came, before any parsing. */
  readonly body: string;
}

/** The X-Twilio-Signature of a post: base64 of HMAC-SHA1 over the URL, then each name and value. */
export function signTwilio({ authToken, url, body }: SignedPost): string {
  const form = new URLSearchParams(body);
  const names = [...new Set(form.keys())].sort();
  // A parameter that comes twice with one value counts once, as in Twilio's own library.
  const signed = names.flatMap((name) =>
    [...new Set(form.getAll(name))].sort().map((value) => name + value),
  );
  return createHmac('sha1', authToken)
    .update(url + signed.join(''))
    .digest('base64');
}

const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:]*))(:\d*)?/i;

/** Twilio signs the URL with or without its port; both are the same place. */
function withAndWithoutPort(url: string): readonly string[] {
  const match = AUTHORITY.exec(url);
  if (!match) return [url];
  const [whole, host = '', port] = match;
  const rest = url.slice(whole.length);
  const standard = host.toLowerCase().startsWith('https:') ? ':443' : ':80';
  return [host + rest, host + (port || standard) + rest];
}

/**
 * The scheme joins names and values without a mark between them, so `a=b` and `a&b` are signed
 * alike. Twilio writes every `=`; a form that does not was made by somebody else.
 */
const isWholeForm = (body: string): boolean =>
  body === '' || body.split('&').every((pair) => pair.includes('='));

/** True when the signature was made with this auth token over this URL and form. Constant time. */
export function verifyTwilioSignature(post: SignedPost & { readonly signature: string }): boolean {
  if (post.body.length > MAX_TWILIO_BODY || !isWholeForm(post.body)) return false;
  const given = Buffer.from(post.signature);
  return withAndWithoutPort(post.url)
    .map((url) => Buffer.from(signTwilio({ authToken: post.authToken, url, body: post.body })))
    .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
    .includes(true);
}

const readForm = (body: string): Result<URLSearchParams, string> =>
  body.length > MAX_TWILIO_BODY
    ? err(`the form is longer than ${MAX_TWILIO_BODY} characters`)
    : ok(new URLSearchParams(body));

const isAddress = (value: string | null): value is string =>
  value !== null && value.length > 0 && value.length <= MAX_ADDRESS;

/** OptOutType is there when Advanced Opt-Out has answered the keyword itself (KP-02). */
const ANSWERED = new Set(['STOP', 'START', 'HELP']);
/** Of these it has also blocked the person. Its START opens nothing here: only words do. */
const BLOCKED = 'STOP';

/**
 * One inbound text. The signature must have been verified. Twilio posts no time of receipt, and
 * its repeats cannot be told from first posts: a text counts as received when the post comes.
 */
export function parseTwilioInbound(body: string): Result<InboundMessage, string> {
  const form = readForm(body);
  if (!form.ok) return form;
  const id = form.value.get('MessageSid') ?? form.value.get('SmsMessageSid');
  const from = form.value.get('From');
  const to = form.value.get('To');
  const optOutType = (form.value.get('OptOutType') ?? '').toUpperCase();
  if (!isAddress(id)) return err('MessageSid is missing or too long');
  if (!isAddress(from)) return err('From is missing or too long');
  if (!isAddress(to)) return err('To is missing or too long');
  return ok({
    provider: 'twilio',
    providerMessageId: id,
    from,
    to,
    // A picture without words has no Body: still a message.
    body: form.value.get('Body') ?? '',
    answeredByProvider: ANSWERED.has(optOutType),
    ...(optOutType === BLOCKED && { optedOutAtProvider: true as const }),
  });
}

/** Twilio's message states (npm twilio 6.2.0, MessageStatus) as ours. */
const STATES: Readonly<Record<string, DeliveryReport['state']>> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  partially_delivered: 'unknown',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/** One delivery report; `messageId` is ours, from the address that it was posted to. */
export function parseTwilioStatus(body: string, messageId: string): Result<DeliveryReport, string> {
  const form = readForm(body);
  if (!form.ok) return form;
  const status = form.value.get('MessageStatus') ?? form.value.get('SmsStatus') ?? '';
  const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  const to = form.value.get('To');
  const code = form.value.get('ErrorCode');
  if (!state) return err('MessageStatus is missing or is not the state of an outbound text');
  if (!isAddress(to)) return err('To is missing or too long');
  return ok({
    provider: 'twilio',
    messageId,
    to,
    state,
    ...(code && /^\d{1,6}$/.test(code) && { code }),
  });
}

/** Twilio as the webhook handler knows it. */
export const twilioWebhook: WebhookProvider = {
  verify({ url, body, headers }, { twilio }) {
    const signature = headers['x-twilio-signature'];
    if (!twilio || !signature) return false;
    return verifyTwilioSignature({ authToken: twilio.authToken, url, body, signature });
  },
  parseMessage: parseTwilioInbound,
  parseReport: parseTwilioStatus,
  answer: {
    status: 200,
    body: TWIML_EMPTY,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
  },
};
