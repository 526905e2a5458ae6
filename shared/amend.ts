/**
 * The text as it must leave: with the sender's name, and on a first text and from time to time
 * after it, with how to stop. What was added is told with its reason, so that nobody is surprised.
 */
import { DEFAULT_REMINDER } from './account.ts';
import { DAY } from './basics.ts';
import { shortId } from './counting.ts';
import { type Amendment, isNotice } from './message.ts';
import { carriesStopWord, withOptOutLine, withSenderName } from './notices.ts';
import { type GateInput, inConversation } from './rules/rule.ts';

export interface Amended {
  readonly body: string;
  readonly amendments: readonly Amendment[];
  /** This text tells the contact how to stop: counted as the notice. */
  readonly givesNotice: boolean;
}

/** Listed with title and advice in remarks.ts. */
export const AMENDMENT_CITATIONS = {
  'sender-name-added': 'CTIA Messaging Principles (2023) 5.1.2; provider policy (CT-17)',
  'opt-out-line-added': 'CTIA Messaging Principles (2023) 5.1.2, 5.1.3',
} as const;

const coded = (code: keyof typeof AMENDMENT_CITATIONS) => ({
  code,
  citation: AMENDMENT_CITATIONS[code],
});

/** Notices are whole already. `optOutLine` is the account's own, filled. */
export function amend(input: GateInput, optOutLine: string): Amended {
  if (isNotice(input.category)) return { body: input.body, amendments: [], givesNotice: false };
  const { brand } = input.account.settings;
  const amendments: Amendment[] = [];
  const named = owesName(input) ? withSenderName(input.body, brand) : input.body;
  if (named !== input.body) {
    amendments.push({
      ...coded('sender-name-added'),
      detail: `The text did not say who sends it, so ${brand} was put in front.`,
    });
  }
  const owed = owesNotice(input);
  const body = owed ? withOptOutLine(named, optOutLine) : named;
  if (owed && body !== named) {
    amendments.push({
      ...coded('opt-out-line-added'),
      detail: `${owed} So how to stop was added.`,
    });
  }
  // The account's own line tells it in whatever words.
  return { body, amendments, givesNotice: owed !== undefined || tellsHowToStop(body, input) };
}

/** Inside an open conversation the person knows who writes (CT-17). */
const owesName = (input: GateInput): boolean =>
  input.account.settings.senderNamePrefix &&
  !(input.category === 'conversational' && inConversation(input));

/** A firm called West End Auto does not tell how to stop by naming itself. */
const tellsHowToStop = (body: string, { account }: GateInput): boolean =>
  carriesStopWord(body.replaceAll(account.settings.brand, ' '));

/**
 * Why this text must tell how to stop; undefined when it need not, or does already. The first text
 * ever to a contact who registered; manual adds and imports by setting (default no). Then again by
 * the program's cadence, but not inside a conversation, nor in log-in codes.
 */
function owesNotice(input: GateInput): string | undefined {
  const { category, messageId, programId, sends } = input;
  if (category === 'essential' || tellsHowToStop(input.body, input)) return undefined;
  const held = sends.notices[programId];
  if (held?.by === shortId(messageId)) return FIRST;
  if (Object.keys(sends.notices).length === 0) return isToldFirst(input) ? FIRST : undefined;
  if (category === 'conversational' && inConversation(input)) return undefined;
  return isDueAgain(input) ? AGAIN : undefined;
}

const FIRST = 'This is the first text of this kind to the contact.';
const AGAIN = 'The contact has not been told how to stop for a while.';

function isToldFirst({ account, facts }: GateInput): boolean {
  const { manual, import: imported, selfRegistered } = account.settings.firstTextNotice;
  if (facts.origin === 'manual') return manual;
  return facts.origin === 'import' ? imported : selfRegistered;
}

/** CT-08: no law sets the cadence; thirty days is what aggregators ask for. */
function isDueAgain({ now, program, programId, sends }: GateInput): boolean {
  if (!program) return false;
  // Of a program that was stored before it could say so: the default.
  const { days, texts } = program.optOutReminder ?? DEFAULT_REMINDER;
  if (days === null && texts === null) return false;
  const held = sends.notices[programId];
  if (held === undefined) return true;
  return (
    (days !== null && now - held.at >= days * DAY) || (texts !== null && held.texts + 1 >= texts)
  );
}
