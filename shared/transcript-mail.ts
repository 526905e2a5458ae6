/**
 * A transcript as a mail to the firm's CRM: plain text, and ADF for car dealers.
 *
 * ADF 1.0 (Auto-lead Data Format) as its published descriptions and the leads that dealers' systems
 * take have it, read 2026-11-22; the specification itself was not at hand (confidence S). Such
 * systems read it in the body of a plain text mail. A conversation names no car, so the vehicle,
 * which the format asks for, is empty.
 */
import type { Account } from './account.ts';
import { mailFrom } from './mail.ts';
import type { Mail } from './ports.ts';
import type { Line, Transcript } from './transcripts.ts';

export const ADF_TYPE = 'application/x-adf+xml';

/** Undefined where the account has no address to mail to, or none to mail from. */
export function transcriptMail(account: Account, transcript: Transcript): Mail | undefined {
  const { format, mailTo } = account.settings.transcripts;
  const from = mailFrom(account);
  if (mailTo === null || from === undefined) return undefined;
  const text = transcriptText(transcript);
  return {
    id: `mail_${transcript.id}`,
    account: account.id,
    to: mailTo,
    from,
    subject: `Text conversation with ${contactName(transcript)}`,
    text: format === 'adf' ? transcriptAdf(transcript) : text,
    ...(format === 'text-and-adf' && {
      attachments: [
        { name: `${transcript.id}.xml`, type: ADF_TYPE, content: transcriptAdf(transcript) },
      ],
    }),
  };
}

/** A name comes from a form: it has one line, whatever was typed there. */
const nameOf = ({ contact }: Transcript): string =>
  contact.name?.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim() || contact.phone;

const contactName = (transcript: Transcript): string => {
  const { phone } = transcript.contact;
  const name = nameOf(transcript);
  return name === phone ? phone : `${name} (${phone})`;
};

/** Seconds are enough for people; UTC, as every time of the API. */
const clock = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;

const CLOSED = { rest: 'It rests.', request: 'It was closed.' } as const;

export function transcriptText(transcript: Transcript): string {
  const { closedBy, firm, from, lines, omitted, to } = transcript;
  // In the head, since only the firm's own lines name a number, and there may be none.
  const numbers = firm.numbers.length > 0 ? ` (${firm.numbers.join(', ')})` : '';
  const head = [
    `${firm.name}${numbers}: text conversation with ${contactName(transcript)}`,
    `${clock(from)} to ${clock(to)}. ${CLOSED[closedBy]}`,
    '',
    ...(omitted > 0 ? [`(${omitted} earlier lines are left out.)`] : []),
  ];
  return printable(`${[...head, ...lines.map((line) => textLine(transcript, line))].join('\n')}\n`);
}

/** What XML 1.0 has no place for, not even escaped, and no reader shows: most controls. */
const NO_TEXT = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;
const printable = (text: string): string => text.toWellFormed().replace(NO_TEXT, '');

/** What one side said may have lines of its own: they are set in, so that none passes for ours. */
const setIn = (text: string): string =>
  text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).join('\n    ');

function textLine(transcript: Transcript, line: Line): string {
  const { firm } = transcript;
  const number = line.number ? ` (${line.number})` : '';
  switch (line.by) {
    case 'note':
      return `${clock(line.at)}  * ${line.text}`;
    case 'contact':
      return `${clock(line.at)}  ${nameOf(transcript)}: ${setIn(line.text)}`;
    default:
      return `${clock(line.at)}  ${firm.name}${number}${outcomeOf(line)}: ${setIn(line.text)}`;
  }
}

function outcomeOf({ outcome, reasons = [], until }: Line): string {
  const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
  switch (outcome) {
    case 'blocked':
    case 'voided':
      return ` [not sent${why}]`;
    case 'deferred':
    case 'held':
      return ` [waits${until ? ` until ${clock(until)}` : ''}${why}]`;
    case 'failed':
      return ' [failed]';
    case 'outcome-unknown':
      return ' [outcome unknown]';
    default:
      return '';
  }
}

export function transcriptAdf(transcript: Transcript): string {
  const { contact, firm, id, from } = transcript;
  const [number] = firm.numbers;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<?adf version="1.0"?>',
    '<adf>',
    '  <prospect status="new">',
    `    <id sequence="1" source="Consentry">${xml(id)}</id>`,
    ...(contact.externalId
      ? [`    <id sequence="2" source="${xml(firm.name)}">${xml(contact.externalId)}</id>`]
      : []),
    `    <requestdate>${from.slice(0, 19)}+00:00</requestdate>`,
    '    <vehicle>',
    '      <year></year>',
    '      <make></make>',
    '      <model></model>',
    '    </vehicle>',
    '    <customer>',
    '      <contact>',
    `        <name part="full">${xml(nameOf(transcript))}</name>`,
    ...(contact.email ? [`        <email>${xml(contact.email)}</email>`] : []),
    `        <phone type="cellphone">${xml(contact.phone)}</phone>`,
    '      </contact>',
    `      <comments>${xml(transcriptText(transcript))}</comments>`,
    '    </customer>',
    '    <vendor>',
    `      <vendorname>${xml(firm.name)}</vendorname>`,
    '      <contact>',
    `        <name part="full">${xml(firm.name)}</name>`,
    ...(number ? [`        <phone type="voice">${xml(number)}</phone>`] : []),
    '      </contact>',
    '    </vendor>',
    '    <provider>',
    '      <name part="full">Consentry</name>',
    '      <service>Text conversation</service>',
    '    </provider>',
    '  </prospect>',
    '</adf>',
    '',
  ].join('\n');
}

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const xml = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
