/** Who answers a keyword before us, so that nobody gets two answers to one text. */
import type { Sender } from './account.ts';
import { PROVIDER_WORDS } from './data/provider-words.ts';
import type { InboundMessage } from './ports.ts';
import type { Reading } from './replies.ts';

/**
 * Whether the person has an answer already: the provider says so, its keyword handling is on for
 * this number, or the toll-free network answered, which knows bare STOP, START and UNSTOP only
 * (KT-01 to KT-03).
 */
export function answered(
  message: Pick<InboundMessage, 'answeredByProvider'>,
  { sender }: { readonly sender: Sender },
  reading: Pick<Reading, 'rule' | 'words'>,
): boolean {
  if (message.answeredByProvider) return true;
  if (!reading.rule.startsWith('keyword:')) return false;
  const { kind, provider, providerAnswersKeywords } = sender;
  if (kind === 'toll-free') return PROVIDER_WORDS['toll-free'].has(reading.words);
  return providerAnswersKeywords && PROVIDER_WORDS[provider].has(reading.words);
}
