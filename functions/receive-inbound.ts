/**
 * Replies and delivery reports that a provider posts over HTTP: the signature over the raw body
 * first, then the text into the ledger, then the answer. A repeat of a message id gets the same
 * answer.
 */
import type { Account } from '#shared/account.ts';
import { MESSAGE_ID } from '#shared/message.ts';
import type { WebhookProvider } from '#shared/ports.ts';
import { problem } from '#shared/problems.ts';
import type { HttpHandlers, HttpRequest, HttpResponse } from './http.ts';
import { refuse } from './http.ts';
import { type InboundDeps, receiveReport, receiveText } from './inbound.ts';
import { LOG } from './log.ts';

export interface ReceiveDeps extends InboundDeps {
  /** By the name in the path. */
  readonly webhooks: Readonly<Record<string, WebhookProvider>>;
}

export const receiveInbound = (deps: ReceiveDeps): HttpHandlers => ({
  'POST /v1/webhooks/{provider}/{account}/messages': (request) =>
    verified(deps, request, async (webhook, account) => {
      const message = webhook.parseMessage(request.body);
      if (!message.ok) return refuse(problem('invalid-request', message.error));
      const received = await receiveText(deps, message.value, account.id);
      if (!received.ok) return refuse(received.error);
      return webhook.answer;
    }),
  'POST /v1/webhooks/{provider}/{account}/status': (request) =>
    verified(deps, request, async (webhook, account) => {
      const id = request.query['message'] ?? '';
      if (!MESSAGE_ID.test(id)) return refuse(problem('invalid-request', 'No message is named.'));
      const report = webhook.parseReport(request.body, id);
      if (!report.ok) return refuse(problem('invalid-request', report.error));
      await receiveReport(deps, report.value, account);
      return webhook.answer;
    }),
});

/**
 * Nothing of the body is read before its signature holds; an unknown account looks like a bad one.
 */
async function verified(
  deps: ReceiveDeps,
  request: HttpRequest,
  handle: (webhook: WebhookProvider, account: Account) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { provider = '', account: id = '' } = request.params;
  const webhook = Object.hasOwn(deps.webhooks, provider) ? deps.webhooks[provider] : undefined;
  if (!webhook) return refuse(problem('not-found', 'No such provider posts here.'));
  const { account } = await deps.reader.read({ account: id });
  if (!account || !webhook.verify(request, account.integrations)) {
    deps.log.warn(LOG.signatureRefused, { route: request.route });
    return refuse(
      problem('bad-signature', 'Sign with the secret of this account and the public URL.'),
    );
  }
  return handle(webhook, account);
}
