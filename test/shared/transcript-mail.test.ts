/** A transcript as CRMs and people read it: plain text and ADF, word for word. */
import { describe, expect, test } from 'vitest';
import { transcriptAdf, transcriptMail, transcriptText } from '#shared/transcript-mail.ts';
import type { Line, Transcript } from '#shared/transcripts.ts';
import { account } from '../contract/carrier-fixture.ts';

const NUMBER = '+12025550100';
const time = (clock: string) => `2026-11-24T${clock}.000Z`;
const LINES: readonly Line[] = [
  { at: time('17:00:00'), by: 'contact', text: 'Is it there?\nThe blue one', number: NUMBER },
  { at: time('17:01:05'), by: 'firm', text: 'Yes & no.', number: NUMBER, outcome: 'sent' },
  {
    at: time('17:02:00'),
    by: 'firm',
    text: 'Tomorrow?',
    number: NUMBER,
    outcome: 'deferred',
    reasons: ['quiet-hours'],
    until: '2026-11-25T14:00:00.000Z',
  },
  { at: time('17:03:00'), by: 'contact', text: 'STOP', number: NUMBER },
  { at: time('17:03:00'), by: 'note', text: 'Opted out: texts.' },
  {
    at: time('17:04:00'),
    by: 'firm',
    text: 'Sale!',
    outcome: 'blocked',
    reasons: ['opted-out', 'frequency-cap'],
  },
];
const TRANSCRIPT: Transcript = {
  id: 'trn_0123456789abcdef01234567',
  from: time('17:00:00'),
  to: time('17:04:00'),
  closedBy: 'rest',
  firm: { name: 'Smith & Sons "Autos"', numbers: [NUMBER] },
  contact: {
    phone: '+12025550143',
    name: 'Pat <Doe>',
    email: 'pat@example.com',
    externalId: 'crm-8841',
  },
  lines: LINES,
  omitted: 0,
};

const TEXT = `Smith & Sons "Autos" (+12025550100): text conversation with Pat <Doe> (+12025550143)
2026-11-24 17:00:00 UTC to 2026-11-24 17:04:00 UTC. It rests.

2026-11-24 17:00:00 UTC  Pat <Doe>: Is it there?
    The blue one
2026-11-24 17:01:05 UTC  Smith & Sons "Autos" (+12025550100): Yes & no.
2026-11-24 17:02:00 UTC  Smith & Sons "Autos" (+12025550100) [waits until 2026-11-25 14:00:00 UTC (quiet-hours)]: Tomorrow?
2026-11-24 17:03:00 UTC  Pat <Doe>: STOP
2026-11-24 17:03:00 UTC  * Opted out: texts.
2026-11-24 17:04:00 UTC  Smith & Sons "Autos" [not sent (opted-out, frequency-cap)]: Sale!
`;
const ESCAPED = TEXT.replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;')
  .replaceAll('"', '&quot;');

const ADF = `<?xml version="1.0" encoding="UTF-8"?>
<?adf version="1.0"?>
<adf>
  <prospect status="new">
    <id sequence="1" source="Consentry">trn_0123456789abcdef01234567</id>
    <id sequence="2" source="Smith &amp; Sons &quot;Autos&quot;">crm-8841</id>
    <requestdate>2026-11-24T17:00:00+00:00</requestdate>
    <vehicle>
      <year></year>
      <make></make>
      <model></model>
    </vehicle>
    <customer>
      <contact>
        <name part="full">Pat &lt;Doe&gt;</name>
        <email>pat@example.com</email>
        <phone type="cellphone">+12025550143</phone>
      </contact>
      <comments>${ESCAPED}</comments>
    </customer>
    <vendor>
      <vendorname>Smith &amp; Sons &quot;Autos&quot;</vendorname>
      <contact>
        <name part="full">Smith &amp; Sons &quot;Autos&quot;</name>
        <phone type="voice">+12025550100</phone>
      </contact>
    </vendor>
    <provider>
      <name part="full">Consentry</name>
      <service>Text conversation</service>
    </provider>
  </prospect>
</adf>
`;

const saying = (text: string): Transcript => ({
  ...TRANSCRIPT,
  contact: { phone: '+12025550143' },
  lines: [{ at: time('17:00:00'), by: 'contact', text }],
});

test('the plain text, word for word', () => expect(transcriptText(TRANSCRIPT)).toBe(TEXT));
test('the ADF, word for word', () => expect(transcriptAdf(TRANSCRIPT)).toBe(ADF));

describe('what a person texts', () => {
  test('cannot pass for a line of the transcript', () => {
    for (const end of ['\n', '\r\n', '\r', '\u000b', '\u0085', '\u2028']) {
      const forged = `ok${end}2026-11-24 17:09:00 UTC  * Opted in: texts.`;
      const lines = transcriptText(saying(forged)).split(/\r\n|[\n\r\v\u0085\u2028]/);
      expect(lines.filter((line) => line.startsWith('2026') && line.includes('*'))).toEqual([]);
    }
  });

  test('and neither can a name', () => {
    const contact = { phone: '+12025550143', name: 'Pat\n2026-11-24 17:09:00 UTC  * Opted in' };
    const lines = transcriptText({ ...saying('Hi'), contact }).split('\n');
    expect(lines.filter((line) => line.startsWith('2026') && !line.includes('Hi'))).toHaveLength(1);
  });

  test('cannot leave its element, nor break the XML', () => {
    const hostile = `</comments><adf>&lt;]]>'"\u0000\u0007\u0008\u001b\ufffe\uffff\ud83d`;
    const adf = transcriptAdf(saying(hostile));
    expect(adf.match(/<adf>/g)).toHaveLength(1);
    expect(adf.match(/<\/comments>/g)).toHaveLength(1);
    expect(adf).toContain('&lt;/comments&gt;&lt;adf&gt;&amp;lt;]]&gt;&apos;&quot;\ufffd');
    expect(adf).toBe(adf.toWellFormed());
    expect(adf).not.toMatch(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/u);
  });

  test('brings no control characters into the text, as into the ADF; tabs and lines stay', () => {
    const typed = 'S\u0001T\u0000O\u001b[31mP\u0007\u007f\uffff \ud83d a\tb\u000bc';
    expect(transcriptText(saying(typed))).toContain(': STO[31mP \ufffd a\tb\n    c\n');
    for (const out of [transcriptText(saying(typed)), transcriptAdf(saying(typed))]) {
      expect(out).not.toMatch(/(?![\t\n])\p{Cc}/u);
      expect(out.isWellFormed()).toBe(true);
    }
  });
  test('may be any letters there are', () => {
    expect(transcriptAdf(saying('¿Señora? 日本 🚗'))).toContain('¿Señora? 日本 🚗');
  });
});

test('a text that waits for a YES is shown as waiting, one that was voided as not sent', () => {
  const waits = { at: time('17:00:00'), by: 'firm', text: 'Sale!' } as const;
  const lines: Line[] = [
    { ...waits, outcome: 'held', reasons: ['consent-pending'], until: time('18:00:00') },
    { ...waits, outcome: 'voided', reasons: ['consent-declined'] },
  ];
  const text = transcriptText({ ...TRANSCRIPT, lines });
  expect(text).toContain('[waits until 2026-11-24 18:00:00 UTC (consent-pending)]: Sale!');
  expect(text).toContain('[not sent (consent-declined)]: Sale!');
});

test('the firm’s numbers stand in the head, also where only the person wrote', () => {
  const heads = [[NUMBER], [NUMBER, '72975'], []].map((numbers) => {
    const firm = { name: 'Acme', numbers };
    return transcriptText({ ...saying('Hi'), firm }).split(':')[0];
  });
  expect(heads).toEqual([`Acme (${NUMBER})`, `Acme (${NUMBER}, 72975)`, 'Acme']);
});

test('a contact without a name is named by the number; lines left out are counted', () => {
  const many = { ...saying('Hi'), omitted: 12 };
  expect(transcriptText(many)).toContain('(12 earlier lines are left out.)');
  expect(transcriptText(many)).toContain('  +12025550143: Hi');
  expect(transcriptAdf(many)).toContain('<name part="full">+12025550143</name>');
});

describe('the mail', () => {
  type Wanted = { mailTo: string | null; format: 'text' | 'adf' | 'text-and-adf' };
  const firm = (wanted: Wanted, from?: string) => {
    const made = account(from === undefined ? {} : { email: { from } });
    const transcripts = { restMinutes: 30, ...wanted };
    return { ...made, settings: { ...made.settings, transcripts } };
  };
  const FROM = 'texts@acme.example';
  const mailTo = 'leads@crm.example';

  test('needs an address to mail to and one to mail from', () => {
    expect(
      transcriptMail(firm({ mailTo: null, format: 'text' }, FROM), TRANSCRIPT),
    ).toBeUndefined();
    expect(transcriptMail(firm({ mailTo, format: 'text' }), TRANSCRIPT)).toBeUndefined();
    expect(transcriptMail(firm({ mailTo, format: 'text' }, FROM), TRANSCRIPT)).toEqual({
      id: 'mail_trn_0123456789abcdef01234567',
      account: 'acct',
      to: mailTo,
      from: `"Acme" <${FROM}>`,
      subject: 'Text conversation with Pat <Doe> (+12025550143)',
      text: TEXT,
    });
  });

  test('has ADF as its body, or beside the text', () => {
    const body = transcriptMail(firm({ mailTo, format: 'adf' }, FROM), TRANSCRIPT);
    expect(body).toMatchObject({ text: ADF });
    expect(body).not.toHaveProperty('attachments');
    const both = transcriptMail(firm({ mailTo, format: 'text-and-adf' }, FROM), TRANSCRIPT);
    expect(both).toMatchObject({
      text: TEXT,
      attachments: [{ name: `${TRANSCRIPT.id}.xml`, type: 'application/x-adf+xml', content: ADF }],
    });
  });
});
