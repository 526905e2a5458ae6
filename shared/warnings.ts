/**
 * What is worth mending in a text and refuses nothing: it leaves as it is, and the decision says
 * so. What refuses a text is rules/content.ts.
 */
import type { Amended } from './amend.ts';
import type { ContentKind } from './content.ts';
import { isNotice, type Warning } from './message.ts';
import type { GateInput } from './rules/rule.ts';
import { ucsWarning } from './segments.ts';

/** Findings that warn; the others refuse, each in its categories. Their rows are in remarks.ts. */
export const WARNING_KINDS = [
  'all-caps',
  'link-mismatch',
  'replaced-stop',
  'unnamed-sender',
] as const satisfies readonly ContentKind[];
const isWarning = (kind: ContentKind): boolean =>
  (WARNING_KINDS as readonly ContentKind[]).includes(kind);

export const UCS_CITATION = '3GPP TS 23.038';

export function warningsOf(input: GateInput, amended: Amended): readonly Warning[] {
  if (isNotice(input.category)) return [];
  const named = amended.amendments.some(({ code }) => code === 'sender-name-added');
  const findings = input.content
    .filter(({ kind }) => isWarning(kind) && !(kind === 'unnamed-sender' && named))
    .map(({ kind, citation, advice, quote }) => ({
      code: kind,
      citation,
      detail: quote === '' ? advice : `“${quote}”: ${advice}`,
    }));
  return [...findings, ...encodingWarning(amended.body)];
}

/** One curly quote makes a text cost up to twice as much. */
function encodingWarning(body: string): Warning[] {
  const found = ucsWarning(body);
  if (!found) return [];
  return [
    {
      code: 'ucs-2',
      citation: UCS_CITATION,
      detail: found.advice,
      ...(found.substitute && { substitute: found.substitute.body }),
    },
  ];
}
