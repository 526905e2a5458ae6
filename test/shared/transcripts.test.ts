/** The lines of a transcript: whose, by which number, how many at most, and what stays inside. */
import { describe, expect, test } from 'vitest';
import { conversationsIn, type TextOut } from '#shared/conversations.ts';
import { growLedger } from '#shared/grow.ts';
import { type EntryDraft, phoneKey } from '#shared/ledger.ts';
import { emptyStanding, NO_FACTS } from '#shared/standing.ts';
import {
  MAX_LINES,
  MAX_LINES_BYTES,
  readyEntry,
  transcriptEvent,
  transcriptOf,
} from '#shared/transcripts.ts';
import { account, NUMBER, PERSON, sender } from '../contract/carrier-fixture.ts';
import { AT, received } from '../contract/table-fixture.ts';

const KEY = phoneKey('acct', PERSON);
const LATER = AT + 3_600_000;
const texts = (count: number, body: string): TextOut[] =>
  Array.from({ length: count }, (_, i) => ({
    at: AT + 1 + i,
    id: `msg_${i}`,
    status: 'sent' as const,
    sender: 'main',
    body: `${i} ${body}`,
    reasons: [],
  }));

function made(drafts: readonly EntryDraft[], out: readonly TextOut[] = []) {
  const entries = growLedger(KEY, emptyStanding(KEY), drafts).entries.map(({ entry }) => entry);
  const [one] = conversationsIn({ entries, texts: out }, { gap: 1_800_000, now: LATER });
  if (!one) throw new Error('the person said something');
  const transcript = transcriptOf(KEY, one, {
    account: account(),
    facts: { ...NO_FACTS, name: 'Pat Doe' },
    closedBy: 'request',
    sender: (id) => (id === 'main' ? sender() : undefined),
  });
  return { transcript, one };
}

const REVIEW = { review: 'rev_1', ofSeq: 1 };
const RULED = { ...REVIEW, reason: 'Sam asked them' };
const BOTH = ['sms', 'voice'];

test('a number that the account no longer has is left out', () => {
  const drafts = [received('a'), received('b', AT + 1)];
  const [first, second] = drafts as [EntryDraft & { type: 'message-received' }, EntryDraft];
  const former = { ...first, detail: { ...first.detail, sender: 'former' } };
  const { lines, firm } = made([former, second]).transcript;
  expect(lines.map(({ number }) => number)).toEqual([undefined, NUMBER]);
  expect(firm).toEqual({ name: 'Acme', numbers: [NUMBER] });
});

test('what staff wrote as a reason stays in the ledger', () => {
  const dnd: EntryDraft = {
    type: 'dnd-changed',
    at: AT,
    actor: 'key:key_agent',
    source: 'manual',
    detail: { sms: true, voice: false, reason: 'Sam called from 555-0199' },
  };
  const { transcript } = made([received('Hi'), dnd]);
  expect(transcript.lines[1]).toMatchObject({
    by: 'note',
    text: 'Do-not-disturb: on for texts; off for calls.',
  });
  expect(JSON.stringify(transcript)).not.toMatch(/Sam|0199|key_agent/);
});

test.each([
  [
    'wrong-number-reported',
    { ended: [], formerContact: { name: 'Joe' } },
    'Wrong number reported.',
  ],
  [
    'wrong-number-reported',
    { ended: [], formerContact: {}, review: 'rev_1' },
    'Wrong number reported (to be reviewed).',
  ],
  ['preference-changed', { channel: 'voice' }, 'Prefers calls.'],
  [
    'question-asked',
    { channels: ['sms'], until: 'x', sender: 'main', language: 'en' },
    'Question asked: end texts?',
  ],
  ['question-answered', { answer: 'no' }, 'Question answered: no.'],
  ['question-answered', { answer: 'opt-in' }, 'Question answered: opted in.'],
  [
    'review-opened',
    { ...REVIEW, intent: 'opt-out', certainty: 'unsure', channels: ['sms'], did: 'nothing' },
    'Review opened: texts; nothing done until then.',
  ],
  [
    'review-opened',
    { ...REVIEW, intent: 'wrong-number', certainty: 'likely', channels: BOTH, did: 'opted-out' },
    'Review opened: texts, calls; closed until then.',
  ],
  [
    'review-opened',
    { ...REVIEW, intent: 'confirm', certainty: 'likely', channels: ['sms'], did: 'confirmed' },
    'Review opened: texts; confirmed until then.',
  ],
  ['review-ruled', { ...RULED, ruling: 'opt-out', lifted: [] }, 'Review ruled: an opt-out.'],
  [
    'review-ruled',
    { ...RULED, ruling: 'not-opt-out', lifted: ['sms'] },
    'Review ruled: no opt-out; open again: texts.',
  ],
])('the decision %s %j is told: %s', (type, detail, text) => {
  const said = { words: 'w', rule: 'r', ...detail };
  const drafted = { type, at: AT, actor: 'person', source: 'text', detail: said } as EntryDraft;
  const { transcript } = made([received('Hi'), drafted]);
  expect(transcript.lines[1]).toMatchObject({ by: 'note', text });
  expect(JSON.stringify(transcript.lines)).not.toMatch(/Joe|Sam/);
});

describe('too much for one event', () => {
  test('the newest lines go, and the others are counted', () => {
    const { lines, omitted } = made([received('Hi')], texts(MAX_LINES, 'x')).transcript;
    expect(lines).toHaveLength(MAX_LINES);
    expect(omitted).toBe(1);
    expect(lines.at(-1)?.text).toBe(`${MAX_LINES - 1} x`);
  });

  test('also where few lines are long, in any letters: the event stays below 256 KB', () => {
    const drafts = Array.from({ length: 19 }, (_, i) =>
      received(`${i}${'日'.repeat(9_990)}`, AT + i),
    );
    const { one, transcript } = made(drafts);
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
    expect(bytes(transcript.lines)).toBeLessThanOrEqual(MAX_LINES_BYTES + 2);
    expect(transcript.omitted).toBeGreaterThan(0);
    const entry = readyEntry(transcript, one, { at: LATER, actor: 'key:key_agent' });
    const [stored] = growLedger(KEY, emptyStanding(KEY), [entry]).entries;
    if (!stored) throw new Error('one draft makes one entry');
    const event = transcriptEvent(stored, transcript);
    expect(bytes(event)).toBeLessThan(256 * 1_024);
    expect(event).not.toHaveProperty('actor');
  });
});

test('the same conversation is the same transcript, and another is another', () => {
  const one = made([received('Hi')]).transcript.id;
  expect(made([received('Hi')], texts(1, 'x')).transcript.id).toBe(one);
  expect(made([received('Hi'), received('there', AT + 1)]).transcript.id).not.toBe(one);
});
