/** Random but lawful input for properties: entries of every type, in any order, at any time. */
import fc from 'fast-check';
import { CHANNELS } from '#shared/account.ts';
import { type Instant, iso } from '#shared/basics.ts';
import { CONSENT_SOURCES, type EntryDraft, GRADES, LINE_TYPES } from '#shared/ledger.ts';

export const instants: fc.Arbitrary<Instant> = fc.integer({
  min: Date.UTC(2024, 0, 1),
  max: Date.UTC(2028, 0, 1),
});
export const programs = fc.constantFrom('default', 'service', 'news');
export const channels = fc.constantFrom(...CHANNELS);
const someChannels = fc.uniqueArray(channels, { minLength: 1, maxLength: 3 });
const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const evidence = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(words, fc.boolean()), {
  maxKeys: 3,
});
/** Few, so that rulings meet what they are about. */
const reviews = fc.constantFrom(...['a', 'b', 'c'].map((one) => `rev_${one.repeat(32)}`));
const confirmation = fc.constantFrom('owed', 'answered-by-provider', 'none');

const details = {
  'consent-captured': fc.record({
    channel: channels,
    program: programs,
    status: fc.constantFrom('pending', 'confirmed'),
    grade: fc.constantFrom(...GRADES),
    purpose: fc.constantFrom('marketing', 'informational'),
    source: fc.constantFrom(...CONSENT_SOURCES),
    obtainedAt: instants.map(iso),
    evidence,
  }),
  'number-looked-up': fc.record({
    lineType: fc.constantFrom(...LINE_TYPES),
    provider: fc.constant('aws'),
  }),
  'call-reported': fc.record({ calledAt: instants.map(iso), subject: words }),
  'consent-confirmed': fc.record({
    programs: fc.uniqueArray(programs, { maxLength: 3 }),
    by: fc.constant('text'),
    evidence,
  }),
  'consent-declined': fc.record({ evidence }),
  'opted-out': fc.record(
    {
      channels: someChannels,
      program: programs,
      receivedAt: instants.map(iso),
      words,
      confirmation,
      review: reviews,
    },
    { requiredKeys: ['channels', 'receivedAt', 'confirmation'] },
  ),
  'opted-in': fc.record({
    channels: someChannels,
    programs: fc.uniqueArray(programs, { minLength: 1, maxLength: 3 }),
    confirmation,
  }),
  'dnd-changed': fc.record(
    { sms: fc.boolean(), voice: fc.boolean(), email: fc.boolean(), reason: words, evidence },
    { requiredKeys: ['reason'] },
  ),
  'message-received': fc.record({
    body: words,
    sender: fc.constant('main'),
    provider: fc.constant('twilio'),
    providerMessageId: fc.stringMatching(/^SM[0-9a-f]{8}$/),
    intent: fc.constant('other'),
    certainty: fc.constant('unsure'),
    rule: fc.constant('none'),
    language: fc.constant('und'),
  }),
  'question-asked': fc.record({
    channels: fc.constant(['sms'] as ('sms' | 'voice')[]),
    until: instants.map(iso),
    intent: fc.constantFrom('opt-out', 'wrong-number'),
    words,
    rule: words,
    sender: fc.constant('main'),
    language: fc.constant('en'),
  }),
  'question-answered': fc.record({
    answer: fc.constantFrom('no', 'opt-in'),
    words,
    rule: words,
  }),
  'review-opened': fc.record({
    review: reviews,
    ofSeq: fc.integer({ min: 1, max: 50 }),
    intent: fc.constant('opt-out'),
    certainty: fc.constantFrom('likely', 'unsure'),
    channels: fc.constant(['sms'] as ('sms' | 'voice')[]),
    did: fc.constantFrom('opted-out', 'confirmed', 'nothing'),
  }),
  'review-ruled': fc.record({
    review: reviews,
    ofSeq: fc.integer({ min: 1, max: 50 }),
    ruling: fc.constantFrom('opt-out', 'not-opt-out'),
    reason: words,
    lifted: fc.constant(['sms'] as ('sms' | 'voice')[]),
  }),
  'opt-in-mailed': fc.constant({ program: 'default', ofHash: 'c'.repeat(64) }),
  'wrong-number-reported': fc.record(
    {
      words,
      rule: words,
      review: reviews,
      ended: fc.constant([]),
      formerContact: fc.constant({}),
    },
    { requiredKeys: ['words', 'rule', 'ended', 'formerContact'] },
  ),
  'preference-changed': fc.record({ channel: channels, rule: words }),
  'contact-changed': fc.record(
    { name: words, email: fc.constant('pat@customer.example'), externalId: words },
    { requiredKeys: [] },
  ),
  'suppression-applied': fc.record({
    target: fc.constantFrom('email', 'dialer'),
    outcome: fc.constantFrom('applied', 'not-applicable'),
    ofSeq: fc.integer({ min: 1, max: 50 }),
    ofHash: fc.constant('a'.repeat(64)),
    reference: words,
  }),
  'transcript-ready': fc.record({
    transcript: fc.constant('trn_1'),
    from: fc.constant('2026-11-22T15:00:00.000Z'),
    to: fc.constant('2026-11-22T15:05:00.000Z'),
    closedBy: fc.constantFrom('rest', 'request'),
    received: fc.integer({ min: 1, max: 9 }),
    sent: fc.integer({ min: 0, max: 9 }),
    throughSeq: fc.integer({ min: 1, max: 50 }),
    contentHash: fc.constant('a'.repeat(64)),
  }),
  'transcript-mailed': fc.record({
    transcript: fc.constant('trn_1'),
    to: fc.constant('leads@crm.example'),
    format: fc.constantFrom('text', 'adf'),
  }),
  'settings-changed': fc.record({ kind: words, id: words, change: evidence }),
} as const satisfies Record<EntryDraft['type'], fc.Arbitrary<unknown>>;

const ofType = (type: EntryDraft['type']): fc.Arbitrary<EntryDraft> =>
  fc
    .record({ detail: details[type] as fc.Arbitrary<unknown>, at: instants, source: words })
    .map(({ detail, at, source }) => ({ type, detail, at, actor: 'person', source }) as EntryDraft);

export const ENTRY_TYPES = Object.keys(details) as EntryDraft['type'][];
export const entryDrafts: fc.Arbitrary<EntryDraft> = fc.oneof(...ENTRY_TYPES.map(ofType));

/** Lists of drafts that one change may hold. */
export const draftLists = (maxLength = 12): fc.Arbitrary<EntryDraft[]> =>
  fc.array(entryDrafts, { minLength: 1, maxLength });

/** One seed per run, printed so that a failure can be run again. */
export function seeded(name: string, numRuns: number): { seed: number; numRuns: number } {
  const seed = Date.now() % 2_147_483_647;
  console.log(`seed ${seed} (${name})`);
  return { seed, numRuns };
}
