/**
 * The /local routes (API.md, Local server only): demo accounts, handsets, events, outbox,
 * mailbox and clock.
 */
import * as z from 'zod/mini';
import { parseBody, TestClockSchema } from '#shared/api.ts';
import { iso } from '#shared/basics.ts';
import { parsePhone } from '#shared/phone.ts';
import type { RouteKey } from '#shared/routes.ts';
import type { Demo } from './demo.ts';
import { type Incoming, invoke, type Outgoing, type Parts, problemAnswer } from './http.ts';

const TextSchema = z.strictObject({
  body: z.string().check(z.minLength(1), z.maxLength(1_600)),
  to: z.exactOptional(z.string().check(z.minLength(3), z.maxLength(40))),
});

export async function control(parts: Parts, incoming: Incoming): Promise<Outgoing> {
  const { method, url } = incoming;
  const [, , name, rest] = url.pathname.split('/');
  switch (`${method} ${name}`) {
    case 'GET demo':
      return json(200, { ...parts.demo, other: parts.other });
    case 'GET handset':
      return withPhone(rest, async (phone) => json(200, { items: parts.carrier.handset(phone) }));
    case 'POST handset':
      return withPhone(rest, (phone) => textBack(parts, phone, incoming.body));
    case 'GET events':
      return listEvents(parts, url.searchParams.get('after') ?? '0');
    case 'GET outbox':
      return json(200, {
        items: parts.carrier.outbox(url.searchParams.get('target') ?? undefined),
      });
    case 'GET mailbox':
      return json(200, { items: parts.carrier.mailbox(url.searchParams.get('to') ?? undefined) });
    case 'PUT clock':
    case 'DELETE clock':
      return setClock(parts, incoming);
    default:
      return problemAnswer('not-found', 'See /local routes in the README.');
  }
}

const json = (status: number, body: unknown): Outgoing => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function withPhone(
  text: string | undefined,
  then: (phone: string) => Promise<Outgoing>,
): Promise<Outgoing> {
  const phone = parsePhone(decoded(text ?? ''), 'US');
  if (!phone.ok) return problemAnswer('invalid-number', 'Give the handset as +12025550123.');
  return then(phone.value.e164);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function textBack(parts: Parts, phone: string, body: string): Promise<Outgoing> {
  const parsed = parseBody(TextSchema, body);
  if (!parsed.ok) return problemAnswer(parsed.error.code, 'Send { "body": "...", "to"?: "..." }.');
  try {
    return json(200, await parts.carrier.text(phone, parsed.value));
  } catch (error) {
    return problemAnswer('invalid-request', error instanceof Error ? error.message : 'Try again.');
  }
}

function listEvents(parts: Parts, after: string): Outgoing {
  const from = Number(after);
  if (!Number.isInteger(from)) return problemAnswer('invalid-request', 'Use after=<seq>.');
  const items = parts.store.events(from);
  return json(200, { items, next: items.at(-1)?.seq ?? from });
}

/**
 * Sets the test clock of both demo accounts, through the real route; the carrier goes by it too.
 */
async function setClock(parts: Parts, incoming: Incoming): Promise<Outgoing> {
  const { method } = incoming;
  let now: number | undefined;
  if (method === 'PUT') {
    const parsed = parseBody(TestClockSchema, incoming.body);
    if (!parsed.ok)
      return problemAnswer(parsed.error.code, 'Send { "now": "2026-11-24T15:00:00Z" }.');
    now = Date.parse(parsed.value.now);
  }
  parts.clock.set = now;
  const route: RouteKey = method === 'PUT' ? 'PUT /v1/test-clock' : 'DELETE /v1/test-clock';
  for (const demo of [parts.demo, parts.other]) {
    const identity = adminOf(demo);
    const answered = await invoke(parts.gateway, route, { ...incoming, params: {}, identity });
    if (answered.status >= 300) return answered;
  }
  await parts.gateway.workers.settle();
  return json(200, { now: now === undefined ? null : iso(now) });
}

const adminOf = (demo: Demo) =>
  ({ account: demo.account, region: 'US', role: 'admin', keyId: 'key_local' }) as const;
