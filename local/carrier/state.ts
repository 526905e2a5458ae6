/**
 * What the pretend carrier remembers: texts per handset, what each suppression target received, the
 * contact list, who is blocked, who texted last from a number. Small, bounded, oldest out first,
 * and kept across restarts by snapshot and restore. Decides nothing.
 */
import type { Effects } from '#shared/events.ts';
import type { TargetName } from '#shared/ports.ts';

const MAX_HANDSETS = 10_000;
const MAX_TEXTS_PER_HANDSET = 200;
const MAX_OUTBOX = 5_000;
const MAX_CONTACTS = 10_000;
const MAX_MAILS = 2_000;
const MAX_BLOCKS = 10_000;
const MAX_ROUTES = 1_000;

export interface HandsetText {
  readonly from: string;
  readonly body: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What a target received: the change as it can tell it, and its own view of the contact. */
export interface OutboxItem {
  readonly target: TargetName;
  readonly receivedAt: string;
  readonly id: string;
  readonly type: string;
  readonly account: string;
  readonly seq: number;
  readonly contact: { readonly phone?: string; readonly email?: string };
  readonly effects?: Partial<Effects>;
  readonly [field: string]: unknown;
}

/** A contact of an SES contact list. */
export interface ListedContact {
  readonly topics: readonly { readonly TopicName: string; readonly SubscriptionStatus: string }[];
  readonly unsubscribeAll: boolean;
  readonly attributes?: string;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A mail that the pretend SES took. */
export interface MailboxItem {
  readonly messageId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly content: string;
  }[];
}

/** Whose number this is: learned from the texts that it sent. */
export interface Route {
  readonly account: string;
  readonly provider: 'twilio' | 'aws';
  readonly service?: string;
}

export interface CarrierSnapshot {
  readonly version: 1;
  readonly handsets: readonly (readonly [string, readonly HandsetText[]])[];
  readonly outbox: readonly OutboxItem[];
  readonly contacts: readonly (readonly [string, ListedContact])[];
  readonly mails?: readonly MailboxItem[];
  readonly blocks: readonly string[];
  readonly routes: readonly (readonly [string, Route])[];
}

/** Puts a key last and drops the first when there are too many. */
function putLast<Value>(map: Map<string, Value>, key: string, value: Value, limit: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}

export class CarrierState {
  #handsets = new Map<string, readonly HandsetText[]>();
  #outbox: readonly OutboxItem[] = [];
  #contacts = new Map<string, ListedContact>();
  #mails: readonly MailboxItem[] = [];
  #blocks = new Map<string, true>();
  #routes = new Map<string, Route>();

  /** Oldest first. */
  texts(phone: string): readonly HandsetText[] {
    return this.#handsets.get(phone) ?? [];
  }

  receive(phone: string, text: HandsetText): void {
    const texts = [...this.texts(phone), text].slice(-MAX_TEXTS_PER_HANDSET);
    putLast(this.#handsets, phone, texts, MAX_HANDSETS);
  }

  outbox(target?: string): readonly OutboxItem[] {
    return this.#outbox.filter((item) => target === undefined || item.target === target);
  }

  record(item: OutboxItem): void {
    this.#outbox = [...this.#outbox, item].slice(-MAX_OUTBOX);
  }

  contact(list: string, email: string): ListedContact | undefined {
    return this.#contacts.get(`${list} ${email.toLowerCase()}`);
  }

  putContact(list: string, email: string, contact: ListedContact): void {
    putLast(this.#contacts, `${list} ${email.toLowerCase()}`, contact, MAX_CONTACTS);
  }

  /** Oldest first. */
  mailbox(to?: string): readonly MailboxItem[] {
    const wanted = to?.toLowerCase();
    return this.#mails.filter(
      (mail) => wanted === undefined || mail.to.some((one) => one.toLowerCase() === wanted),
    );
  }

  keepMail(mail: MailboxItem): void {
    this.#mails = [...this.#mails, mail].slice(-MAX_MAILS);
  }

  /** `group`: the number or Messaging Service that an opt-out holds for. */
  isBlocked(phone: string, group: string): boolean {
    return this.#blocks.has(`${phone} ${group}`);
  }

  setBlocked(phone: string, group: string, blocked: boolean): void {
    if (blocked) putLast(this.#blocks, `${phone} ${group}`, true, MAX_BLOCKS);
    else this.#blocks.delete(`${phone} ${group}`);
  }

  route(number: string): Route | undefined {
    return this.#routes.get(number);
  }

  learnRoute(number: string, route: Route): void {
    putLast(this.#routes, number, route, MAX_ROUTES);
  }

  snapshot(): CarrierSnapshot {
    return {
      version: 1,
      handsets: [...this.#handsets],
      outbox: this.#outbox,
      contacts: [...this.#contacts],
      mails: this.#mails,
      blocks: [...this.#blocks.keys()],
      routes: [...this.#routes],
    };
  }

  /** Takes the place of everything kept so far. */
  restore(snapshot: CarrierSnapshot): void {
    if (snapshot.version !== 1)
      throw new Error('the carrier snapshot is of another version; remove it to start empty');
    this.#handsets = new Map(snapshot.handsets);
    this.#outbox = snapshot.outbox;
    this.#contacts = new Map(snapshot.contacts);
    this.#mails = snapshot.mails ?? [];
    this.#blocks = new Map(snapshot.blocks.map((block) => [block, true]));
    this.#routes = new Map(snapshot.routes);
  }
}
