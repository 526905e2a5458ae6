/** How a standing is kept: it comes back the same, it is small, and what is broken throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  packFacts,
  packHead,
  packSends,
  unpackStanding,
} from '#functions/adapters/dynamo/standing-item.ts';
import { MAX_CLAIMS } from '#shared/claims.ts';
import { growLedger } from '#shared/grow.ts';
import { phoneKey } from '#shared/ledger.ts';
import { messageId } from '#shared/message.ts';
import { emptyStanding, NO_SENDS, type Sends, type Standing } from '#shared/standing.ts';
import { draftLists, seeded } from '../../arbitraries.ts';
import { itemBytes } from '../../item-bytes.ts';
import { consentWith, factsWith, NOON, standingWith } from '../../shared/fixtures.ts';

const KEY = phoneKey('acme', '+12025550143');
const pack = ({ version, seq, head, facts, sends }: Standing) => ({
  version,
  seq,
  head: packHead(head),
  facts: packFacts(facts),
  sends: packSends(sends),
});
const there = (standing: Standing): Standing =>
  unpackStanding(JSON.parse(JSON.stringify(pack(standing))));

const ids = fc.integer({ min: 0, max: 99 }).map((n) => messageId('acme', `key:${n}`));
const times = fc.integer({ min: 0, max: 4_102_444_800_000 });
const runs = fc.stringMatching(/^[0-9a-f]{8}$/);
const shorts = fc.stringMatching(/^[0-9a-f]{10}$/);
const sendsOf: fc.Arbitrary<Sends> = fc.record(
  {
    claims: fc.array(
      fc.record(
        { id: ids, at: times, by: runs, lookUp: fc.constant(true as const) },
        { requiredKeys: ['id', 'at', 'by'] },
      ),
      { maxLength: MAX_CLAIMS },
    ),
    recent: fc.array(fc.record({ id: shorts, subject: shorts, at: times }), { maxLength: 20 }),
    notices: fc.dictionary(
      fc.constantFrom('default', 'service', 'a.b-c_d'),
      fc.record({ by: shorts, at: times, texts: fc.nat(9_999) }),
    ),
    last: fc.record({
      program: fc.constantFrom('default', 'service'),
      purpose: fc.constantFrom('marketing', 'informational'),
    }),
    asked: fc.record({ id: shorts, at: times }),
  },
  { requiredKeys: ['claims', 'recent', 'notices'] },
) as fc.Arbitrary<Sends>;

describe('a standing comes back as it was', () => {
  test('after any lawful history, with any sends', () => {
    fc.assert(
      fc.property(draftLists(), sendsOf, (drafts, sends) => {
        const { entries, facts } = growLedger(KEY, emptyStanding(KEY), drafts);
        const head = entries.at(-1)?.entry.hash ?? '';
        const standing = { version: 7, seq: entries.length, head, facts, sends };
        expect(there(standing)).toEqual(standing);
      }),
      seeded('packed standings', 300),
    );
  });
  test('with every mark that a consent may bear', () => {
    const consent = consentWith({
      status: 'declined',
      grade: 'implied',
      basis: 'purchase',
      purpose: 'informational',
      source: 'vendor',
      vendor: 'leads.example-1',
      quarantined: false,
      unnamed: true,
      renewedAt: NOON - 1,
    });
    const standing = standingWith(factsWith({ consents: { 'sms:default': consent } }));
    expect(there(standing)).toEqual(standing);
  });
  test('a consent that was packed before renewals were kept was not renewed', () => {
    const consent = consentWith({ renewedAt: NOON });
    const standing = standingWith(factsWith({ consents: { 'sms:default': consent } }));
    const packed = JSON.stringify(pack(standing)).replace(`|${NOON.toString(36)}"`, '"');
    const held = unpackStanding(JSON.parse(packed)).facts.consents['sms:default'];
    expect(held).toEqual(consentWith());
  });
  test('ids that are none of ours stay as they are', () => {
    const claims = [{ id: 'msg_1', at: NOON, by: 'run' }];
    expect(there(standingWith(factsWith(), { ...NO_SENDS, claims })).sends.claims).toEqual(claims);
  });
});

test('a busy contact with three consents and eight claims stays under 1 KB', () => {
  const hex = (n: number) => n.toString(16).padStart(10, '0');
  const standing = standingWith(
    factsWith({
      email: 'pat.doe@customer.example',
      externalId: 'crm-8841',
      place: { state: 'FL', zip: '33101', timeZone: 'America/New_York' },
      consents: {
        'sms:default': consentWith(),
        'voice:default': consentWith(),
        'email:default': consentWith(),
      },
      line: { type: 'mobile', at: NOON },
      lastInboundAt: NOON,
    }),
    {
      claims: Array.from({ length: MAX_CLAIMS }, (_, n) => ({
        id: messageId('acme', `${n}`),
        at: NOON + n,
        by: hex(n).slice(-8),
      })),
      recent: Array.from({ length: 3 }, (_, n) => ({ id: hex(n), subject: 'abcdef01', at: NOON })),
      notices: { default: { by: hex(1), at: NOON, texts: 2 } },
      last: { program: 'default', purpose: 'marketing' },
      asked: { id: hex(2), at: NOON },
    },
  );
  const item = { pk: KEY, sk: 'STANDING', kind: 'standing', ...pack(standing) };
  expect(itemBytes(item)).toBeLessThan(1_024);
});

describe('what is broken throws, so that nobody is texted on half a standing', () => {
  const whole = JSON.parse(JSON.stringify(pack(standingWith()))) as Record<string, never>;
  test.each([
    ['no facts', { facts: undefined }],
    ['a field of another version', { facts: { ...packFacts(factsWith()), z: 1 } }],
    ['a consent without its time', { facts: { c: { a: '000' }, r: {}, d: {} } }],
    ['a consent of a kind that is none', { facts: { c: { a: '9--|1|h|x|' }, r: {}, d: {} } }],
    ['claims that are no list', { sends: { c: 'none', r: [], n: {} } }],
    ['a claim without its run', { sends: { c: ['|msg_1|abc'], r: [], n: {} } }],
    ['a claim that is cut', { sends: { c: ['~abcd'], r: [], n: {} } }],
    ['an instant that is none', { sends: { c: [], r: ['a|b|?'], n: {} } }],
    ['sends without their lists', { sends: {} }],
    ['no head', { head: undefined }],
  ])('%s', (_, broken) => {
    expect(() => unpackStanding({ ...whole, ...broken })).toThrow();
  });
  test('a field with the mark that parts fields is refused before it is written', () => {
    const claims = [{ id: 'msg_1', at: NOON, by: 'a|b' }];
    expect(() => packSends({ ...NO_SENDS, claims })).toThrow(/parts fields/);
  });
});
