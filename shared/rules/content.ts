/**
 * What the words of a text may not be. Reading them is content.ts; here it is said which findings
 * refuse a text. The others are warnings: see warnings.ts.
 */
import type { ContentFinding } from '../content.ts';
import { ASKED_FOR, type Clear, FOUND, type GateInput, listed, type Rule } from './rule.ts';

type Words = Pick<Rule, 'id' | 'title' | 'citation' | 'confidence' | 'advice' | 'judges'>;

const refusing = <Code extends string>(
  code: Code,
  kind: ContentFinding['kind'],
  words: Words,
): Rule & { readonly code: Code } => ({
  ...words,
  code,
  remedy: 'admin',
  outcome: 'deny',
  check: ({ content }) => (found(content, kind) ? FOUND : undefined),
  explain(input) {
    const findings = input.content.filter((one) => one.kind === kind);
    return {
      detail: [...Map.groupBy(findings, (one) => one.advice)]
        .map(([advice, those]) => `${those.map((one) => `“${one.quote}”`).join(', ')}: ${advice}`)
        .join(' '),
      citation: [...new Set(findings.map((one) => one.citation))].join('; '),
    };
  },
});

function found(content: GateInput['content'], kind: ContentFinding['kind']): boolean {
  for (const one of content) if (one.kind === kind) return true;
  return false;
}

const contentProhibited = refusing('content-prohibited', 'prohibited', {
  id: 'content.prohibited',
  title: 'Carriers do not carry sex, hate, alcohol, firearms, tobacco, risky finance or deceit',
  citation: 'CTIA Messaging Principles (2023) 5.3.1; carrier codes of conduct',
  confidence: 'Q',
  advice: 'Take the words out, or send from a program that carriers have approved for them.',
  judges: ASKED_FOR,
});

const publicUrlShortener = refusing('public-url-shortener', 'public-shortener', {
  id: 'content.shortener',
  title: 'Links of public shorteners are blocked: nobody can tell who owns them',
  citation: 'AT&T Code of Conduct; T-Mobile Code of Conduct 4.7; CTIA 5.3.2',
  confidence: 'Q',
  advice: 'Link to your own domain, or to a short domain that is yours alone.',
  judges: ASKED_FOR,
});

const exclusiveOptOut = refusing('exclusive-opt-out', 'exclusive-opt-out', {
  id: 'content.exclusive-opt-out',
  title: 'A text may not name one exclusive way to stop',
  citation: '47 CFR 64.1200(a)(10)',
  confidence: 'Q',
  advice: 'Say “Reply STOP to opt out” and nothing that closes other ways.',
  judges: ASKED_FOR,
});

const notEssential = refusing('not-essential', 'marketing-words', {
  id: 'content.essential',
  title: 'An essential text carries no advertising',
  citation: '47 CFR 64.1200(f)(1), (f)(13): dual-purpose texts are advertising',
  confidence: 'M',
  advice: 'Send the advertising apart, as marketing; keep the essential text bare.',
  judges: ['essential'],
});

export const isPlainText: Clear = ({ content }) => content.length === 0;

export const CONTENT_RULES = listed('content', [
  contentProhibited,
  publicUrlShortener,
  exclusiveOptOut,
  notEssential,
]);
