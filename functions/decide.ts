/**
 * What one decision rests on, read in one trip, and the decision over it: shared by the send path
 * and by "may I send this?". The account's shadow pack or settings are tried beside the live ones
 * and only told of.
 */
import * as z from 'zod/mini';
import type { Account, TemplateName, Vendor } from '#shared/account.ts';
import { amend } from '#shared/amend.ts';
import { type Instant, iso, present } from '#shared/basics.ts';
import { readContent } from '#shared/content.ts';
import { subjectKey } from '#shared/counting.ts';
import { OPT_OUT_LINE } from '#shared/data/opt-out-line.ts';
import { fill } from '#shared/fill.ts';
import { decideSend, judge, latestOf, outcomeOf, type Verdict } from '#shared/gate.ts';
import type { ContactKey } from '#shared/ledger.ts';
import { type Category, type Decision, isNotice } from '#shared/message.ts';
import { packAt, packNamed } from '#shared/packs/index.ts';
import type { RulePack } from '#shared/packs/pack.ts';
import type { Phone } from '#shared/phone.ts';
import { placeOf } from '#shared/places.ts';
import { consentTo, type GateInput, startOf } from '#shared/rules/rule.ts';
import { SettingsSchema } from '#shared/settings.ts';
import type { Standing } from '#shared/standing.ts';
import type { Reader, Snapshot } from '#shared/store.ts';
import { accountNow } from './request.ts';

/** One text that somebody asks about. */
export interface Asked {
  readonly account: string;
  readonly messageId: string;
  readonly category: Category;
  readonly programId: string;
  readonly senderId: string;
  readonly subject: string;
  readonly quietHours: 'defer' | 'reject';
  /** Rather wait for a missing YES than be refused. */
  readonly holds?: boolean;
  readonly sendAt?: Instant;
  readonly expiresAt?: Instant;
  /** Of a notice, where it is not named as its category. */
  readonly template?: TemplateName;
  /** The text as asked for, once account and templates are read. */
  body(snapshot: Snapshot): string;
}

/** Everything one decision needs, in one read of five items; templates come with the account. */
export const readFor = (
  reader: Reader,
  asked: Omit<Asked, 'body'>,
  key: ContactKey | undefined,
): Promise<Snapshot> =>
  reader.read({
    account: asked.account,
    config: [
      { kind: 'program', id: asked.programId },
      { kind: 'sender', id: asked.senderId },
    ],
    ledgers: key ? [key] : [],
    message: asked.messageId,
  });

/** Only a lead of a vendor costs this further read: whether the vendor is trusted by now. */
export async function vendorOf(
  reader: Reader,
  asked: Pick<Asked, 'account' | 'programId'>,
  { facts }: Pick<Standing, 'facts'>,
): Promise<Vendor | undefined> {
  const id = consentTo({ facts, programId: asked.programId })?.vendor;
  if (id === undefined) return undefined;
  const snapshot = await reader.read({
    account: asked.account,
    config: [{ kind: 'vendor', id }],
  });
  return snapshot.config('vendor', id);
}

/** What a decision is made over; `standing` may be newer than the snapshot. */
export interface Grounds {
  readonly snapshot: Snapshot;
  readonly standing: Pick<Standing, 'facts' | 'sends'>;
  readonly vendor: Vendor | undefined;
  readonly phone: Phone | undefined;
  /** Of the account: its test clock, or the wall's. */
  readonly now: Instant;
  /** The edition in force at the start of the text where none is named. */
  readonly pack?: RulePack;
}

export interface Decided {
  readonly input: GateInput;
  readonly verdict: Verdict;
}

export function decide(asked: Asked, grounds: Grounds, decisionId: string): Decided {
  const { snapshot } = grounds;
  const account = present(snapshot.account, 'the account of a text');
  const input = inputOf(asked, grounds, account);
  const verdict = decideSend(input, decisionId, {
    optOutLine: lineOf(snapshot, account, input),
    holds: asked.holds === true,
  });
  const shadow = shadowOf(asked, grounds, input, verdict);
  if (!shadow) return { input, verdict };
  return { input, verdict: { ...verdict, decision: { ...verdict.decision, shadow } } };
}

const lineOf = (snapshot: Snapshot, account: Account, { program }: GateInput): string =>
  fill(snapshot.config('template', 'opt-out-line') ?? OPT_OUT_LINE, {
    account,
    program,
    language: undefined,
  });

export const nowOf = (snapshot: Snapshot, wall: Instant): Instant =>
  accountNow(present(snapshot.account, 'the account of a text'), wall);

function inputOf(asked: Asked, grounds: Grounds, account: Account): GateInput {
  const { snapshot, standing, vendor, phone, now } = grounds;
  // A text for later is judged by the law of its hour.
  const pack = grounds.pack ?? packAt(startOf({ now, sendAt: asked.sendAt }));
  const body = asked.body(snapshot);
  return {
    now,
    pack,
    account,
    category: asked.category,
    program: snapshot.config('program', asked.programId),
    programId: asked.programId,
    sender: snapshot.config('sender', asked.senderId),
    senderId: asked.senderId,
    vendor,
    phone,
    place: phone && placeOf(phone.e164, standing.facts.place),
    facts: standing.facts,
    consent: consentTo({ facts: standing.facts, programId: asked.programId }),
    sends: standing.sends,
    messageId: asked.messageId,
    subject: subjectKey(asked.subject),
    quietHours: asked.quietHours,
    sendAt: asked.sendAt,
    expiresAt: asked.expiresAt,
    body,
    content: isNotice(asked.category)
      ? []
      : readContent(body, {
          brand: account.settings.brand,
          category: asked.category,
          lists: pack.content,
          own: account.settings.content,
        }),
  };
}

/**
 * The same question to another pack or other settings: what it would have changed, or undefined
 * where the account tries nothing out. Settings that do not fit this version any more try nothing.
 */
function shadowOf(
  asked: Asked,
  grounds: Grounds,
  live: GateInput,
  { body, decision, deferredUntil }: Verdict,
): Decision['shadow'] {
  const { account } = live;
  const { shadow } = account.settings;
  if (!shadow) return undefined;
  const pack = (shadow.pack && packNamed(shadow.pack)) || live.pack;
  const settings = z.safeParse(SettingsSchema, { ...account.settings, ...shadow.settings });
  if (!settings.success) return undefined;
  const tried = { ...account, settings: settings.data };
  const input = inputOf(asked, { ...grounds, pack }, tried);
  const judgement = judge(input);
  const { found } = judgement;
  const outcome = outcomeOf(judgement, input, asked.holds === true);
  const before = decision.reasons.map((one) => one.code);
  const after = found.map((one) => one.rule.code);
  const until = outcome === 'defer' ? latestOf(found) : undefined;
  const text = amend(input, lineOf(grounds.snapshot, tried, input)).body;
  return {
    rulePack: pack.version,
    outcome,
    added: after.filter((code) => !before.includes(code)),
    removed: before.filter((code) => !after.includes(code)),
    ...(until !== undefined && until !== deferredUntil && { deferredUntil: iso(until) }),
    ...(text !== body && { body: text }),
  };
}
