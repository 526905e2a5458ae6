/**
 * The HTTP requests that the actors make, as the shell would hand them to production's handlers.
 */
import { signTwilio, twilioWebhook } from '#functions/adapters/twilio-webhook.ts';
import { captureConsent } from '#functions/capture-consent.ts';
import { gateSend } from '#functions/gate-send.ts';
import type { HttpRequest, HttpResponse } from '#functions/http.ts';
import { manageContact } from '#functions/manage-contact.ts';
import { receiveInbound } from '#functions/receive-inbound.ts';
import type { Demo } from '#local/demo.ts';
import type { ReadReply } from '#shared/extra-words.ts';
import { readReply } from '#shared/replies.ts';
import type { RouteKey } from '#shared/routes.ts';
import type { Identity } from '#shared/store.ts';
import { API_URL, type Ports } from './ports.ts';

export interface Person {
  readonly phone: string;
  readonly email: string | undefined;
  readonly name: string;
}

/** An answer as its caller sees it; what a handler throws is a 500, as the shell makes it. */
export async function handle(ports: Ports, request: HttpRequest): Promise<HttpResponse> {
  const handlers = {
    ...captureConsent(ports),
    ...gateSend(ports),
    ...manageContact(ports),
    ...receiveInbound({ ...ports, webhooks: { twilio: twilioWebhook }, readReply: readAs }),
  };
  const handler = handlers[request.route];
  if (!handler) throw new Error(`no handler for ${request.route}`);
  try {
    return await handler(request);
  } catch {
    return { status: 500 };
  }
}

/** Words that no list of ours knows, read as these whatever our reader makes of them by now. */
export const UNSURE = 'enough already';
export const LIKELY = 'leave it be from here on';
const readAs: ReadReply = (text, context) => {
  const read = readReply(text, context);
  if (text !== UNSURE && text !== LIKELY) return read;
  const certainty = text === UNSURE ? 'unsure' : 'likely';
  return { ...read, intent: 'opt-out', certainty, channels: ['sms'], rule: 'phrase:simulated' };
};

/** Staff take the first open review of the queue and rule it. */
export async function ruleFirst(ports: Ports, demo: Demo, ruling: string): Promise<HttpResponse> {
  const identity = identityOf(demo);
  const asked = request('GET /v1/reviews', { path: '/v1/reviews', identity });
  const listed = await handle(ports, asked);
  const { items = [] } = (listed.body ?? {}) as { items?: { id: string; status: string }[] };
  const first = items.find(({ status }) => status === 'open');
  if (!first) return listed;
  return handle(
    ports,
    request('POST /v1/reviews/{id}', {
      path: `/v1/reviews/${first.id}`,
      identity,
      params: { id: first.id },
      body: JSON.stringify({ ruling, reason: 'Read by a colleague.' }),
    }),
  );
}

type Given = Partial<Pick<HttpRequest, 'params' | 'headers' | 'body' | 'identity'>> & {
  readonly path: string;
};

const request = (route: RouteKey, { path, ...given }: Given): HttpRequest => ({
  route,
  params: {},
  query: {},
  headers: {},
  body: '',
  url: `${API_URL}${path}`,
  ip: '203.0.113.7',
  identity: undefined,
  ...given,
});

const identityOf = ({ account }: Demo): Identity => ({
  account,
  role: 'admin',
  keyId: 'key_admin',
  region: 'US',
});

export function formPost(demo: Demo, person: Person, withEmail: boolean): HttpRequest {
  const { formKey, formOrigin, disclosure, program } = demo;
  const email = withEmail ? person.email : undefined;
  return request('POST /v1/forms/{formKey}/consents', {
    path: `/v1/forms/${formKey}/consents`,
    params: { formKey },
    headers: { origin: formOrigin },
    body: JSON.stringify({
      phone: person.phone,
      name: person.name,
      ...(email && { email }),
      consents: { sms: true, email: email !== undefined, voice: false },
      program,
      disclosure,
      evidence: { checkboxDefault: 'unchecked' },
    }),
  });
}

/** A text as Twilio posts it, signed. */
export function twilioPost(demo: Demo, person: Person, sid: string, text: string): HttpRequest {
  const { account, sender, twilio } = demo;
  const path = `/v1/webhooks/twilio/${account}/messages`;
  const form = { MessageSid: sid, From: person.phone, To: sender.number, Body: text };
  const body = new URLSearchParams(form).toString();
  const url = `${API_URL}${path}`;
  return request('POST /v1/webhooks/{provider}/{account}/messages', {
    path,
    params: { provider: 'twilio', account },
    headers: {
      'x-twilio-signature': signTwilio({ authToken: twilio.authToken, url, body }),
    },
    body,
  });
}

export interface Text {
  readonly body: string;
  readonly subject: string;
  readonly category: 'marketing' | 'informational' | 'conversational';
  readonly sendAt: string | undefined;
  /** Rather wait for a missing YES than be refused. */
  readonly holds: boolean;
}

export function crmSend(
  demo: Demo,
  person: Person,
  key: string | undefined,
  { sendAt, holds, ...text }: Text,
): HttpRequest {
  return request('POST /v1/messages', {
    path: '/v1/messages',
    identity: identityOf(demo),
    headers: key === undefined ? {} : { 'idempotency-key': key },
    body: JSON.stringify({
      to: person.phone,
      ...text,
      ...(sendAt && { sendAt }),
      ...(holds && { onPending: 'hold' }),
    }),
  });
}

export function dndPut(demo: Demo, person: Person, sms: boolean): HttpRequest {
  return request('PUT /v1/contacts/{phone}/dnd', {
    path: `/v1/contacts/${encodeURIComponent(person.phone)}/dnd`,
    identity: identityOf(demo),
    params: { phone: person.phone },
    body: JSON.stringify({
      sms,
      reason: 'asked at the desk',
      ...(!sms && { evidence: 'asked by phone to be texted again' }),
    }),
  });
}

/** A call that a dialer tells of, by its own name for it. */
export function callPost(
  demo: Demo,
  person: Person,
  call: { readonly reference: string; readonly subject: string; readonly calledAt: string },
): HttpRequest {
  return request('POST /v1/calls', {
    path: '/v1/calls',
    identity: identityOf(demo),
    body: JSON.stringify({ phone: person.phone, ...call }),
  });
}

export function revocationPost(demo: Demo, person: Person, key: string): HttpRequest {
  return request('POST /v1/revocations', {
    path: '/v1/revocations',
    identity: identityOf(demo),
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ phone: person.phone, channels: 'all', source: 'call' }),
  });
}
