/** Can a person be texted at this number: by its plan, and by what a look-up said of the line. */
import type { Settings } from '../settings.ts';
import { ASKED_FOR, type Clear, EVERY, FOUND, type GateInput, listed, type Rule } from './rule.ts';

const invalidNumber = {
  code: 'invalid-number',
  id: 'number.textable',
  title: 'The number must be one that a person can be texted at',
  citation: 'Carrier codes for bad numbers: Twilio 21211, 21614; AWS TEXT_INVALID',
  confidence: 'V',
  remedy: 'admin',
  advice: 'Check the number with the contact; correct it in the CRM.',
  outcome: 'deny',
  judges: EVERY,
  check: ({ phone }) => (phone ? undefined : FOUND),
  explain: () => ({
    detail: 'This is not a mobile or fixed line number. Check it with the contact.',
  }),
} as const satisfies Rule;

const landline = {
  code: 'landline',
  id: 'number.line-type',
  title: 'A landline cannot be texted',
  citation: 'Carrier codes for bad numbers: Twilio 30006, 21614; AWS TEXT_INVALID',
  confidence: 'V',
  remedy: 'person',
  advice: 'Call instead, or ask the contact for a mobile number.',
  outcome: 'deny',
  judges: EVERY,
  check({ facts: { line } }) {
    return line !== undefined && (line.type === 'landline' || line.type === 'other')
      ? FOUND
      : undefined;
  },
  explain: ({ facts: { line } }) => ({
    detail:
      line?.type === 'other'
        ? 'The number is no line that takes texts. Ask the contact for a mobile number.'
        : 'The number is a landline. Call instead, or ask the contact for a mobile number.',
  }),
} as const satisfies Rule;

const voipNotAllowed = {
  code: 'voip-not-allowed',
  id: 'number.voip',
  title: 'VoIP numbers are texted only where the account allows it',
  citation: 'Account policy: settings.lineType.voip',
  confidence: 'V',
  remedy: 'admin',
  advice: 'An admin can allow VoIP numbers in the settings.',
  outcome: 'deny',
  judges: ASKED_FOR,
  check: ({ facts: { line }, account }) =>
    line?.type === 'voip' && account.settings.lineType.voip === 'deny' ? FOUND : undefined,
  explain: () => ({
    detail: 'The number is a VoIP number, which this account does not text. Ask for a mobile.',
  }),
} as const satisfies Rule;

type Unknown = Settings['lineType']['unknown'];

/** An answer to a person's own text goes to a line that has just texted. */
const CLASS: Readonly<Record<string, keyof Unknown>> = {
  marketing: 'marketing',
  informational: 'informational',
  conversational: 'informational',
  essential: 'essential',
};

const lineTypeUnknown = {
  code: 'line-type-unknown',
  id: 'number.looked-up',
  title: 'Whether an unknown line is texted is the account’s choice, by category',
  citation: 'Account policy: settings.lineType.unknown',
  confidence: 'V',
  remedy: 'time',
  advice: 'The number is being looked up; try again in a minute, or allow unknown lines.',
  outcome: 'deny',
  judges: ['marketing', 'informational', 'essential'],
  check(input) {
    if (input.facts.line !== undefined || !input.phone) return undefined;
    return policyOf(input) === 'deny' ? FOUND : undefined;
  },
  explain: () => ({
    detail:
      'What kind of line this is has not been answered yet. Try again in a minute; of somebody nothing is known of, record a consent first, or allow unknown lines.',
  }),
} as const satisfies Rule;

const policyOf = ({ account, category }: GateInput): 'allow' | 'deny' =>
  account.settings.lineType.unknown[CLASS[category] ?? 'informational'];

/** A mobile line, or one not looked up that every category may text. */
export const isPlainLine: Clear = ({ account, facts: { line }, phone }) => {
  if (!phone || line) return phone !== undefined && line?.type === 'mobile';
  const { essential, informational, marketing } = account.settings.lineType.unknown;
  return marketing === 'allow' && informational === 'allow' && essential === 'allow';
};

export const NUMBER_RULES = listed('number', [
  invalidNumber,
  landline,
  voipNotAllowed,
  lineTypeUnknown,
]);
