/**
 * The pretend SES that mails: takes what SendEmail of SES v2 posts and keeps it in a mailbox. Rests
 * on https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html.
 */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { iso } from '#shared/basics.ts';
import { type Answer, type Call, json, readJson } from './http.ts';
import type { Network } from './network.ts';
import { sesError } from './targets.ts';

const Content = z.object({ Data: z.string(), Charset: z.optional(z.string()) });
const MailInput = z.object({
  FromEmailAddress: z.string().check(z.minLength(3)),
  Destination: z.object({
    ToAddresses: z.array(z.string().check(z.includes('@'))).check(z.minLength(1), z.maxLength(50)),
  }),
  Content: z.object({
    Simple: z.object({
      Subject: Content,
      Body: z.object({ Text: Content, Html: z.optional(Content) }),
      Headers: z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), []),
      Attachments: z._default(
        z.array(
          z.object({
            FileName: z.string().check(z.minLength(1), z.maxLength(255)),
            ContentType: z.optional(z.string()),
            RawContent: z.base64(),
          }),
        ),
        [],
      ),
    }),
  }),
});

export function sesMailApi(network: Network, call: Call): Answer | undefined {
  if (call.path.join('/') !== 'v2/email/outbound-emails') return undefined;
  if (call.method !== 'POST') return sesError(405, 'BadRequestException', 'Use POST');
  if (network.mode.email === 'server-error')
    return sesError(500, 'InternalServiceErrorException', 'Try later');
  const input = MailInput.safeParse(readJson(call.body));
  if (!input.success) return sesError(400, 'BadRequestException', 'The mail is not valid');
  const { FromEmailAddress: from, Destination, Content: content } = input.data;
  if (!isVerified(network, from))
    return sesError(400, 'MessageRejected', 'Email address is not verified.');
  const { Attachments, Body, Headers, Subject } = content.Simple;
  const messageId = randomUUID();
  network.state.keepMail({
    messageId,
    at: iso(network.now()),
    from,
    to: Destination.ToAddresses,
    subject: Subject.Data,
    text: Body.Text.Data,
    ...(Body.Html && { html: Body.Html.Data }),
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
    attachments: Attachments.map(({ ContentType, FileName, RawContent }) => ({
      name: FileName,
      type: ContentType ?? 'application/octet-stream',
      content: Buffer.from(RawContent, 'base64').toString('utf8'),
    })),
  });
  return json(200, { MessageId: messageId });
}

/** By the address itself or by its domain. */
function isVerified(network: Network, from: string): boolean {
  const known = network.connections.identities;
  const address = (/<([^>]*)>$/.exec(from)?.[1] ?? from).toLowerCase();
  const domain = address.slice(address.indexOf('@') + 1);
  return known === undefined || known.includes(address) || known.includes(domain);
}
