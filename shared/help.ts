/** HELP: whether the answer is ours to give, and of which program. The words are wording.ts. */
import type { Sender } from './account.ts';
import { answered } from './answered.ts';
import type { InboundMessage } from './ports.ts';
import type { Reading } from './replies.ts';
import { isClosed, type Standing } from './standing.ts';

/**
 * One answer to each HELP, unless somebody else gives it; of the program that the person was
 * texted about last, else of the number that they wrote to. None to whoever is out on a toll-free
 * number: the network carries nothing to them (KT-04).
 */
export function helpOwed(
  message: Pick<InboundMessage, 'answeredByProvider'>,
  facts: { readonly sender: Sender; readonly standing: Standing },
  reading: Reading,
): { readonly reply?: 'help-reply'; readonly program?: string } {
  const { sender, standing } = facts;
  if (reading.intent !== 'help' || answered(message, facts, reading)) return {};
  if (sender.kind === 'toll-free' && isClosed(standing.facts, 'sms')) return {};
  return { reply: 'help-reply', program: standing.sends.last?.program ?? sender.program };
}
