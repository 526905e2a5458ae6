/** One checked consent into the ledgers of phone and email, all or nothing; both doors end here. */
import type { Channel } from '#shared/account.ts';
import type { FormConsent } from '#shared/api.ts';
import { err, type Instant, iso, ok, present, type Result } from '#shared/basics.ts';
import { captureEntries, contactEntries, type Proof, type Seen } from '#shared/consent.ts';
import { consentId, contactView } from '#shared/contact.ts';
import { type ContactKey, type EntryDraft, emailKey, PURPOSES, phoneKey } from '#shared/ledger.ts';
import { parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import {
  channelOf,
  type Facts,
  programOf,
  revokedSince,
  type Scope,
  type Standing,
} from '#shared/standing.ts';
import type { ConfigRef, LedgerChange, Snapshot } from '#shared/store.ts';
import {
  isOfFormer,
  withoutIdentity,
  withoutPhone,
  wrongNumberProblem,
} from '#shared/wrong-number.ts';
import type { HttpRequest } from './http.ts';
import type { Act, RecordDeps, Repeat } from './record.ts';
import { recordWish } from './record-wish.ts';
import { accountNow } from './request.ts';

export interface Capture {
  readonly account: string;
  readonly region: string;
  readonly body: Omit<FormConsent, 'disclosure'>;
  readonly request: HttpRequest;
  readonly actor: string;
  /** Without a key: such a caller is told nothing that it did not say. */
  readonly isPublic: boolean;
  readonly repeat: Repeat | undefined;
  readonly config: readonly ConfigRef[];
  check(snapshot: Snapshot, seen: Seen): Result<Proof, Problem>;
}

/** What a public form is told of the contact: its own words, numbers normalised. */
interface Posted {
  readonly phone: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly externalId: string | null;
}

/** The answer of API.md to a captured consent. */
export interface Captured {
  readonly contact: ReturnType<typeof contactView> | Posted;
  readonly consents: readonly {
    readonly id: string;
    readonly channel: Channel;
    readonly program: string;
    readonly status: 'pending' | 'confirmed';
    readonly entryHash: string;
  }[];
}

export async function capture(
  deps: RecordDeps,
  given: Capture,
): Promise<Result<Captured, Problem>> {
  const { account, body, region, request } = given;
  const phone = parsePhone(body.phone, region);
  if (!phone.ok) {
    return err(
      problem('invalid-number', 'Give a mobile or fixed line number that can receive texts.', {
        errors: [{ pointer: '/phone', detail: 'is no such number' }],
      }),
    );
  }
  const tel = phoneKey(account, phone.value.e164);
  const mail = body.email ? emailKey(account, body.email) : undefined;
  const query = { account, config: given.config, ledgers: mail ? [tel, mail] : [tel] };
  return recordWish(deps, query, given.repeat, (snapshot): Result<Act<Captured>, Problem> => {
    const owner = present(snapshot.account, 'the account of a key or form');
    const seen = seenOf(given, accountNow(owner, deps.clock.now()), request);
    const proof = given.check(snapshot, seen);
    if (!proof.ok) return proof;
    const former = isOfFormer(body, proof.value.obtainedAt, snapshot.standing(tel).facts);
    if (former && !given.isPublic) return err(wrongNumberProblem());
    const made = draftsOf(proof.value, { given, tel, mail, seen, snapshot });
    const drafts = former ? unlinked(made, tel, mail) : made;
    return ok({
      drafts,
      answer(changes) {
        const { e164 } = phone.value;
        const contact = given.isPublic
          ? postedContact(e164, body)
          : contactAfter({ account: owner, now: seen.at }, e164, tel, mail, changes, snapshot);
        return { contact, consents: capturedConsents(changes) };
      },
    });
  });
}

/** Whoever says a number of others is theirs: no link is made, and the handset is asked. */
function unlinked(
  drafts: ReadonlyMap<ContactKey, EntryDraft[]>,
  tel: ContactKey,
  mail: ContactKey | undefined,
): Map<ContactKey, EntryDraft[]> {
  const kept = new Map(drafts);
  kept.set(tel, withoutIdentity(drafts.get(tel) ?? []));
  if (mail) kept.set(mail, withoutPhone(drafts.get(mail) ?? []));
  return kept;
}

function seenOf({ actor }: Capture, at: number, request: HttpRequest): Seen {
  const { origin, 'user-agent': userAgent } = request.headers;
  return {
    at,
    actor,
    ip: request.ip,
    ...(userAgent && { userAgent }),
    ...(origin && { origin }),
  };
}

/** Each address gets what was consented to for it; both learn of each other. */
function draftsOf(
  proof: Proof,
  place: {
    readonly given: Capture;
    readonly tel: ContactKey;
    readonly mail: ContactKey | undefined;
    readonly seen: Seen;
    readonly snapshot: Snapshot;
  },
): Map<ContactKey, EntryDraft[]> {
  const { given, tel, mail, seen, snapshot } = place;
  const owner = present(snapshot.account, 'the account');
  const { email, name, externalId, place: where } = given.body;
  const phone = tel.slice(tel.indexOf('#tel:') + 5);
  const about = { ...(name && { name }), ...(externalId && { externalId }) };
  const news = (key: ContactKey, links: object) =>
    contactEntries({ ...about, ...links }, snapshot.standing(key).facts, seen, {
      source: proof.source,
      isPublic: given.isPublic,
    });
  const consents = (key: ContactKey, channels: readonly Channel[]) =>
    captureEntries(proof, channels, snapshot.standing(key).facts, owner, seen);
  const byPhone = proof.channels.filter((channel) => channel !== 'email');
  const drafts = new Map([
    [
      tel,
      [
        ...news(tel, {
          origin: snapshot.standing(tel).facts.origin ?? proof.source,
          ...(email && { email }),
          ...(where && { place: where }),
        }),
        ...(mail ? wishesHeardByMail(snapshot.standing(mail).facts, phone, seen) : []),
        ...consents(tel, byPhone),
      ],
    ],
  ]);
  if (mail) {
    const byMail = proof.channels.filter((channel) => channel === 'email');
    drafts.set(mail, [...news(mail, { phone }), ...consents(mail, byMail)]);
  }
  return drafts;
}

/**
 * "Stop texting me", once said by email, was kept with the address: it holds for the phone as soon
 * as the two are known to be one person's. Only a new link carries it over, or it would undo a
 * START.
 */
function wishesHeardByMail(mail: Facts, phone: string, seen: Seen): EntryDraft[] {
  if (mail.phone === phone) return [];
  return (['sms', 'voice'] as const).flatMap((channel) =>
    revocationsOf(mail, channel).map(
      ({ scope, since }): EntryDraft => ({
        type: 'opted-out',
        at: seen.at,
        actor: seen.actor,
        source: 'email',
        detail: {
          channels: [channel],
          ...scope,
          receivedAt: iso(since),
          carriedOver: true,
          rule: 'door:email',
          confirmation: 'none',
        },
      }),
    ),
  );
}

/** Kinds of one channel that are carried over one by one; whoever left more has left it all. */
const MAX_KINDS = 8;

function revocationsOf(
  facts: Facts,
  channel: Channel,
): readonly { readonly scope: Scope; readonly since: Instant }[] {
  const kinds = Object.entries(facts.revoked).filter(([key]) => channelOf(key) === channel);
  const last = Math.max(...kinds.map(([, since]) => since));
  const whole = revokedSince(facts, channel) ?? (kinds.length > MAX_KINDS ? last : undefined);
  if (whole !== undefined) return [{ scope: {}, since: whole }];
  return kinds.map(([key, since]) => {
    const named = programOf(key);
    const purpose = PURPOSES.find((one) => named === `@${one}`);
    return { scope: purpose ? { purpose } : { program: named }, since };
  });
}

const postedContact = (phone: string, body: Capture['body']): Posted => ({
  phone,
  name: body.name ?? null,
  email: body.email ?? null,
  externalId: body.externalId ?? null,
});

function contactAfter(
  at: Parameters<typeof contactView>[2],
  phone: string,
  tel: ContactKey,
  mail: ContactKey | undefined,
  changes: ReadonlyMap<ContactKey, LedgerChange>,
  snapshot: Snapshot,
) {
  const after = (key: ContactKey): Standing => {
    const change = changes.get(key);
    const before = snapshot.standing(key);
    if (!change) return before;
    const last = present(change.entries.at(-1), 'an entry of a change').entry;
    const { version } = before;
    return { ...before, version: version + 1, seq: last.seq, head: last.hash, facts: change.facts };
  };
  return contactView(phone, after(tel), at, mail === undefined ? undefined : after(mail));
}

function capturedConsents(
  changes: ReadonlyMap<ContactKey, LedgerChange>,
): Captured['consents'][number][] {
  const entries = [...changes.values()].flatMap((change) => change.entries);
  return entries.flatMap(({ entry }) => {
    if (entry.type !== 'consent-captured') return [];
    const { channel, program, status } = entry.detail;
    return [{ id: consentId(entry.hash), channel, program, status, entryHash: entry.hash }];
  });
}
