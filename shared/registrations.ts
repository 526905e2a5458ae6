/**
 * Whether a sender's registration lets carriers take its texts, what it lacks, and what status
 * follows from the provider's own words. Only approved sends: unregistered 10DLC and unverified
 * toll-free traffic is blocked by the carriers (BL-01, BL-02), and a word that nobody has read yet
 * is no approval (DESIGN.md, promise 4).
 */
import type { NativeStatus, Registration, Sender } from './account.ts';
import { err, ok, type Result } from './basics.ts';
import {
  type NativeState,
  nativeState,
  type RegistrationObject,
  type RegistrationState,
} from './data/registration-states.ts';
import { type Problem, problem } from './problems.ts';

const NEEDED = { 'long-code': '10dlc', 'toll-free': 'toll-free', 'short-code': 'short-code' };

/** Asked for every decision: one look at the status that was derived when the sender was stored. */
export const isApproved = ({ kind, registration }: Sender): boolean =>
  registration.status === 'approved' && registration.kind === NEEDED[kind];

/** What is missing, in words that say what to do. */
export function missingRegistration({ kind, provider, registration }: Sender): string {
  if (registration.kind !== NEEDED[kind]) {
    return `a ${kind} number needs a ${NEEDED[kind]} registration, not ${registration.kind}.`;
  }
  const said = wordsOf(provider, registration)
    .filter(({ row }) => row?.state !== 'approved')
    .map(({ part, word, row }) => `${part} is ${word.status}. ${missingOf(row, word)}`);
  const { kind: needed, status } = registration;
  return [
    `its ${needed} registration is ${status}; it sends once approved.`,
    ...said,
    ...(registration[DECIDING[needed]] ? [] : [NEXT[status]]),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** What to do where the provider's word is not known. */
const NEXT: Readonly<Record<RegistrationState, string>> = {
  none: 'Register it at the provider.',
  pending: 'Wait for the provider, then refresh the sender.',
  approved: '',
  rejected: 'Correct it as the provider says, and submit it again.',
  suspended: 'Ask the provider why and what lifts it.',
};

const missingOf = (row: NativeState | undefined, { detail }: NativeStatus): string =>
  [
    row?.missing ?? 'This word of the provider is not known here, so it counts as not approved.',
    ...(detail ? [`The provider says: ${detail}`] : []),
  ].join(' ');

type Part = 'brand' | 'campaign' | 'verification' | 'number';
interface Word {
  readonly part: Part;
  readonly word: NativeStatus;
  readonly row: NativeState | undefined;
}

/** Which of the provider's lists of words each part of a registration is in. */
const OBJECTS: Readonly<Record<Sender['provider'], Record<Part, RegistrationObject>>> = {
  twilio: {
    brand: 'brand',
    campaign: 'campaign',
    verification: 'toll-free',
    number: 'number',
  },
  aws: {
    brand: 'registration',
    campaign: 'registration',
    verification: 'registration',
    number: 'number',
  },
};
const PARTS = ['brand', 'campaign', 'verification', 'number'] as const;

function wordsOf(provider: Sender['provider'], registration: Registration): Word[] {
  return PARTS.flatMap((part): Word[] => {
    const word = registration[part];
    if (!word) return [];
    return [{ part, word, row: nativeState(provider, OBJECTS[provider][part], word.status) }];
  });
}

/** The first of these that any part is in is the state of the whole. */
const WORST_FIRST: readonly RegistrationState[] = [
  'suspended',
  'rejected',
  'none',
  'pending',
  'approved',
];

/** What approval hangs on: a verified brand or an active number may still lack its campaign. */
const DECIDING: Readonly<Record<Registration['kind'], Part>> = {
  '10dlc': 'campaign',
  'toll-free': 'verification',
  'short-code': 'verification',
};

/**
 * The registration as it is stored: its status is what the provider's words come to, all of them
 * approved or none. Where the provider's word for the deciding part is missing, what the account
 * says stands in its place.
 */
export function deriveRegistration(
  provider: Sender['provider'],
  registration: Registration,
): Registration {
  const words = wordsOf(provider, registration);
  const states = words.map(({ row }) => row?.state ?? 'pending');
  if (!registration[DECIDING[registration.kind]]) states.push(registration.status);
  const status = WORST_FIRST.find((state) => states.includes(state)) ?? 'pending';
  return { ...registration, status };
}

/** Parts that the kind of registration has. */
const PARTS_OF: Readonly<Record<Registration['kind'], readonly Part[]>> = {
  '10dlc': ['brand', 'campaign', 'number'],
  'toll-free': ['verification', 'number'],
  'short-code': ['verification', 'number'],
};

/** The derived registration of a PUT, or which of its fields it cannot have. */
export function registrationToStore(
  provider: Sender['provider'],
  registration: Registration,
): Result<Registration, Problem> {
  const allowed = PARTS_OF[registration.kind];
  const wrong = PARTS.filter((part) => registration[part] && !allowed.includes(part));
  if (wrong.length === 0) return ok(deriveRegistration(provider, registration));
  return err(
    problem(
      'registration-mismatch',
      `A registration of kind ${registration.kind} has ${allowed.join(', ')}.`,
      {
        errors: wrong.map((part) => ({
          pointer: `/registration/${part}`,
          detail: `is no part of ${registration.kind}`,
        })),
      },
    ),
  );
}
