/**
 * One text from a person: which entries it makes, and whether an answer is owed. The block stands
 * once the entries are written; the answer itself is a text like any other and passes the gate.
 */
import type { Account, Channel, Sender } from './account.ts';
import { type Instant, iso } from './basics.ts';
import { BARE_COMMANDS } from './data/keywords.ts';
import { PROVIDER_WORDS } from './data/provider-words.ts';
import { REVOKE_ALL } from './data/revoke-all.ts';
import { openPrograms } from './double-opt-in.ts';
import { type EntryDraft, PURPOSES } from './ledger.ts';
import type { InboundMessage } from './ports.ts';
import { type Reading, readReply, ruleOf } from './replies.ts';
import { partlyRevokedSince, revokeAllFrom } from './rules/revocation.ts';
import { isClosed, programsWith, revokedSince, type Scope, type Standing } from './standing.ts';

/** Later parts of a text are kept out of the ledger; carriers split long before. */
export const MAX_INBOUND_CHARACTERS = 10_000;

export interface InboundFacts {
  readonly account: Account;
  readonly sender: Sender;
  readonly standing: Standing;
  readonly now: Instant;
}

/** The entries of one inbound text: always the text itself, then what it did. */
export function decideInbound(message: InboundMessage, facts: InboundFacts): EntryDraft[] {
  const body = message.body.slice(0, MAX_INBOUND_CHARACTERS);
  const open = answerable(facts);
  const reading = readReply(body, open.length > 0 ? { pending: 'opt-in' } : {});
  const base = { at: facts.now, actor: 'person', source: 'text' };
  const received: EntryDraft = {
    ...base,
    type: 'message-received',
    detail: {
      body,
      sender: facts.sender.id,
      provider: message.provider,
      providerMessageId: message.providerMessageId,
      intent: reading.intent,
      certainty: reading.certainty,
      rule: reading.rule,
      language: reading.language,
      ...replyTo(message, facts, reading, open),
    },
  };
  const effect = effectOf(message, facts, reading, open);
  return [received, ...effect.map((draft) => ({ ...base, ...draft }) as EntryDraft)];
}

type Received = Extract<EntryDraft, { type: 'message-received' }>['detail'];

/** The one text that answers it at once: HELP, or what is neither yes nor no to our question. */
function replyTo(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  [program]: readonly string[],
): Pick<Received, 'reply' | 'program'> {
  if (reading.intent === 'help') {
    return answered(message, facts, reading) ? {} : { reply: 'help-reply' };
  }
  const { facts: held, sends } = facts.standing;
  const isUnclear = reading.intent === 'other' && program !== undefined && !isClosed(held, 'sms');
  // Once for each question: whoever answers past it a second time has heard how to answer.
  const isFirst = held.clarifiedAt === undefined || held.clarifiedAt < (sends.asked?.at ?? 0);
  return isUnclear && isFirst ? { reply: 'opt-in-clarification', program } : {};
}

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

function effectOf(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  open: readonly string[],
): Effect[] {
  switch (reading.intent) {
    case 'opt-out':
      return optOut(message, facts, reading, channelsOf(facts), {
        scope: scopeOf(message, facts, reading),
      });
    case 'wrong-number':
      // Everything that uses the number stops; the email is still the other person's (replies.ts).
      return optOut(message, facts, reading, reading.channels);
    case 'stop-all-contact':
      return optOut(message, facts, reading, ['sms', 'voice', 'email']);
    case 'stop-calls':
      return optOut(message, facts, reading, ['voice']);
    case 'stop-email':
      return optOut(message, facts, reading, ['email']);
    case 'opt-in':
      return optIn(message, facts, reading);
    case 'confirm':
      return [
        {
          type: 'consent-confirmed',
          detail: {
            programs: [...open],
            by: 'text',
            evidence: evidenceOf(message, reading, facts),
          },
        },
      ];
    case 'decline':
      return [
        { type: 'consent-declined', detail: { evidence: evidenceOf(message, reading, facts) } },
        ...optOut(message, facts, reading, ['sms'], { confirmation: 'none' }),
      ];
    case 'help':
    case 'call-me':
    case 'complaint':
    case 'other':
      return [];
  }
}

/** The account may widen a STOP to every channel; it can never narrow it (KM-07, D-06). */
const channelsOf = (facts: InboundFacts): readonly Channel[] =>
  facts.account.settings.optOutScope === 'all' ? ['sms', 'voice', 'email'] : ['sms'];

/**
 * How far a STOP reaches among texts. Everything, unless the account lets people leave one thing
 * and the whole text is a bare command: then the program of the last text; or its purpose, and
 * everything where that was information, since STOP to information ends all (RV-14, decision 0017).
 * Everything too where one thing would not be true: the revoke-all rule is in force (RV-11), the
 * provider or the toll-free network has told the person that all end (KT-01), or that one thing was
 * left before.
 */
function scopeOf(message: InboundMessage, facts: InboundFacts, reading: Reading): Scope {
  const { account, now, sender, standing } = facts;
  const { optOutReach, optOutScope } = account.settings;
  if (optOutReach === 'account' || optOutScope === 'all') return {};
  if (!NARROW.has(reading.rule) || answered(message, facts, reading)) return {};
  if (now >= widensFrom(facts)) return {};
  const scope = lastKind(optOutReach, sender, standing);
  return revokedSince(standing.facts, 'sms', scope) === undefined ? scope : {};
}

const widensFrom = ({ account }: InboundFacts): Instant =>
  revokeAllFrom(account.settings, { revokeAll: REVOKE_ALL });

const NARROW: ReadonlySet<string> = new Set(BARE_COMMANDS.map((word) => ruleOf('keyword', word)));

function lastKind(reach: 'purpose' | 'program', sender: Sender, { sends }: Standing): Scope {
  if (reach === 'program') return { program: sends.last?.program ?? sender.program };
  return sends.last?.purpose === 'marketing' ? { purpose: 'marketing' } : {};
}

function optOut(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  channels: readonly Channel[],
  { scope = {}, confirmation }: { readonly scope?: Scope; readonly confirmation?: 'none' } = {},
): Effect[] {
  const held = facts.standing.facts;
  // Somebody who is already out has been told once; a second confirmation would be one text too
  // many.
  const news = channels.filter((channel) => revokedSince(held, channel, scope) === undefined);
  if (news.length === 0) return [];
  const silent = confirmation ?? (news.includes('sms') ? 'owed' : 'none');
  return [
    {
      type: 'opted-out',
      detail: {
        channels: [...news],
        ...scope,
        receivedAt: iso(facts.now),
        words: reading.words,
        rule: reading.rule,
        confirmation:
          silent === 'owed' && answered(message, facts, reading) ? 'answered-by-provider' : silent,
        sender: facts.sender.id,
        language: reading.language,
        evidence: evidenceOf(message, reading, facts),
      },
    },
  ];
}

/** START lifts the block for what was agreed before, or opts in to the program of this number. */
function optIn(message: InboundMessage, facts: InboundFacts, reading: Reading): Effect[] {
  const held = facts.standing.facts;
  const confirmed = programsWith(held, 'confirmed');
  const known = [...confirmed, ...programsWith(held, 'pending'), ...programsWith(held, 'declined')];
  const programs = known.length > 0 ? [...new Set(known)] : [facts.sender.program];
  const blocked =
    isClosed(held, 'sms') ||
    partlyRevokedSince(held, widensFrom(facts)) !== undefined ||
    PURPOSES.some((purpose) => revokedSince(held, 'sms', { purpose }) !== undefined) ||
    programs.some((program) => revokedSince(held, 'sms', { program }) !== undefined);
  // A second START changes nothing, so that it is not answered twice.
  if (confirmed.length > 0 && !blocked) return [];
  return [
    {
      type: 'opted-in',
      detail: {
        channels: ['sms'],
        programs,
        words: reading.words,
        rule: reading.rule,
        confirmation: answered(message, facts, reading) ? 'answered-by-provider' : 'owed',
        sender: facts.sender.id,
        language: reading.language,
        evidence: evidenceOf(message, reading, facts),
      },
    },
  ];
}

/** YES and NO count only as answers to a question that went out and is still open (KM-05). */
const answerable = ({ account, now, standing }: InboundFacts): readonly string[] =>
  standing.sends.asked === undefined ? [] : openPrograms(standing, account.settings, now);

/**
 * Whether the person has an answer already: the provider says so, its keyword handling is on for
 * this number, or the toll-free network answered, which knows bare STOP, START and UNSTOP only
 * (KT-01 to KT-03).
 */
function answered(message: InboundMessage, facts: InboundFacts, reading: Reading): boolean {
  if (message.answeredByProvider) return true;
  if (!reading.rule.startsWith('keyword:')) return false;
  const { kind, provider, providerAnswersKeywords } = facts.sender;
  if (kind === 'toll-free') return PROVIDER_WORDS['toll-free'].has(reading.words);
  return providerAnswersKeywords && PROVIDER_WORDS[provider].has(reading.words);
}

const evidenceOf = (message: InboundMessage, reading: Reading, facts: InboundFacts) => ({
  provider: message.provider,
  providerMessageId: message.providerMessageId,
  sender: facts.sender.id,
  words: reading.words,
  rule: reading.rule,
});
