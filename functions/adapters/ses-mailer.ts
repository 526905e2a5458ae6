/**
 * Hands a mail to Amazon SES v2. Decides nothing about who gets one.
 *
 * Rests on https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html: subject and
 * bodies have a character set of their own, attachments go beside them, and SES itself makes the
 * Message-ID. So the mail's own id goes along in a header: SES knows no repeats.
 */
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail, Mailer } from '#shared/ports.ts';

/** By this a receiver tells a repeat from a new mail. */
export const MAIL_ID_HEADER = 'X-Consentry-Id';

const text = (data: string) => ({ Data: data, Charset: 'UTF-8' });
/** A line break in a header would begin another header. */
const oneLine = (words: string): string => words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

export const sesMailer = ({ client }: { readonly client: SESv2Client }): Mailer => ({
  async send(mail) {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: oneLine(mail.from),
        Destination: { ToAddresses: [oneLine(mail.to)] },
        Content: {
          Simple: {
            Subject: text(oneLine(mail.subject)),
            Body: { Text: text(mail.text), ...(mail.html && { Html: text(mail.html) }) },
            Headers: [{ Name: MAIL_ID_HEADER, Value: oneLine(mail.id) }],
            ...(mail.attachments?.length && { Attachments: mail.attachments.map(attached) }),
          },
        },
      }),
    );
  },
});

const attached = ({ content, name, type }: NonNullable<Mail['attachments']>[number]) => ({
  FileName: oneLine(name),
  ContentType: type,
  ContentDisposition: 'ATTACHMENT' as const,
  // The one encoding that bears any line length and any character.
  ContentTransferEncoding: 'BASE64' as const,
  RawContent: new TextEncoder().encode(content),
});
