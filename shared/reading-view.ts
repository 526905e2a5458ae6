/**
 * What a firm is shown of how a text was read: the one place that lists these fields. All but
 * `scope` and `words` are of the contract; `words` are those that decided, so that a person can
 * see why.
 */
import type { Reading } from './replies.ts';

export const readingView = ({
  intent,
  certainty,
  channels,
  scope,
  language,
  rule,
  words,
}: Reading) => ({
  intent,
  certainty,
  channels,
  scope,
  language,
  rule,
  words,
});
