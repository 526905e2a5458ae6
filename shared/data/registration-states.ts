/**
 * The providers' own words for how a registration stands, what each means here, and what is missing
 * before texts may leave: rules.md 7.1, rows RG-01 to RG-08.
 *
 * Only `approved` lets a text out. A word that is not here is nobody's approval until somebody has
 * read it: registrations.ts takes it for pending. Rows of providers without an adapter (TCR,
 * Telnyx, Bandwidth) wait for theirs. Twilio leases short codes by hand and shows no state for
 * them, so an admin says their status.
 *
 * Source: per row; rules.md 7.1, read 2026-11-22. Confidence: V the source's text was read; S
 * secondary summary; M from memory or a type that leaves the words open. Date: day read.
 */

export const REGISTRATION_STATES = [
  'none',
  'pending',
  'approved',
  'rejected',
  'suspended',
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** AWS has one kind of registration for brands, campaigns, toll-free numbers and short codes. */
export type RegistrationObject = 'brand' | 'campaign' | 'toll-free' | 'registration' | 'number';

export interface NativeState {
  readonly rule: string;
  readonly provider: 'twilio' | 'aws' | 'tcr' | 'telnyx' | 'bandwidth';
  readonly object: RegistrationObject;
  /** The provider's word, folded by nativeWord. */
  readonly native: string;
  readonly state: RegistrationState;
  /** What is missing, in words that say what to do; empty when approved. */
  readonly missing: string;
  readonly source: string;
  readonly date: string;
  readonly confidence: 'V' | 'S' | 'M';
}

type Origin = Pick<NativeState, 'rule' | 'provider' | 'object' | 'source' | 'confidence'>;
type Row = readonly [native: string, state: RegistrationState, missing: string];

const READ = '2026-11-22';
const rows = (origin: Origin, table: readonly Row[]): NativeState[] =>
  table.map(([native, state, missing]) => ({ ...origin, native, state, missing, date: READ }));

const TWILIO_TYPES = 'npm twilio 6.2.0, types of rest/messaging/v1';
const SUPPORT = 'Ask the provider why and what lifts it; no other number may take its place.';

const TWILIO: readonly NativeState[] = [
  ...rows(
    { rule: 'RG-02', provider: 'twilio', object: 'brand', source: TWILIO_TYPES, confidence: 'V' },
    [
      ['PENDING', 'pending', 'The brand waits for The Campaign Registry.'],
      ['IN_REVIEW', 'pending', 'The brand is being reviewed.'],
      ['APPROVED', 'approved', ''],
      ['FAILED', 'rejected', 'Correct the brand as its errors say, and submit it again.'],
      ['SUSPENDED', 'suspended', `The brand is suspended. ${SUPPORT}`],
      ['DELETION_PENDING', 'none', 'The brand is being deleted: register another.'],
      ['DELETION_FAILED', 'none', 'The brand was to be deleted: register another.'],
    ],
  ),
  ...rows(
    {
      rule: 'RG-03',
      provider: 'twilio',
      object: 'campaign',
      source: `${TWILIO_TYPES} (campaign_status is a free string)`,
      confidence: 'M',
    },
    [
      ['PENDING', 'pending', 'The campaign waits for review.'],
      ['IN_PROGRESS', 'pending', 'The campaign is being reviewed; this takes days.'],
      ['VERIFIED', 'approved', ''],
      ['FAILED', 'rejected', 'Correct the campaign as its errors say, and submit it again.'],
      ['SUSPENDED', 'suspended', `The campaign is suspended. ${SUPPORT}`],
    ],
  ),
  ...rows(
    {
      rule: 'RG-05',
      provider: 'twilio',
      object: 'toll-free',
      source: TWILIO_TYPES,
      confidence: 'V',
    },
    [
      ['PENDING_REVIEW', 'pending', 'The toll-free verification waits for review.'],
      ['IN_REVIEW', 'pending', 'The toll-free verification is being reviewed.'],
      ['TWILIO_APPROVED', 'approved', ''],
      [
        'TWILIO_REJECTED',
        'rejected',
        'Correct the verification as its reasons say, within the 7 days in which it can be edited.',
      ],
    ],
  ),
];

const AWS_REGISTRATION: Origin = {
  rule: 'RG-08',
  provider: 'aws',
  object: 'registration',
  source:
    'https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_RegistrationInformation.html',
  confidence: 'V',
};
const AWS_ENUM: Origin = {
  ...AWS_REGISTRATION,
  source: 'npm @aws-sdk/client-pinpoint-sms-voice-v2 3.1138.0, enums (meaning from the word)',
  confidence: 'M',
};
const AWS: readonly NativeState[] = [
  ...rows(AWS_REGISTRATION, [
    ['CREATED', 'none', 'The registration is made and not submitted: submit it.'],
    ['SUBMITTED', 'pending', 'The registration waits for review.'],
    ['REVIEWING', 'pending', 'The registration is being reviewed.'],
    ['REQUIRES_AUTHENTICATION', 'pending', 'Answer the email that asks to confirm the company.'],
    ['PROVISIONING', 'pending', 'The registration is approved, the number is being set up.'],
    ['COMPLETE', 'approved', ''],
    [
      'REQUIRES_UPDATES',
      'rejected',
      'Correct the marked fields and submit the registration again.',
    ],
    ['CLOSED', 'none', 'The number of this registration was deleted: register another.'],
    ['DELETED', 'none', 'The registration was deleted: make another.'],
  ]),
  ...rows(AWS_ENUM, [
    ['AWS_REVIEWING', 'pending', 'The registration is being reviewed by AWS.'],
    ['REQUIRES_OFFLINE_REVIEW', 'pending', 'The registration is being reviewed by hand.'],
  ]),
  ...rows(
    {
      ...AWS_REGISTRATION,
      source:
        'https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_RegistrationVersionInformation.html',
    },
    [
      ['DRAFT', 'none', 'The version is a draft: submit it.'],
      ['APPROVED', 'approved', ''],
      ['DENIED', 'rejected', 'Correct what was denied and submit the registration again.'],
      ['DISCARDED', 'none', 'The version was abandoned: submit a new one.'],
      ['REVOKED', 'suspended', `An approved registration was revoked. ${SUPPORT}`],
      ['ARCHIVED', 'none', 'The version was replaced by a newer one: read that one.'],
    ],
  ),
  ...rows(
    {
      ...AWS_REGISTRATION,
      object: 'number',
      source: 'npm @aws-sdk/client-pinpoint-sms-voice-v2 3.1138.0, NumberStatus',
    },
    [
      ['ACTIVE', 'approved', ''],
      ['PENDING', 'pending', 'The number is not active yet.'],
      ['ASSOCIATING', 'pending', 'The number is being tied to its registration.'],
      ['DISASSOCIATING', 'none', 'The number is being taken off its registration.'],
      ['DELETED', 'none', 'The number was deleted.'],
      // Our own word for a list that lacks the number.
      ['NOT_LISTED', 'none', 'AWS lists no such number in this account and region.'],
    ],
  ),
];

const TCR: readonly NativeState[] = rows(
  {
    rule: 'RG-01',
    provider: 'tcr',
    object: 'brand',
    source: 'npm twilio 6.2.0, BrandRegistrationIdentityStatus; Telnyx and Bandwidth documentation',
    confidence: 'V',
  },
  [
    ['PENDING', 'pending', 'The identity of the brand is being checked.'],
    ['SELF_DECLARED', 'pending', 'The identity of the brand is declared and not verified.'],
    ['UNVERIFIED', 'rejected', 'The identity could not be verified: correct name, EIN, address.'],
    ['VERIFIED', 'approved', ''],
    ['VETTED_VERIFIED', 'approved', ''],
  ],
);

const TELNYX_TYPES = 'npm telnyx 7.24.0, types';
const TELNYX: readonly NativeState[] = [
  ...rows(
    {
      rule: 'RG-04',
      provider: 'telnyx',
      object: 'campaign',
      source: TELNYX_TYPES,
      confidence: 'V',
    },
    [
      ['TCR_PENDING', 'pending', 'The campaign waits for The Campaign Registry.'],
      ['TCR_ACCEPTED', 'pending', 'The campaign waits for the provider.'],
      ['TCR_FAILED', 'rejected', 'Correct the campaign and submit it again.'],
      ['TCR_SUSPENDED', 'suspended', `The campaign is suspended. ${SUPPORT}`],
      ['TCR_EXPIRED', 'none', 'The campaign has ended: renew it.'],
      ['TELNYX_ACCEPTED', 'pending', 'The campaign waits for the carriers.'],
      ['TELNYX_FAILED', 'rejected', 'Correct the campaign as the provider says.'],
      ['MNO_PENDING', 'pending', 'The campaign waits for the carriers.'],
      ['MNO_ACCEPTED', 'pending', 'The carriers accepted the campaign and are setting it up.'],
      ['MNO_REJECTED', 'rejected', 'A carrier rejected the campaign: correct it.'],
      ['MNO_PROVISIONED', 'approved', ''],
      ['MNO_PROVISIONING_FAILED', 'rejected', 'The carriers could not set the campaign up.'],
    ],
  ),
  ...rows(
    {
      rule: 'RG-06',
      provider: 'telnyx',
      object: 'toll-free',
      source: TELNYX_TYPES,
      confidence: 'V',
    },
    [
      ['VERIFIED', 'approved', ''],
      ['REJECTED', 'rejected', 'Correct the verification and submit it again.'],
      ['IN_PROGRESS', 'pending', 'The toll-free verification is being reviewed.'],
      ['WAITING_FOR_VENDOR', 'pending', 'The toll-free network is reviewing the verification.'],
      ['WAITING_FOR_CUSTOMER', 'pending', 'The provider asks for more: answer it.'],
      ['WAITING_FOR_TELNYX', 'pending', 'The provider is reviewing the verification.'],
    ],
  ),
];

const BANDWIDTH: readonly NativeState[] = rows(
  {
    rule: 'RG-07',
    provider: 'bandwidth',
    object: 'toll-free',
    source: 'mirror of the schema of the provider',
    confidence: 'S',
  },
  [
    ['SUBMITTED', 'pending', 'The toll-free verification waits for review.'],
    ['PENDING_VERIFICATION', 'pending', 'The toll-free verification is being reviewed.'],
    ['VERIFIED', 'approved', ''],
    ['RESTRICTED', 'suspended', `The number is restricted. ${SUPPORT}`],
    ['DENIED', 'rejected', 'Correct the verification and submit it again.'],
  ],
);

export const NATIVE_STATES: readonly NativeState[] = [
  ...TWILIO,
  ...AWS,
  ...TCR,
  ...TELNYX,
  ...BANDWIDTH,
];

/** `Waiting For Vendor` and `waiting-for-vendor` are one word. */
export const nativeWord = (word: string): string =>
  word
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');

const BY_WORD = new Map(
  NATIVE_STATES.map((row) => [`${row.provider} ${row.object} ${row.native}`, row]),
);

/** The row of a provider's word, or undefined for one that nobody has read yet. */
export const nativeState = (
  provider: NativeState['provider'],
  object: RegistrationObject,
  word: string,
): NativeState | undefined => BY_WORD.get(`${provider} ${object} ${nativeWord(word)}`);
