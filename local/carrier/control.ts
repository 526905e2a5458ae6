/**
 * The carrier's own API, for people and tests: look at a handset, text back from it, see what the
 * suppression targets received, set modes and connections. Plain JSON under /carrier.
 */
import * as z from 'zod/mini';
import { parsePhone } from '#shared/phone.ts';
import { ConnectionsSchema, ModeSchema } from './connections.ts';
import { type Answer, type Call, json, problem, readJson } from './http.ts';
import { type TextedBack, textBack } from './inbound.ts';
import type { Network } from './network.ts';

const TextSchema = z.object({ body: z.string(), to: z.optional(z.string()) });

export async function controlApi(network: Network, call: Call): Promise<Answer | undefined> {
  const [root, what, which] = call.path;
  if (root !== 'carrier') return undefined;
  const { method } = call;
  if (what === 'handset' && which) return handset(network, call, which);
  if (what === 'outbox' && method === 'GET')
    return json(200, { items: network.state.outbox(call.query.get('target') ?? undefined) });
  if (what === 'mailbox' && method === 'GET')
    return json(200, { items: network.state.mailbox(call.query.get('to') ?? undefined) });
  if (what === 'webhooks' && method === 'GET') return json(200, { items: network.webhooks });
  if (what === 'mode' && method === 'GET') return json(200, network.mode);
  if (what === 'mode' && method === 'PUT')
    return put(ModeSchema, call, (mode) => {
      network.mode = mode;
    });
  if (what === 'connections' && method === 'PUT')
    return put(ConnectionsSchema, call, (connections) => {
      network.connections = connections;
    });
  return problem(404, 'see /carrier/handset/{phone}, outbox, mailbox, webhooks, mode, connections');
}

function put<Schema extends z.core.$ZodType>(
  schema: Schema,
  call: Call,
  set: (value: z.output<Schema>) => void,
): Answer {
  const read = z.safeParse(schema, readJson(call.body));
  if (!read.success) {
    const faults = read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
    return problem(422, faults.join('; '));
  }
  set(read.data);
  return { status: 204 };
}

async function handset(network: Network, call: Call, given: string): Promise<Answer> {
  const phone = parsePhone(given, 'US');
  if (!phone.ok) return problem(422, 'that is not a phone number');
  const { e164 } = phone.value;
  if (call.method === 'GET') return json(200, { items: network.state.texts(e164) });
  if (call.method !== 'POST') return problem(405, 'use GET or POST');
  const text = z.safeParse(TextSchema, readJson(call.body));
  if (!text.success) return problem(422, 'give { "body": "...", "to"?: "+1..." }');
  try {
    const { body, to } = text.data;
    return json(200, await textFrom(network, e164, { body, ...(to && { to }) }));
  } catch (error) {
    return problem(409, error instanceof Error ? error.message : 'not possible');
  }
}

/** A person texts back: to the number given, else to whoever texted them last, else the default. */
export function textFrom(
  network: Network,
  phone: string,
  text: { readonly body: string; readonly to?: string },
): Promise<TextedBack> {
  const to =
    text.to ?? network.state.texts(phone).at(-1)?.from ?? network.connections.defaultSender;
  if (!to) throw new Error('nobody texted this phone yet; say "to" which number it texts');
  return textBack(network, phone, { body: text.body, to });
}
