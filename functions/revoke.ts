/**
 * A revocation from any door but text (call, voicemail, email, letter, web, ticket): in force at
 * once, for people we never heard of too, since their wish does not depend on our records (RV-01,
 * RV-05).
 */
import { CHANNELS, type Channel } from '#shared/account.ts';
import { parseBody, type RevocationRequest, RevocationSchema } from '#shared/api.ts';
import { err, type Instant, iso, ok, present, type Result } from '#shared/basics.ts';
import { firstDue } from '#shared/due.ts';
import {
  accountKey,
  type ContactKey,
  type EntryDraft,
  emailKey,
  phoneKey,
  readKey,
} from '#shared/ledger.ts';
import { parsePhone } from '#shared/phone.ts';
import { type Problem, problem } from '#shared/problems.ts';
import { emailsOf, type Purpose } from '#shared/standing.ts';
import type { LedgerChange, Snapshot } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { type Act, idempotency, type RecordDeps } from './record.ts';
import { recordWish } from './record-wish.ts';
import { accountNow, callerOf } from './request.ts';

interface Revoked {
  readonly effectiveAt: string;
  readonly receivedAt: string;
  /** By law, under the citation; past it already where the wish was recorded too late. */
  readonly dueAt: string;
  readonly citation: string;
  readonly targetAt: string;
  readonly late: boolean;
  readonly channels: readonly Channel[];
  readonly program: string | null;
  readonly purpose: Purpose | null;
  readonly contact: { readonly phone: string | null; readonly email: string | null };
  readonly entries: readonly { readonly seq: number; readonly entryHash: string }[];
}

export async function revoke(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(RevocationSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { account, keyId } = callerOf(request);
  const given = ledgersOf(request, parsed.value);
  if (!given.ok) return refuse(given.error);
  const repeat = idempotency(accountKey(account), 'revocations', request.headers, parsed.value);
  const { program } = parsed.value;
  const config = program ? [{ kind: 'program' as const, id: program }] : [];
  const query = { account, ledgers: given.value, config };
  const read = new Set(given.value);
  const done = await recordWish<Revoked>(deps, query, repeat, (snapshot) => {
    const ledgers = withLinked(account, given.value, snapshot);
    const alsoRead = ledgers.filter((key) => !read.has(key));
    for (const key of alsoRead) read.add(key);
    if (alsoRead.length > 0) return ok({ alsoRead });
    return decide(parsed.value, ledgers, `key:${keyId}`, snapshot, deps.clock.now());
  });
  return done.ok ? answer(201, done.value) : refuse(done.error);
}

/** The ledgers that the request names. */
function ledgersOf(
  request: HttpRequest,
  body: RevocationRequest,
): Result<readonly ContactKey[], Problem> {
  const { account, region } = callerOf(request);
  const given: ContactKey[] = [];
  if (body.phone) {
    const phone = parsePhone(body.phone, region);
    if (!phone.ok) {
      return err(
        problem('invalid-number', 'Give a number that a person can be called or texted at.', {
          errors: [{ pointer: '/phone', detail: 'is no such number' }],
        }),
      );
    }
    given.push(phoneKey(account, phone.value.e164));
  }
  if (body.email) given.push(emailKey(account, body.email));
  if (given.length === 0) {
    return err(problem('invalid-request', 'Name the person by phone, email or both.'));
  }
  return ok(given);
}

/**
 * With those that a consent linked to them. Asked of what the write rests on, so that an address
 * that came meanwhile is closed too.
 */
function withLinked(
  account: string,
  given: readonly ContactKey[],
  snapshot: Snapshot,
): readonly ContactKey[] {
  const linked = given.flatMap((key) => {
    const { facts } = snapshot.standing(key);
    const mails = emailsOf(facts).map((email) => emailKey(account, email));
    return facts.phone ? [phoneKey(account, facts.phone), ...mails] : mails;
  });
  return [...new Set([...given, ...linked])];
}

function decide(
  body: RevocationRequest,
  ledgers: readonly ContactKey[],
  actor: string,
  snapshot: Snapshot,
  wall: number,
): Result<Act<Revoked>, Problem> {
  const now = accountNow(present(snapshot.account, 'the account'), wall);
  const fault = scopeFault(body, snapshot);
  if (fault) return err(fault);
  const receivedAt = body.receivedAt ? Date.parse(body.receivedAt) : now;
  if (receivedAt > now) {
    return err(problem('invalid-request', 'receivedAt lies in the future; send when it came.'));
  }
  const channels =
    body.channels === 'all' ? CHANNELS : CHANNELS.filter((c) => body.channels.includes(c));
  const wish = preferenceOf(body, channels);
  if (!wish.ok) return wish;
  const by = { at: now, actor, source: body.source };
  const byPhone = ledgers.some((key) => readKey(key).phone !== undefined);
  const draft = (of: readonly Channel[]): EntryDraft[] =>
    of.length === 0
      ? []
      : [
          {
            type: 'opted-out',
            ...by,
            detail: {
              channels: [...of],
              ...(body.program && { program: body.program }),
              ...(body.purpose && { purpose: body.purpose }),
              receivedAt: iso(receivedAt),
              ...(body.text && { words: body.text }),
              rule: `door:${body.source}`,
              confirmation: 'none',
            },
          },
        ];
  const drafts = new Map(
    ledgers.map((key) => {
      const isPhone = readKey(key).phone !== undefined;
      // An email ledger alone must hold the whole wish; beside a phone's it holds its own channel.
      const isWhole = isPhone || !byPhone;
      const own = isWhole ? channels : channels.filter((channel) => channel === 'email');
      const wishes = isWhole ? wish.value.map((one) => ({ ...by, ...one })) : [];
      return [key, [...draft(own), ...wishes]] as const;
    }),
  );
  return ok({
    drafts,
    answer: (changes) => ({
      effectiveAt: iso(now),
      receivedAt: iso(receivedAt),
      ...dueIn(changes, now),
      channels,
      program: body.program ?? null,
      purpose: body.purpose ?? null,
      contact: contactOf(ledgers),
      entries: entriesIn(changes),
    }),
  });
}

const entriesIn = (changes: ReadonlyMap<ContactKey, LedgerChange>): Revoked['entries'] =>
  [...changes.values()].flatMap((change) =>
    change.entries.map(({ entry }) => ({ seq: entry.seq, entryHash: entry.hash })),
  );

/** "Call me instead" of the same letter or call; nobody can be reached where they just left. */
function preferenceOf(
  { prefers, source }: RevocationRequest,
  channels: readonly Channel[],
): Result<Pick<Preference, 'type' | 'detail'>[], Problem> {
  if (prefers === undefined) return ok([]);
  if (!channels.includes(prefers)) {
    const detail = { channel: prefers, rule: `door:${source}` };
    return ok([{ type: 'preference-changed', detail }]);
  }
  return err(
    problem('invalid-request', 'Name in prefers a channel that this revocation leaves open.', {
      errors: [{ pointer: '/prefers', detail: 'is revoked by channels' }],
    }),
  );
}
type Preference = Extract<EntryDraft, { type: 'preference-changed' }>;

/** Of the phone's entry and the email's, what is due first. */
function dueIn(changes: ReadonlyMap<ContactKey, LedgerChange>, now: Instant) {
  const dues = [...changes.values()].flatMap(({ entries }) =>
    entries.flatMap(({ entry }) =>
      entry.type === 'opted-out' && entry.detail.due ? [entry.detail.due] : [],
    ),
  );
  const { at, citation, targetAt } = present(firstDue(dues), 'what is due of a revocation');
  return { dueAt: at, citation, targetAt, late: now > Date.parse(at) };
}

function scopeFault({ program, purpose }: RevocationRequest, snapshot: Snapshot) {
  // A mistyped program must not leave the person with a wish that stops nothing.
  if (program && !snapshot.config('program', program)) {
    return problem(
      'unknown-reference',
      'Name a program of this account, or none to end them all.',
      {
        errors: [{ pointer: '/program', detail: 'is not configured' }],
      },
    );
  }
  if (!program || !purpose) return undefined;
  return problem('invalid-request', 'Name a program or a purpose; send each as a revocation.', {
    errors: [{ pointer: '/purpose', detail: 'is not taken beside a program' }],
  });
}

function contactOf(ledgers: readonly ContactKey[]): Revoked['contact'] {
  const addresses = ledgers.map(readKey);
  return {
    phone: addresses.find((address) => address.phone)?.phone ?? null,
    email: addresses.find((address) => address.email)?.email ?? null,
  };
}
