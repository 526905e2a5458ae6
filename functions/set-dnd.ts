/**
 * Do-not-disturb by hand. Setting needs a reason; lifting what a person closed needs evidence of
 * the person's new wish, since nobody else revives an opt-out (RV-15).
 */
import { CHANNELS, type Channel } from '#shared/account.ts';
import { DndSchema, parseBody } from '#shared/api.ts';
import { err, ok, present, type Result } from '#shared/basics.ts';
import { type ContactKey, type EntryDraft, emailKey } from '#shared/ledger.ts';
import { type Problem, problem } from '#shared/problems.ts';
import { emailsOf, isLeft, type Standing } from '#shared/standing.ts';
import type { Snapshot } from '#shared/store.ts';
import { phoneOf, UNKNOWN, viewOf } from './contact-views.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { type Act, type RecordDeps, record } from './record.ts';
import { accountNow, callerOf } from './request.ts';

export async function setDnd(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const phone = phoneOf(request);
  if (!phone.ok) return refuse(phone.error);
  const parsed = parseBody(DndSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { key, e164 } = phone.value;
  const { account, keyId } = callerOf(request);
  const { reason, evidence, ...wanted } = parsed.value;
  const mails = await mailsOf(deps, account, key);
  const ledgers = [key, ...mails];
  const done = await record(deps, { account, ledgers }, undefined, (snapshot) => {
    const seen = { at: accountNow(present(snapshot.account, 'the account'), deps.clock.now()) };
    const change = { wanted, reason, evidence, actor: `key:${keyId}`, at: seen.at };
    return decideDnd(change, key, mails, snapshot);
  });
  if (!done.ok) return refuse(done.error);
  const after = await deps.reader.read({ account, ledgers: [key] });
  return answer(200, await viewOf(deps, account, e164, after.standing(key)));
}

/** The email ledgers that the phone is linked to: email DND is written where email is kept. */
async function mailsOf(
  deps: Pick<RecordDeps, 'reader'>,
  account: string,
  key: ContactKey,
): Promise<ContactKey[]> {
  const snapshot = await deps.reader.read({ account, ledgers: [key] });
  return emailsOf(snapshot.standing(key).facts).map((email) => emailKey(account, email));
}

interface DndChange {
  readonly wanted: { readonly [channel in Channel]?: boolean };
  readonly reason: string;
  readonly evidence: string | Record<string, unknown> | undefined;
  readonly actor: string;
  readonly at: number;
}

function decideDnd(
  change: DndChange,
  key: ContactKey,
  mails: readonly ContactKey[],
  snapshot: Snapshot,
): Result<Act<null>, Problem> {
  if (snapshot.standing(key).version === 0) return err(UNKNOWN);
  const asked = CHANNELS.filter((channel) => change.wanted[channel] !== undefined);
  if (asked.length === 0) {
    return err(problem('invalid-request', 'Name at least one of sms, voice or email.'));
  }
  const closed = (channel: Channel) =>
    [key, ...(channel === 'email' ? mails : [])].some((ledger) =>
      isLeft(snapshot.standing(ledger).facts, channel),
    );
  const lifts = asked.filter((channel) => change.wanted[channel] === false && closed(channel));
  if (lifts.length > 0 && !isEvidence(change.evidence)) {
    return err(
      problem('evidence-required', 'Say in evidence how and when the person asked for it anew.', {
        errors: [{ pointer: '/evidence', detail: `is needed to lift ${lifts.join(', ')}` }],
      }),
    );
  }
  const drafts = new Map<ContactKey, EntryDraft[]>();
  drafts.set(key, draft(change, asked, snapshot.standing(key)));
  for (const mail of asked.includes('email') ? mails : []) {
    drafts.set(mail, draft(change, ['email'], snapshot.standing(mail)));
  }
  return ok({ drafts, answer: () => null });
}

/** An object without a single filled field proves nothing. */
const isEvidence = (evidence: DndChange['evidence']): boolean =>
  typeof evidence === 'string' || Object.values(evidence ?? {}).some((value) => !isBlank(value));

const isBlank = (value: unknown): boolean =>
  value === null || value === false || (typeof value === 'string' && value.trim() === '');

function draft(change: DndChange, asked: readonly Channel[], standing: Standing): EntryDraft[] {
  // DND beside an opt-out is news of its own: a START lifts the one and leaves the other.
  const news = asked.filter((channel) =>
    change.wanted[channel] ? !standing.facts.dnd[channel] : isLeft(standing.facts, channel),
  );
  if (news.length === 0) return [];
  const { evidence } = change;
  return [
    {
      type: 'dnd-changed',
      at: change.at,
      actor: change.actor,
      source: 'manual',
      detail: {
        ...Object.fromEntries(news.map((channel) => [channel, change.wanted[channel]])),
        reason: change.reason,
        ...(evidence && {
          evidence: typeof evidence === 'string' ? { statement: evidence } : evidence,
        }),
      },
    },
  ];
}
