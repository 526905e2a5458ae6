/** Every state of rules.md 7.1 and what it means; only approved sends, and unknown stays closed. */
import { describe, expect, test } from 'vitest';
import { type Registration, SenderSchema } from '#shared/account.ts';
import {
  NATIVE_STATES,
  nativeState,
  REGISTRATION_STATES,
  type RegistrationState,
} from '#shared/data/registration-states.ts';
import {
  deriveRegistration,
  isApproved,
  missingRegistration,
  registrationToStore,
} from '#shared/registrations.ts';
import { codesOf, senderWith, tollFree } from './fixtures.ts';

/** rules.md 7.1, word by word: what may send is on the right of the bar. */
const SEVEN_ONE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['tcr brand', ['PENDING', 'SELF_DECLARED', 'UNVERIFIED'], ['VERIFIED', 'VETTED_VERIFIED']],
  [
    'twilio brand',
    ['PENDING', 'FAILED', 'IN_REVIEW', 'SUSPENDED', 'DELETION_PENDING', 'DELETION_FAILED'],
    ['APPROVED'],
  ],
  ['twilio campaign', ['PENDING', 'IN_PROGRESS', 'FAILED', 'SUSPENDED'], ['VERIFIED']],
  [
    'telnyx campaign',
    [
      'TCR_PENDING',
      'TCR_SUSPENDED',
      'TCR_EXPIRED',
      'TCR_ACCEPTED',
      'TCR_FAILED',
      'TELNYX_ACCEPTED',
      'TELNYX_FAILED',
      'MNO_PENDING',
      'MNO_ACCEPTED',
      'MNO_REJECTED',
      'MNO_PROVISIONING_FAILED',
    ],
    ['MNO_PROVISIONED'],
  ],
  ['twilio toll-free', ['PENDING_REVIEW', 'IN_REVIEW', 'TWILIO_REJECTED'], ['TWILIO_APPROVED']],
  [
    'telnyx toll-free',
    ['Rejected', 'In Progress', 'Waiting For Vendor', 'Waiting For Customer', 'Waiting For Telnyx'],
    ['Verified'],
  ],
  [
    'bandwidth toll-free',
    ['SUBMITTED', 'PENDING_VERIFICATION', 'RESTRICTED', 'DENIED'],
    ['VERIFIED'],
  ],
  [
    'aws registration',
    [
      'CREATED',
      'SUBMITTED',
      'REVIEWING',
      'AWS_REVIEWING',
      'REQUIRES_AUTHENTICATION',
      'REQUIRES_UPDATES',
      'PROVISIONING',
      'CLOSED',
      'DELETED',
      'DRAFT',
      'DENIED',
      'DISCARDED',
      'REVOKED',
      'ARCHIVED',
      'REQUIRES_OFFLINE_REVIEW',
    ],
    ['COMPLETE', 'APPROVED'],
  ],
  ['aws number', ['PENDING', 'ASSOCIATING', 'DISASSOCIATING', 'DELETED', 'NOT_LISTED'], ['ACTIVE']],
];

type Named = Parameters<typeof nativeState>;
const stateOf = (list: string, word: string): RegistrationState | undefined => {
  const [provider, object] = list.split(' ') as [Named[0], Named[1]];
  return nativeState(provider, object, word)?.state;
};

describe('the table of native states', () => {
  test.each(SEVEN_ONE)('%s: each word of rules.md 7.1 is mapped', (list, closed, approved) => {
    for (const word of closed) {
      expect([word, stateOf(list, word)]).not.toEqual([word, 'approved']);
      expect(REGISTRATION_STATES, word).toContain(stateOf(list, word));
    }
    for (const word of approved) expect([word, stateOf(list, word)]).toEqual([word, 'approved']);
    const listed = NATIVE_STATES.filter((row) => `${row.provider} ${row.object}` === list);
    expect(listed).toHaveLength(closed.length + approved.length);
  });
  test.each(NATIVE_STATES)(
    '$provider $object $native says what is missing, and who says so',
    (row) => {
      if (row.state === 'approved') expect(row.missing).toBe('');
      else expect(row.missing).toMatch(/^[A-Z].*\.$/);
      expect(row.rule).toMatch(/^RG-0\d$/);
      expect(row.source.length).toBeGreaterThan(10);
      expect(row.date).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(stateOf(`${row.provider} ${row.object}`, row.native.toLowerCase())).toBe(row.state);
    },
  );
  test('a word of one provider says nothing at another', () => {
    expect(stateOf('twilio campaign', 'COMPLETE')).toBeUndefined();
    expect(stateOf('aws registration', 'VERIFIED')).toBeUndefined();
  });
});

const tenDlc = (more: Partial<Registration>): Registration => ({
  kind: '10dlc',
  status: 'none',
  ...more,
});
const derived = (more: Partial<Registration>, provider: 'twilio' | 'aws' = 'twilio') =>
  deriveRegistration(provider, tenDlc(more)).status;
const say = (status: string) => ({ status });

describe('10DLC needs its brand and its campaign', () => {
  test.each([
    ['APPROVED', 'VERIFIED', 'approved'],
    ['APPROVED', 'IN_PROGRESS', 'pending'],
    ['IN_REVIEW', 'VERIFIED', 'pending'],
    ['FAILED', 'VERIFIED', 'rejected'],
    ['APPROVED', 'FAILED', 'rejected'],
    ['SUSPENDED', 'FAILED', 'suspended'],
    ['DELETION_PENDING', 'VERIFIED', 'none'],
  ] as const)('brand %s and campaign %s: %s', (brand, campaign, status) => {
    expect(derived({ brand: say(brand), campaign: say(campaign) })).toBe(status);
  });
  test('a campaign alone decides; a brand alone leaves what the account says', () => {
    expect(derived({ campaign: say('VERIFIED') })).toBe('approved');
    expect(derived({ brand: say('APPROVED') })).toBe('none');
    expect(derived({ brand: say('APPROVED'), status: 'approved' })).toBe('approved');
    expect(derived({ brand: say('PENDING'), status: 'approved' })).toBe('pending');
  });
  test('the words count, whatever status is given beside them', () => {
    expect(derived({ status: 'approved', campaign: say('FAILED') })).toBe('rejected');
  });
  test('an active number approves nothing by itself, and a dead one closes', () => {
    expect(derived({ number: say('ACTIVE') }, 'aws')).toBe('none');
    expect(derived({ number: say('ACTIVE'), campaign: say('COMPLETE') }, 'aws')).toBe('approved');
    expect(derived({ number: say('PENDING'), campaign: say('COMPLETE') }, 'aws')).toBe('pending');
    expect(derived({ number: say('DELETED'), campaign: say('COMPLETE') }, 'aws')).toBe('none');
  });
});

describe('a word that is not known stays closed (promise 4)', () => {
  test.each(['APPROVED_WITH_CONDITIONS', 'approved', 'toString', '__proto__', '✓'])(
    '%s',
    (word) => {
      const registration = deriveRegistration('twilio', tenDlc({ campaign: say(word) }));
      expect(registration.status).toBe('pending');
      const sender = senderWith({ registration });
      expect(isApproved(sender)).toBe(false);
      expect(codesOf({ sender })).toEqual(['sender-unregistered']);
      expect(missingRegistration(sender)).toContain(
        `campaign is ${word}. This word of the provider`,
      );
    },
  );
});

describe('the reason says what is missing', () => {
  const missing = (more: Partial<Registration>) =>
    missingRegistration(senderWith({ registration: deriveRegistration('twilio', tenDlc(more)) }));

  test('for each part that is not approved, with the words of the provider', () => {
    const rejected = { status: 'FAILED', detail: 'The website lacks a privacy policy.' };
    expect(missing({ brand: say('IN_REVIEW'), campaign: rejected })).toBe(
      'its 10dlc registration is rejected; it sends once approved. ' +
        'brand is IN_REVIEW. The brand is being reviewed. ' +
        'campaign is FAILED. Correct the campaign as its errors say, and submit it again. ' +
        'The provider says: The website lacks a privacy policy.',
    );
  });
  test('and nothing of those that are', () => {
    expect(missing({ brand: say('APPROVED'), campaign: say('PENDING') })).not.toContain('brand');
  });
  test.each([
    ['none', 'Register it at the provider.'],
    ['pending', 'Wait for the provider, then refresh the sender.'],
    ['rejected', 'Correct it as the provider says, and submit it again.'],
    ['suspended', 'Ask the provider why and what lifts it.'],
  ] as const)('without words of the provider it says what to do while %s', (status, next) => {
    expect(missing({ status })).toBe(
      `its 10dlc registration is ${status}; it sends once approved. ${next}`,
    );
  });
  test('with a brand and no campaign both are named', () => {
    expect(missing({ brand: say('APPROVED') })).toMatch(/approved\. Register it/);
    expect(missing({ brand: say('PENDING') })).toMatch(/brand is PENDING.* Register it/);
  });
  test('a toll-free number with a campaign lacks its verification', () => {
    const sender = { ...tollFree(), registration: tenDlc({ status: 'approved' }) };
    expect(missingRegistration(sender)).toMatch(/needs a toll-free registration, not 10dlc/);
  });
});

describe('what a PUT may say', () => {
  const sender = (registration: object) =>
    SenderSchema.safeParse({ number: '+12025550100', provider: 'twilio', registration });

  test('the short form is enough, and no status is none', () => {
    const short = { kind: '10dlc', status: 'approved', reference: 'CP1' };
    expect(sender(short)).toMatchObject({ success: true, data: { registration: short } });
    expect(sender({ kind: '10dlc' })).toMatchObject({ data: { registration: { status: 'none' } } });
  });
  test.each([
    { kind: '10dlc', status: 'verified' },
    { kind: '10dlc', campaign: { status: '  ' } },
    { kind: '10dlc', campaign: { status: 'x'.repeat(81) } },
    { kind: '10dlc', campaign: 'VERIFIED' },
    { kind: '10dlc', checkedAt: 'yesterday' },
    { kind: 'landline' },
  ])('%j is refused', (registration) => {
    expect(sender(registration).success).toBe(false);
  });
  test.each([
    ['10dlc', 'verification'],
    ['toll-free', 'brand'],
    ['toll-free', 'campaign'],
    ['short-code', 'campaign'],
  ] as const)('%s with a %s is told where it is wrong', (kind, part) => {
    const given = { kind, status: 'none', [part]: say('APPROVED') } as Registration;
    expect(registrationToStore('twilio', given)).toMatchObject({
      ok: false,
      error: {
        code: 'registration-mismatch',
        errors: [{ pointer: `/registration/${part}` }],
      },
    });
  });
  test('what is stored bears the status that the words come to', () => {
    const given = tenDlc({ brand: say('APPROVED'), campaign: say('VERIFIED') });
    expect(registrationToStore('twilio', given)).toEqual({
      ok: true,
      value: { ...given, status: 'approved' },
    });
  });
});
