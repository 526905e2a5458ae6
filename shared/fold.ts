/**
 * What each entry of a ledger does to the facts of its contact: the fold that a standing equals. It
 * decides no text; the gate does.
 */
import { CHANNELS } from './account.ts';
import { HOUR, type Instant } from './basics.ts';
import { MAX_CAP_HOURS, MAX_COUNTED, subjectKey } from './counting.ts';
import type { EntryBody } from './entries.ts';
import { renewed, takesAway } from './fold-consent.ts';
import {
  answersQuestion,
  asked,
  doubtAfter,
  mayLeaveAfter,
  ruled,
  scopeNameOf,
  whichOf,
  withoutDoubt,
} from './fold-doubt.ts';
import { afterRuling, beforeReturn, wrongNumber } from './fold-wrong-number.ts';
import { foreign, languageAfter } from './language.ts';
import type { LedgerEntry } from './ledger.ts';
import { saidAt } from './received-at.ts';
import {
  type ConsentState,
  channelOf,
  emptyStanding,
  type Facts,
  MAX_PAST_EMAILS,
  programOf,
  programsWith,
  scopeKey,
} from './standing.ts';

/** The facts after one entry. Total: an entry that changes nothing gives the same facts. */
export function applyEntry(facts: Facts, entry: LedgerEntry): Facts {
  switch (entry.type) {
    case 'consent-captured':
      return captured(facts, entry.detail, entry);
    case 'consent-confirmed':
      return confirmed(facts, entry.detail.programs, entry.at);
    case 'consent-declined':
      return { ...facts, consents: mapValues(facts.consents, declineIfPending) };
    case 'opted-out':
      return revoke(facts, entry.detail);
    case 'opted-in':
      return optIn(beforeReturn(facts, entry.detail), entry.detail, entry);
    case 'dnd-changed':
      return changeDnd(facts, entry.detail);
    case 'opt-in-mailed':
      return { ...facts, mailedAt: facts.mailedAt ?? entry.at };
    case 'message-received':
      return received(facts, entry.detail, entry.at);
    case 'contact-changed':
      return changeContact(facts, entry.detail);
    case 'number-looked-up':
      return { ...facts, line: { type: entry.detail.lineType, at: entry.at } };
    case 'call-reported':
      return called(facts, entry.detail);
    case 'question-asked':
      return { ...facts, question: asked(entry.detail, entry) };
    case 'question-answered':
      return { ...facts, ...NOTHING_ASKED };
    case 'review-opened':
      return mayLeaveAfter(facts, entry.detail);
    case 'review-ruled':
      return afterRuling(ruled(facts, entry.detail), entry.detail);
    case 'wrong-number-reported':
      return wrongNumber(facts, entry.detail, entry.at);
    case 'preference-changed':
      return { ...facts, prefers: entry.detail.channel };
    case 'suppression-applied':
    case 'transcript-ready':
    case 'transcript-mailed':
    case 'settings-changed':
      return facts;
  }
}

/** Facts after all entries of a ledger, from nothing. */
export const foldEntries = (entries: readonly LedgerEntry[]): Facts =>
  entries.reduce(applyEntry, emptyStanding('').facts);

type Detail<Type extends EntryBody['type']> = Extract<EntryBody, { type: Type }>['detail'];

function changeContact(facts: Facts, detail: Detail<'contact-changed'>): Facts {
  const { otherEmail, ...rest } = detail;
  const replaced = rest.email !== undefined && facts.email !== rest.email ? facts.email : undefined;
  const past = [replaced, ...(facts.pastEmails ?? []), otherEmail].filter(
    (one): one is string => one !== undefined && one !== (rest.email ?? facts.email),
  );
  const pastEmails = [...new Set(past)].slice(0, MAX_PAST_EMAILS);
  return { ...facts, ...rest, ...(pastEmails.length > 0 && { pastEmails }) };
}

function captured(
  facts: Facts,
  detail: Detail<'consent-captured'>,
  entry: { readonly at: Instant; readonly hash: string },
): Facts {
  const key = scopeKey(detail.channel, detail.program);
  const held = facts.consents[key];
  const news = consentOf(detail, entry);
  const consent = held && takesAway(held, news) ? renewed(held, news) : renewed(news, held);
  if (consent === held) return facts;
  const language = detail.disclosure?.language;
  return {
    ...facts,
    origin: facts.origin ?? detail.source,
    ...(language !== undefined && { language: foreign(language) }),
    consents: { ...facts.consents, [key]: consent },
  };
}

function consentOf(
  detail: Detail<'consent-captured'>,
  entry: { readonly at: Instant; readonly hash: string },
): ConsentState {
  const { basis, grade, purpose, quarantined, source, status, vendor } = detail;
  const at = Date.parse(detail.obtainedAt);
  return {
    status,
    grade,
    purpose,
    at,
    hash: entry.hash,
    source,
    ...(status === 'pending' && at !== entry.at && { since: entry.at }),
    ...(basis && { basis }),
    ...(vendor && { vendor }),
    ...(quarantined && { quarantined }),
    ...(detail.sellerNamed === false && { unnamed: true as const }),
  };
}

/** The consent stays the one that was captured, with its wording; the YES only makes it count. */
function confirmed(facts: Facts, programs: readonly string[], at: Instant): Facts {
  const consents = mapValues(facts.consents, (consent, key) => {
    const answered =
      consent.status === 'pending' &&
      programs.includes(programOf(key)) &&
      channelOf(key) !== 'email';
    if (!answered) return consent;
    // The question names the account, so the YES is given to it by name (CN-03, CN-06), and in
    // words: what a relationship only implied is express from then on (CASL s.10(1)).
    const { unnamed: _, basis: __, since: ___, ...asked } = consent;
    const grade = asked.grade === 'implied' ? ('express' as const) : asked.grade;
    return { ...asked, grade, status: 'confirmed' as const, at };
  });
  return { ...facts, consents, handsetAt: facts.handsetAt ?? at, mayLeave: undefined };
}

const declineIfPending = (consent: ConsentState): ConsentState =>
  consent.status === 'pending' ? { ...consent, status: 'declined' } : consent;

function revoke(facts: Facts, detail: Detail<'opted-out'>): Facts {
  const revoked = { ...facts.revoked };
  const receivedAt = Date.parse(detail.receivedAt);
  for (const channel of detail.channels) {
    const key = scopeKey(channel, scopeNameOf(detail));
    revoked[key] = Math.max(revoked[key] ?? 0, receivedAt);
  }
  // Of one and the same instant: this was said after the person came back.
  const undone = detail.channels.includes('sms') && facts.cameBackAt === receivedAt;
  return {
    ...facts,
    revoked,
    ...doubtAfter(facts, detail),
    ...(detail.channels.includes('sms') && { which: whichOf(detail) }),
    ...(answersQuestion(detail) && { question: undefined }),
    ...(undone && { cameBackAt: receivedAt - 1 }),
  };
}

/**
 * Fresh words of the person lift the block and stand as consent of the grade they had before, or as
 * express consent: what a relationship only implied is said in words now (CASL s.10(1)).
 */
function optIn(
  facts: Facts,
  detail: Detail<'opted-in'>,
  entry: { readonly at: Instant; readonly hash: string },
): Facts {
  const { channels, programs } = detail;
  const touches = (key: string) =>
    channels.includes(channelOf(key)) &&
    (/^[*@]/.test(programOf(key)) || programs.includes(programOf(key)));
  const consents = { ...facts.consents };
  for (const channel of channels) {
    for (const program of programs) {
      const key = scopeKey(channel, program);
      const held = consents[key];
      consents[key] = {
        // What a vendor only claims to have in writing does not become true by the word START, and
        // the vendor is forgotten with it.
        grade: isOwnWriting(held) ? 'written' : 'express',
        purpose: held?.purpose ?? 'informational',
        source: held?.source ?? 'text-in',
        status: 'confirmed',
        at: entry.at,
        hash: entry.hash,
        ...(held?.unnamed && { unnamed: held.unnamed }),
      };
    }
  }
  return {
    ...facts,
    consents,
    revoked: Object.fromEntries(Object.entries(facts.revoked).filter(([key]) => !touches(key))),
    ...withoutDoubt(facts, touches),
    ...(channels.includes('sms') && NOTHING_ASKED),
    origin: facts.origin ?? 'text-in',
    handsetAt: facts.handsetAt ?? entry.at,
    ...(channels.includes('sms') && { cameBackAt: saidAt(entry.at, detail) }),
  };
}

/** What the person says anew answers all that was asked about texts. */
const NOTHING_ASKED = { question: undefined, which: undefined, mayLeave: undefined };

const isOwnWriting = (held: ConsentState | undefined): boolean =>
  held?.grade === 'written' && held.vendor === undefined && !held.quarantined;

function changeDnd(facts: Facts, detail: Detail<'dnd-changed'>): Facts {
  const dnd = { ...facts.dnd };
  let revoked = facts.revoked;
  for (const channel of CHANNELS) {
    if (detail[channel] === true) dnd[channel] = true;
    if (detail[channel] === false) {
      delete dnd[channel];
      // Only evidence of the person's new wish ends the opt-out too (RV-15).
      if (detail.evidence === undefined) continue;
      revoked = Object.fromEntries(
        Object.entries(revoked).filter(([key]) => channelOf(key) !== channel),
      );
    }
  }
  // Evidence of the person's new wish for texts answers what we asked about them.
  const isAnswered = detail.sms === false && detail.evidence !== undefined;
  return {
    ...facts,
    dnd,
    revoked,
    ...withoutDoubt(facts, (key) => revoked[key] === undefined),
    ...(isAnswered && { ...NOTHING_ASKED, wrongNumber: undefined }),
  };
}

/** Whoever texts of their own accord holds the handset; an answer to our question must be YES. */
function received(facts: Facts, detail: Detail<'message-received'>, at: Instant): Facts {
  const asked = programsWith(facts, 'pending').length > 0;
  const handset = facts.handsetAt ?? (asked ? undefined : at);
  const language = languageAfter(detail.language, facts.language);
  return {
    ...facts,
    origin: facts.origin ?? 'text-in',
    lastInboundAt: lastOf(facts.lastInboundAt, detail, at),
    ...(handset !== undefined && { handsetAt: handset }),
    ...(language && { language }),
    ...(detail.reply === 'opt-in-clarification' && { clarifiedAt: at }),
  };
}

/** A text that was held up comes after later ones; without a time of its own it is the newest. */
const lastOf = (
  last: Instant | undefined,
  detail: Detail<'message-received'>,
  at: Instant,
): Instant => (detail.receivedAt === undefined ? at : Math.max(last ?? 0, saidAt(at, detail)));

const mapValues = <T>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => T,
): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** Calls are kept as far as a cap may count them: the newest, within the longest window. */
function called(facts: Facts, { calledAt, subject }: Detail<'call-reported'>): Facts {
  const at = Date.parse(calledAt);
  const calls = [...(facts.calls ?? []), { subject: subjectKey(subject), at }]
    .sort((a, b) => a.at - b.at)
    .slice(-MAX_COUNTED);
  const newest = calls.at(-1)?.at ?? at;
  return { ...facts, calls: calls.filter((call) => call.at > newest - MAX_CAP_HOURS * HOUR) };
}
