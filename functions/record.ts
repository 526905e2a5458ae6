/**
 * The one way facts are written: read everything in one trip, decide, write all or nothing, and
 * decide again when somebody else wrote first. A repeat behind a guard gets the first answer.
 */
import { err, type Instant, ok, present, type Result } from '#shared/basics.ts';
import { growLedger } from '#shared/grow.ts';
import type { ContactKey, EntryDraft } from '#shared/ledger.ts';
import { fingerprint } from '#shared/message.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type {
  ConfigWrite,
  Guard,
  GuardRef,
  Ledger,
  LedgerChange,
  Reader,
  ReadQuery,
  Snapshot,
  TargetMark,
  TranscriptWrite,
} from '#shared/store.ts';

/** A contact that is written this often at once is under attack or in a loop. */
const MAX_RACES = 12;

export interface RecordDeps {
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly clock: { now(): Instant };
}

/** What a handler decided: drafts per ledger, and the answer once they are written. */
export interface Act<Answer> {
  readonly drafts: ReadonlyMap<ContactKey, readonly EntryDraft[]>;
  readonly config?: readonly ConfigWrite[];
  readonly mark?: TargetMark;
  readonly transcript?: TranscriptWrite;
  answer(changes: ReadonlyMap<ContactKey, LedgerChange>): Answer;
}

/** A decision that first needs further ledgers, which only the ones read so far could name. */
export interface ReadMore {
  readonly alsoRead: readonly ContactKey[];
}

/**
 * A repeat is known by name; `request` tells a repeat from a clash; `clash: 'replay'` never
 * refuses.
 */
export interface Repeat extends GuardRef {
  readonly request: string;
  readonly windowMs: number;
  readonly clash: 'refuse' | 'replay';
}

export async function record<Answer>(
  deps: RecordDeps,
  query: ReadQuery,
  repeat: Repeat | undefined,
  decide: (snapshot: Snapshot) => Result<Act<Answer> | ReadMore, Problem>,
): Promise<Result<Answer, Problem>> {
  let wanted: ReadQuery = repeat ? { ...query, guard: repeat } : query;
  for (let race = 0; race < MAX_RACES; race += 1) {
    const snapshot = await deps.reader.read(wanted);
    const now = deps.clock.now();
    if (repeat && snapshot.guard && isFresh(snapshot.guard, now)) {
      return replay<Answer>(snapshot.guard, repeat);
    }
    const act = decide(snapshot);
    if (!act.ok) return act;
    if ('alsoRead' in act.value) {
      wanted = { ...wanted, ledgers: [...(wanted.ledgers ?? []), ...act.value.alsoRead] };
      continue;
    }
    const changes = changesOf(act.value, snapshot);
    const answer = act.value.answer(changes);
    if (changes.size === 0 && !act.value.config && !act.value.mark) return ok(answer);
    const { config, mark, transcript } = act.value;
    const written = await deps.ledger.append({
      changes: [...changes.values()],
      ...(repeat && { guard: guardOf(repeat, answer, now) }),
      ...(config && { config }),
      ...(mark && { mark }),
      ...(transcript && { transcript }),
    });
    if (written.status === 'written') return ok(answer);
    if (written.status === 'seen')
      return replay<Answer>(written.guard, present(repeat, 'the guard of a repeat'));
    if (written.status === 'taken') {
      return err(problem('already-registered', 'This name or number is in use. Choose another.'));
    }
  }
  return err(problem('busy', 'This contact is being written by others. Send the same again.'));
}

function changesOf(
  act: Pick<Act<unknown>, 'drafts'>,
  snapshot: Snapshot,
): Map<ContactKey, LedgerChange> {
  const changes = new Map<ContactKey, LedgerChange>();
  for (const [key, drafts] of act.drafts) {
    if (drafts.length > 0) changes.set(key, growLedger(key, snapshot.standing(key), drafts));
  }
  return changes;
}

const isFresh = (guard: Guard, now: Instant): boolean => now - guard.at <= guard.windowMs;

function replay<Answer>(guard: Guard, repeat: Repeat): Result<Answer, Problem> {
  if (repeat.clash === 'replay' || guard.request === repeat.request) {
    return ok(guard.answer as Answer);
  }
  return err(
    problem(
      'idempotency-conflict',
      'Use a new Idempotency-Key for another body, or send the first body.',
    ),
  );
}

const guardOf = (repeat: Repeat, answer: unknown, at: Instant): Guard => ({
  pk: repeat.pk,
  name: repeat.name,
  request: repeat.request,
  answer: JSON.parse(JSON.stringify(answer ?? null)),
  at,
  windowMs: repeat.windowMs,
});

/** Longer than any client retries; guards leave the table by themselves after it. */
export const IDEMPOTENCY_WINDOW_MS = 7 * 24 * 3_600_000;

/**
 * The guard of an Idempotency-Key: one name per account, route and key, whatever the body names.
 */
export function idempotency(
  pk: string,
  route: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Repeat | undefined {
  const key = headers['idempotency-key'];
  if (!key) return undefined;
  return {
    pk,
    name: `key:${fingerprint([route, key])}`,
    request: fingerprint(body),
    windowMs: IDEMPOTENCY_WINDOW_MS,
    clash: 'refuse',
  };
}
