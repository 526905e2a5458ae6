/**
 * What the providers' refusal and failure codes mean for a sender, and what to do about each.
 *
 * One row per code of Twilio's REST answers and delivery reports, and of AWS End User Messaging's
 * exceptions and events. A code that is not here is a matter of configuration until somebody reads
 * it: Twilio warns that it splits and adds codes (changelog of 2024-07-10), so no rule of law may
 * rest on one. No row is ever a reason to send again by itself or from another number (BL-10).
 *
 * Confidence: V the source's text was read; S secondary summary; M no source found, from memory.
 * Date: day read.
 */

/** Why a text was not taken or not delivered; the same words as SendOutcome in ports.ts. */
export type RefusalReason =
  | 'opted-out'
  | 'invalid-number'
  | 'sender-unregistered'
  | 'content'
  | 'throttled'
  | 'configuration';

export interface CarrierCode {
  readonly provider: 'twilio' | 'aws';
  readonly code: string;
  readonly reason: RefusalReason;
  /** What it means, then what to do: shown to agents and in the history, so without data in it. */
  readonly meaning: string;
  readonly action: string;
  readonly source: string;
  readonly date: string;
  readonly confidence: 'V' | 'S' | 'M';
}

type Row = readonly [code: string, reason: RefusalReason, meaning: string, action: string];
type Origin = Pick<CarrierCode, 'provider' | 'source' | 'confidence'>;

const READ = '2026-11-22';
const rows = (origin: Origin, table: readonly Row[]): CarrierCode[] =>
  table.map(([code, reason, meaning, action]) => ({
    ...origin,
    source: origin.source.replace('{code}', code),
    code,
    reason,
    meaning,
    action,
    date: READ,
  }));

const TWILIO_DOCS: Origin = {
  provider: 'twilio',
  source: 'https://www.twilio.com/docs/api/errors/{code}',
  confidence: 'V',
};
const TWILIO_SUMMARY: Origin = {
  provider: 'twilio',
  source: 'https://www.franfunnel.com/blog/sms-delivery-error-codes',
  confidence: 'S',
};
const TWILIO_LIST: Origin = {
  provider: 'twilio',
  source: 'https://help.chekkit.io/article/148-common-sms-mms-error-messages (BL-03, BL-08)',
  confidence: 'S',
};
const TWILIO_MEMORY: Origin = {
  provider: 'twilio',
  source: 'none found (rules.md 7.2)',
  confidence: 'M',
};
const AWS_SDK: Origin = {
  provider: 'aws',
  source: 'npm @aws-sdk/client-pinpoint-sms-voice-v2 3.1138.0, error reasons (BL-04, R6)',
  confidence: 'V',
};
const AWS_EVENTS: Origin = {
  provider: 'aws',
  source:
    'https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html',
  confidence: 'V',
};

const CHECK_NUMBER = 'Ask the person for another number.';
const REGISTER = 'Register the sender and wait for approval before sending.';
/** A spam filter (BL-03, BL-10). */
const INSPECT =
  'Stop and inspect wording, links and consent of the campaign; never retry or rotate numbers.';

const TWILIO: readonly CarrierCode[] = [
  ...rows(TWILIO_DOCS, [
    [
      '21610',
      'opted-out',
      'The person opted out of this sender at Twilio.',
      'Record the opt-out here; only START from the handset lifts it.',
    ],
    ['21211', 'invalid-number', 'The number is not a valid phone number.', CHECK_NUMBER],
    ['21268', 'invalid-number', 'The number is a premium or information line.', CHECK_NUMBER],
    ['30032', 'sender-unregistered', 'The toll-free number is not verified.', REGISTER],
  ]),
  ...rows(TWILIO_SUMMARY, [
    [
      '20003',
      'configuration',
      'Twilio did not accept the credentials.',
      'Connect Twilio again with the account SID and its current auth token.',
    ],
    [
      '20429',
      'throttled',
      'More requests than Twilio takes at once.',
      'Send more slowly; ask Twilio for a higher rate if it lasts.',
    ],
    [
      '21606',
      'configuration',
      'The sender cannot send texts to this destination from this account.',
      'Check that the number belongs to the connected Twilio account and can text.',
    ],
    ['21614', 'invalid-number', 'The number cannot receive texts.', CHECK_NUMBER],
  ]),
  ...rows(TWILIO_LIST, [
    [
      '30003',
      'invalid-number',
      'The handset is switched off, out of reach or no longer in service.',
      'Try another day; if it stays so, ask the person for another number.',
    ],
    ['30005', 'invalid-number', 'The number is unknown or no longer in service.', CHECK_NUMBER],
    ['30006', 'invalid-number', 'The number is a landline or cannot be reached.', CHECK_NUMBER],
    ['30007', 'content', 'Twilio or the carrier filtered the text as spam.', INSPECT],
  ]),
  ...rows(TWILIO_MEMORY, [
    [
      '21603',
      'configuration',
      'The request names no sender.',
      'Give the sender a number or a Messaging Service.',
    ],
    ['21635', 'invalid-number', 'The number is a landline.', CHECK_NUMBER],
    ['30034', 'sender-unregistered', 'The long code is in no approved 10DLC campaign.', REGISTER],
    [
      '429',
      'throttled',
      'More requests than Twilio takes at once.',
      'Send more slowly; ask Twilio for a higher rate if it lasts.',
    ],
    [
      '401',
      'configuration',
      'Twilio did not accept the credentials.',
      'Connect Twilio again with the account SID and its current auth token.',
    ],
  ]),
];

const AWS: readonly CarrierCode[] = [
  ...rows(AWS_SDK, [
    [
      'DESTINATION_PHONE_NUMBER_OPTED_OUT',
      'opted-out',
      "The number is on the sender's opt-out list at AWS.",
      'Record the opt-out here; only the person can lift it.',
    ],
    [
      'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
      'configuration',
      'The AWS account is in the sandbox, which texts verified numbers only.',
      'Move the AWS account out of the SMS sandbox.',
    ],
    [
      'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
      'configuration',
      'The protect configuration blocks this country.',
      'Allow the country in the protect configuration, if you mean to text there.',
    ],
    [
      'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
      'configuration',
      'The protect configuration blocks this number.',
      'Lift the override in the protect configuration, if it is a mistake.',
    ],
    ['DESTINATION_COUNTRY_BLOCKED', 'configuration', 'AWS does not text this country.', 'None.'],
    ['REGISTRATION_NOT_COMPLETE', 'sender-unregistered', 'The registration is open.', REGISTER],
    ['RESOURCE_NOT_ACTIVE', 'sender-unregistered', 'The sender is not active yet.', REGISTER],
    ['SENDER_ID_NOT_REGISTERED', 'sender-unregistered', 'The sender is not registered.', REGISTER],
    [
      'SENDER_ID_REQUIRES_REGISTRATION',
      'sender-unregistered',
      'The sender must be registered for this country.',
      REGISTER,
    ],
    [
      'NO_ORIGINATION_IDENTITIES_FOUND',
      'configuration',
      'AWS has no such sender in this account and region.',
      'Check the number of the sender and the region of the stack.',
    ],
    [
      'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
      'configuration',
      'The monthly spending limit for texts is reached.',
      'Ask AWS for a higher limit.',
    ],
    [
      'ThrottlingException',
      'throttled',
      'More texts a second than the sender may send.',
      'Send more slowly; ask AWS for a higher rate if it lasts.',
    ],
    [
      'AccessDeniedException',
      'configuration',
      'The function may not send texts in this AWS account.',
      'Check the role of the function and the state of the AWS account.',
    ],
    [
      'ResourceNotFoundException',
      'configuration',
      'AWS has no such sender or configuration set.',
      'Check the number of the sender and the name of the configuration set.',
    ],
  ]),
  ...rows(AWS_EVENTS, [
    ['TEXT_BLOCKED', 'content', 'The handset or carrier blocks this sender.', INSPECT],
    ['TEXT_CARRIER_BLOCKED', 'content', 'The carrier blocks texts to this number.', INSPECT],
    ['TEXT_SPAM', 'content', 'The carrier filtered the text as spam.', INSPECT],
    ['TEXT_INVALID', 'invalid-number', 'The number is not valid.', CHECK_NUMBER],
    ['TEXT_UNREACHABLE', 'invalid-number', 'The handset cannot be reached.', CHECK_NUMBER],
  ]),
];

export const CARRIER_CODES: readonly CarrierCode[] = [...TWILIO, ...AWS];

const BY_CODE = new Map(CARRIER_CODES.map((row) => [`${row.provider} ${row.code}`, row]));

/** The row of a code, or undefined for one that nobody has read yet. */
export const carrierCode = (
  provider: CarrierCode['provider'],
  code: string,
): CarrierCode | undefined => BY_CODE.get(`${provider} ${code}`);

export interface CodeAdvice {
  readonly meaning: string;
  readonly action: string;
}

/** A code that nobody has read yet is no reason to send again either. */
const UNREAD: CodeAdvice = {
  meaning: 'A code of the provider that is not known here.',
  action: 'Look it up at the provider before sending more; do not resend.',
};
const ADVICE = new Map(
  CARRIER_CODES.map(({ code, meaning, action }) => [code, { meaning, action }]),
);

/**
 * What a code says, with or without its reason in front (`content 30007`): the codes of the
 * providers differ, so that none needs its provider named.
 */
export const adviceOn = (code: string): CodeAdvice =>
  ADVICE.get(code.slice(code.lastIndexOf(' ') + 1)) ?? UNREAD;
