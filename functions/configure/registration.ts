/**
 * Reads at the provider how the registration of a sender stands, and keeps what changed: the only
 * way but a PUT in which a sender comes to be approved or closed.
 */
import { type Sender, senderBody } from '#shared/account.ts';
import { canonicalJson, err, iso, ok, present } from '#shared/basics.ts';
import { configItem } from '#shared/items.ts';
import type { RegistrationReader, RegistrationWords } from '#shared/ports.ts';
import { problem } from '#shared/problems.ts';
import { deriveRegistration } from '#shared/registrations.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
import { accountNow, callerOf } from '../request.ts';
import { change, noSuch } from './change.ts';

export interface RegistrationDeps extends RecordDeps {
  readonly registrations: Readonly<Record<Sender['provider'], RegistrationReader>>;
}

const PROBLEMS = {
  unreadable: 'registration-unreadable',
  unavailable: 'provider-unavailable',
} as const;

export async function refreshSender(
  deps: RegistrationDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { account } = callerOf(request);
  const id = request.params['id'] ?? '';
  const config = [{ kind: 'sender' as const, id }];
  const snapshot = await deps.reader.read({ account, config });
  const sender = snapshot.config('sender', id);
  if (!sender) return refuse(noSuch('sender'));
  const owner = present(snapshot.account, 'the account of a key');
  const reading = await deps.registrations[sender.provider].read(sender, owner.integrations);
  if (reading.status !== 'read') {
    return refuse(problem(PROBLEMS[reading.status], reading.detail));
  }
  const checkedAt = iso(accountNow(owner, deps.clock.now()));
  const fresh = withWords(sender, reading.words, checkedAt);
  // The same words again are no change, and no entry.
  if (canonicalJson(withWords(sender, {}, checkedAt)) === canonicalJson(fresh)) {
    return answer(200, fresh);
  }
  const done = await change(deps, request, config, (now) => {
    const held = now.config('sender', id);
    if (!held || canonicalJson(held) !== canonicalJson(sender)) {
      return err(problem('busy', 'The sender was changed meanwhile. Refresh it again.'));
    }
    return ok({
      kind: 'sender',
      id,
      shown: senderBody(fresh),
      writes: [configItem(account, 'sender', id, fresh)],
      answer: fresh,
    });
  });
  return done.ok ? answer(200, done.value) : refuse(done.error);
}

function withWords(sender: Sender, words: RegistrationWords, checkedAt: string): Sender {
  const registration = { ...sender.registration, ...words, checkedAt };
  return { ...sender, registration: deriveRegistration(sender.provider, registration) };
}
