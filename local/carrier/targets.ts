/**
 * The pretend suppression targets: an SES v2 contact list and a dialer that verifies Standard
 * Webhooks. What they take is kept in the outbox, one item per change.
 * Rests on https://docs.aws.amazon.com/ses/latest/APIReference-V2 (contacts) and
 * https://www.standardwebhooks.com.
 */
import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { signStandardWebhook } from '#functions/adapters/dialer-target.ts';
import { iso, MINUTE } from '#shared/basics.ts';
import type { Effects } from '#shared/events.ts';
import { type Answer, type Call, json, problem, readJson } from './http.ts';
import type { Network } from './network.ts';
import type { ListedContact } from './state.ts';

const TOLERANCE_MS = 5 * MINUTE;
const Seq = z.int();
const Contact = z.record(z.string(), z.string());
const EffectsField = z.custom<Partial<Effects>>((value) => typeof value === 'object');

export const sesError = (status: number, name: string, message: string): Answer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: { message },
});

export function sesApi(network: Network, call: Call): Answer | undefined {
  const [v2, email, lists, list, contacts, address] = call.path;
  if (v2 !== 'v2' || email !== 'email' || lists !== 'contact-lists') return undefined;
  if (list === undefined || contacts !== 'contacts')
    return sesError(404, 'NotFoundException', 'This carrier keeps contacts only.');
  if (network.mode.email === 'server-error')
    return sesError(500, 'InternalServiceErrorException', 'Try later');
  const known = network.connections.contactLists;
  if (known && !known.includes(list))
    return sesError(404, 'NotFoundException', `List with name: ${list} doesn't exist.`);
  if (call.method === 'POST' && address === undefined) return createContact(network, list, call);
  if (address === undefined) return sesError(400, 'BadRequestException', 'EmailAddress is missing');
  const contact = network.state.contact(list, address);
  if (!contact) return sesError(404, 'NotFoundException', `${address} doesn't exist in List.`);
  if (call.method === 'GET') return json(200, shown(list, address, contact));
  if (call.method !== 'PUT') return sesError(405, 'BadRequestException', 'Use GET or PUT');
  return putContact(network, list, address, call, contact);
}

function createContact(network: Network, list: string, call: Call): Answer {
  const address = readJson(call.body)?.['EmailAddress'];
  if (typeof address !== 'string' || !address.includes('@'))
    return sesError(400, 'BadRequestException', 'EmailAddress is missing');
  if (network.state.contact(list, address))
    return sesError(400, 'AlreadyExistsException', `${address} already exists in List.`);
  return putContact(network, list, address, call, undefined);
}

const ContactInput = z.object({
  TopicPreferences: z.optional(
    z
      .array(z.object({ TopicName: z.string(), SubscriptionStatus: z.enum(['OPT_IN', 'OPT_OUT']) }))
      .check(z.maxLength(20)),
  ),
  UnsubscribeAll: z.optional(z.boolean()),
  AttributesData: z.optional(z.string()),
});

/** Given preferences take the place of all; attributes and the rest stay when not given. */
function putContact(
  network: Network,
  list: string,
  address: string,
  call: Call,
  before: ListedContact | undefined,
): Answer {
  const input = ContactInput.safeParse(readJson(call.body));
  if (!input.success) return sesError(400, 'BadRequestException', 'The contact is not valid');
  const seconds = Math.floor(network.now() / 1_000);
  const attributes = input.data.AttributesData ?? before?.attributes;
  const contact: ListedContact = {
    topics: input.data.TopicPreferences ?? before?.topics ?? [],
    unsubscribeAll: input.data.UnsubscribeAll ?? before?.unsubscribeAll ?? false,
    ...(attributes !== undefined && { attributes }),
    createdAt: before?.createdAt ?? seconds,
    updatedAt: seconds,
  };
  network.state.putContact(list, address, contact);
  recordEmail(network, list, address, contact, before);
  return json(200, {});
}

const shown = (list: string, address: string, contact: ListedContact) => ({
  ContactListName: list,
  EmailAddress: address,
  TopicPreferences: contact.topics,
  TopicDefaultPreferences: [],
  UnsubscribeAll: contact.unsubscribeAll,
  AttributesData: contact.attributes,
  CreatedTimestamp: contact.createdAt,
  LastUpdatedTimestamp: contact.updatedAt,
});

const Mark = z.object({
  id: z.string(),
  type: z.string(),
  account: z.string(),
  seq: Seq,
  phone: z.optional(z.string()),
  sms: z.optional(z.custom<Effects['sms']>()),
  email: z.optional(z.custom<Effects['email']>()),
  voice: z.optional(z.custom<Effects['voice']>()),
});

/** The change is told by the `consentry` attribute that is new: one per account of the list. */
function recordEmail(
  network: Network,
  list: string,
  address: string,
  contact: ListedContact,
  before: ListedContact | undefined,
): void {
  const old = readJson(before?.attributes ?? '') ?? {};
  const marks = Object.entries(readJson(contact.attributes ?? '') ?? {})
    .filter(([name]) => /^consentry(:|$)/.test(name))
    .filter(([name, value]) => JSON.stringify(old[name]) !== JSON.stringify(value));
  for (const [, value] of marks) {
    const mark = Mark.safeParse(value);
    if (!mark.success) continue;
    const { id, type, account, seq, phone, sms, email, voice } = mark.data;
    network.state.record({
      target: 'email',
      receivedAt: iso(network.now()),
      id,
      type,
      account,
      seq,
      contact: { ...(phone && { phone }), email: address },
      effects: { ...(sms && { sms }), ...(email && { email }), ...(voice && { voice }) },
      contactList: list,
      topics: contact.topics,
      unsubscribeAll: contact.unsubscribeAll,
    });
  }
}

const DialerPost = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({
    id: z.string(),
    account: z.string(),
    seq: Seq,
    entryHash: z.string(),
    contact: Contact,
    effects: z.optional(EffectsField),
  }),
});

/** POST /dialer/{account}: 204 when the signature holds and is fresh. */
export function dialerApi(network: Network, call: Call): Answer | undefined {
  const [dialer, account = ''] = call.path;
  if (dialer !== 'dialer') return undefined;
  if (call.method !== 'POST') return problem(405, 'use POST');
  if (network.mode.dialer === 'server-error') return problem(503, 'the dialer is down');
  const secret = network.account(account)?.dialer?.secret;
  if (!secret) return problem(404, 'no dialer of that account is connected');
  // Signatures are stamped by the wall clock, also where a test has set the accounts' clock.
  if (!isSigned(call, secret, network.wall())) return problem(401, 'the signature does not hold');
  const post = DialerPost.safeParse(readJson(call.body));
  if (!post.success) return problem(422, 'the body is not a suppression change');
  const { data, type, timestamp } = post.data;
  const { effects, ...rest } = data;
  network.state.record({
    ...rest,
    target: 'dialer',
    receivedAt: iso(network.now()),
    type,
    timestamp,
    ...(effects && { effects }),
  });
  return { status: 204 };
}

function isSigned(call: Call, secret: string, now: number): boolean {
  const id = call.headers['webhook-id'] ?? '';
  const timestamp = Number(call.headers['webhook-timestamp']);
  if (!id || !(Math.abs(now - timestamp * 1_000) <= TOLERANCE_MS)) return false;
  const expected = Buffer.from(signStandardWebhook(secret, { id, timestamp, body: call.body }));
  return (call.headers['webhook-signature'] ?? '')
    .split(' ')
    .map((given) => Buffer.from(given))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
