/**
 * Tells the firm's email system, an SES v2 contact list, what a contact's ledger now says.
 *
 * Decides how effects become topic preferences and attributes. Does not decide the effects, nor in
 * which order changes come; a change that is older than what the list has seen changes nothing.
 * The topic is the firm's marketing topic only, and never the account-level suppression list: that
 * one knows bounces and complaints and would stop receipts and codes too (field.md 2.1, E1).
 * Rests on https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_UpdateContact.html: an update
 * replaces every preference of the contact, so all are read first and written back.
 */
import {
  CreateContactCommand,
  GetContactCommand,
  NotFoundException,
  type SESv2Client,
  type TopicPreference,
  UpdateContactCommand,
} from '@aws-sdk/client-sesv2';
import * as z from 'zod/mini';
import type { Effects } from '#shared/events.ts';
import { readKey } from '#shared/ledger.ts';
import type { SuppressionChange, SuppressionTarget, TargetOutcome } from '#shared/ports.ts';

/** Ledgers remembered per address: a family or an office may share one. */
const MAX_LEDGERS = 10;

/** What the list keeps of one account, under `consentry` in the contact's AttributesData. */
interface Mark {
  readonly account: string;
  /** The last change seen, by ledger: a phone's and an address's may both name this contact. */
  readonly seen: Readonly<Record<string, number>>;
  /** True while it was Consentry that closed the topic; a topic that the person closed stays so. */
  readonly closed: boolean;
}

interface ListContact {
  readonly preferences: readonly TopicPreference[];
  readonly unsubscribedFromAll: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export function emailTarget({ client }: { readonly client: SESv2Client }): SuppressionTarget {
  return {
    name: 'email',
    async apply(change, account) {
      const list = account.integrations.email;
      const address = change.contact.email ?? readKey(change.key).email;
      if (!list?.contactList || !list.topic)
        return notApplicable('no email contact list is connected');
      if (!address) return notApplicable('the contact has no email address');
      const names = { ContactListName: list.contactList, EmailAddress: address };
      const found = await readContact(client, names);
      const slot = slotOf(found, change.account);
      const mark = markIn(found, slot);
      const reference = `${list.contactList}/${list.topic}`;
      const last = mark?.seen[change.key];
      if (last !== undefined && last >= change.seq)
        return { status: 'applied', reference: `${reference} seq ${last}` };
      const next = nextContact(found, change, list.topic, slot);
      await client.send(
        found
          ? new UpdateContactCommand({ ...names, ...next })
          : new CreateContactCommand({ ...names, ...next }),
      );
      return { status: 'applied', reference: `${reference} seq ${change.seq}` };
    },
  };
}

const notApplicable = (detail: string): TargetOutcome => ({ status: 'not-applicable', detail });

async function readContact(
  client: SESv2Client,
  names: { readonly ContactListName: string; readonly EmailAddress: string },
): Promise<ListContact | undefined> {
  try {
    const contact = await client.send(new GetContactCommand(names));
    return {
      preferences: contact.TopicPreferences ?? [],
      unsubscribedFromAll: contact.UnsubscribeAll ?? false,
      attributes: readAttributes(contact.AttributesData),
    };
  } catch (error) {
    // Also thrown when the list itself is missing: then creating the contact throws the same.
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

/** The firm may keep attributes of its own beside ours; text that is no object is kept. */
function readAttributes(data: string | undefined): Readonly<Record<string, unknown>> {
  if (!data) return {};
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through to keeping the text.
  }
  return { text: data };
}

/** AWS allows one contact list per AWS account, so two accounts may share a contact of it. */
function slotOf(found: ListContact | undefined, account: string): string {
  const holder = markIn(found, 'consentry')?.account;
  return holder === undefined || holder === account ? 'consentry' : `consentry:${account}`;
}

const MarkSchema = z.object({
  account: z.string(),
  seen: z._default(z.record(z.string(), z.int()), {}),
  closed: z._default(z.boolean(), false),
});

function markIn(found: ListContact | undefined, slot: string): Mark | undefined {
  const read = MarkSchema.safeParse(found?.attributes[slot]);
  return read.success ? read.data : undefined;
}

function nextContact(
  found: ListContact | undefined,
  change: SuppressionChange,
  topic: string,
  slot: string,
) {
  const before = found?.preferences.find((preference) => preference.TopicName === topic);
  const mark = markIn(found, slot);
  const closedByUs = mark?.closed ?? false;
  const decided = decideTopic(change.effects?.email ?? 'none', {
    known: found !== undefined,
    status: before?.SubscriptionStatus,
    closedByUs,
  });
  const others = found?.preferences.filter((preference) => preference.TopicName !== topic) ?? [];
  const alone = !Object.keys(found?.attributes ?? {}).some(
    (name) => name !== slot && /^consentry(:|$)/.test(name),
  );
  const everything = alone && everyChannelSuppressed(change.effects);
  const reopened = change.effects?.email === 'allow' && closedByUs;
  return {
    TopicPreferences: [
      ...others,
      ...(decided.status ? [{ TopicName: topic, SubscriptionStatus: decided.status }] : []),
    ],
    UnsubscribeAll: everything || ((found?.unsubscribedFromAll ?? false) && !reopened),
    AttributesData: JSON.stringify({
      ...found?.attributes,
      [slot]: markOf(change, { closed: decided.closed, seen: mark?.seen ?? {} }),
    }),
  };
}

interface TopicBefore {
  readonly known: boolean;
  readonly status: TopicPreference['SubscriptionStatus'];
  readonly closedByUs: boolean;
}

/**
 * The topic after a change. `allow` reopens only what the ledger closed: a topic that the person
 * closed in the email system is a revocation that the ledger has not heard of. An entry that says
 * nothing about email must not subscribe somebody who was not on the list, whatever the topic's
 * default is: such a contact starts closed.
 */
function decideTopic(
  effect: Effects['email'],
  before: TopicBefore,
): { status: TopicPreference['SubscriptionStatus']; closed: boolean } {
  switch (effect) {
    case 'suppress':
      return { status: 'OPT_OUT', closed: true };
    case 'allow':
      return before.status === 'OPT_OUT' && !before.closedByUs
        ? { status: 'OPT_OUT', closed: false }
        : { status: 'OPT_IN', closed: false };
    case 'none':
      return before.known
        ? { status: before.status, closed: before.closedByUs }
        : { status: 'OPT_OUT', closed: true };
  }
}

const everyChannelSuppressed = (effects: Effects | undefined): boolean =>
  effects !== undefined &&
  effects.sms === 'suppress' &&
  effects.email === 'suppress' &&
  effects.voice.automated === 'suppress' &&
  effects.voice.manual === 'suppress';

/** What the email system may read about the contact, and what the next change needs to know. */
const markOf = (change: SuppressionChange, { closed, seen }: Pick<Mark, 'closed' | 'seen'>) => ({
  id: change.id,
  type: change.type,
  account: change.account,
  seq: change.seq,
  at: change.at,
  ...(change.contact.phone && { phone: change.contact.phone }),
  sms: change.effects?.sms,
  email: change.effects?.email,
  voice: change.effects?.voice,
  closed,
  seen: Object.fromEntries([
    ...Object.entries(seen)
      .filter(([key]) => key !== change.key)
      .slice(1 - MAX_LEDGERS),
    [change.key, change.seq],
  ]),
});
