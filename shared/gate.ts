/**
 * May this text go out? All rules at once, every reason that applies, and the text as it must
 * leave. Claiming and sending are the handler's.
 *
 * Two steps: `judge` says which rules apply, and costs less than a microsecond; `decideSend` adds
 * the words that people read.
 */
import { type Amended, amend } from './amend.ts';
import { type Instant, iso } from './basics.ts';
import { mayHold } from './held.ts';
import type { Decision, Reason } from './message.ts';
import type { Found } from './packs/pack.ts';
import { type CostEstimate, estimateCost } from './prices.ts';
import { filesToAsk } from './rules/index.ts';
import { FOUND, type GateInput, judgedAs, type RuleOutcome } from './rules/rule.ts';
import { countSegments } from './segments.ts';
import { warningsOf } from './warnings.ts';

export interface Judgement {
  readonly outcome: 'allow' | RuleOutcome;
  /** In the order of REASON_CODES. */
  readonly found: readonly Found[];
}

const ALLOWED: Judgement = Object.freeze({ outcome: 'allow', found: [] });

/** Every rule that applies. One denial denies; else one deferral defers. */
export function judge(input: GateInput): Judgement {
  const judging = input.pack.judging[judgedAs(input)];
  const files = filesToAsk(input, judging.files);
  if (files === 0) return ALLOWED;
  let found: Found[] | undefined;
  let denied = false;
  for (const { file, rules } of judging.groups) {
    if ((file & files) === 0) continue;
    for (const plain of rules) {
      const { rule } = plain;
      const finding = rule.check(input);
      if (finding === undefined) continue;
      const outcome = finding.outcome ?? plain.outcome;
      if (outcome === 'deny') denied = true;
      const it = finding === FOUND ? plain : { rule, finding, outcome };
      if (found === undefined) found = [it];
      else found.push(it);
    }
  }
  return found === undefined ? ALLOWED : { outcome: denied ? 'deny' : 'defer', found };
}

export interface Verdict extends Amended {
  readonly decision: Decision;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
  /** What the text may cost; absent where no price is known. */
  readonly estimate?: CostEstimate;
  /** When to ask again; set exactly when the outcome is `defer`. */
  readonly deferredUntil?: Instant;
}

export interface Wording {
  readonly optOutLine: string;
  /** The caller would rather wait for a missing YES than be refused. */
  readonly holds?: boolean;
}

/** Waiting for the YES is no rule's to say: it is the caller's wish, where nothing else refuses. */
export const outcomeOf = (
  { found, outcome }: Judgement,
  { messageId, sends }: Pick<GateInput, 'messageId' | 'sends'>,
  holds: boolean,
): Decision['outcome'] =>
  holds && outcome === 'deny' && mayHold(found, sends, messageId) ? 'hold' : outcome;

/** The decision as people read it, and the text as it leaves or would leave. */
export function decideSend(input: GateInput, decisionId: string, wording: Wording): Verdict {
  const judgement = judge(input);
  const { found } = judgement;
  const outcome = outcomeOf(judgement, input, wording.holds === true);
  const amended = amend(input, wording.optOutLine);
  const { encoding, segments } = countSegments(amended.body);
  const { consent } = input;
  const { amendments } = amended;
  const warnings = warningsOf(input, amended);
  const estimate = estimateOf(input, segments);
  return {
    ...amended,
    decision: {
      id: decisionId,
      outcome,
      reasons: found.map((one) => explain(one, input)),
      rulePack: input.pack.version,
      decidedAt: iso(input.now),
      ...(consent && { consent: consent.hash }),
      ...(amendments.length > 0 && { amendments: [...amendments] }),
      ...(warnings.length > 0 && { warnings: [...warnings] }),
    },
    encoding,
    segments,
    ...(estimate && { estimate }),
    ...(outcome === 'defer' && { deferredUntil: latestOf(found) }),
  };
}

const estimateOf = ({ phone, sender }: GateInput, segments: number): CostEstimate | undefined =>
  phone &&
  sender &&
  estimateCost({
    segments,
    provider: sender.provider,
    senderKind: sender.kind,
    country: phone.country,
  });

/** No rule that defers leaves out when. */
export const latestOf = (found: readonly Found[]): Instant =>
  Math.max(...found.map((one) => one.finding.until ?? Number.NEGATIVE_INFINITY));

function explain({ rule, finding }: Found, input: GateInput): Reason {
  const { detail, citation } = rule.explain(input, finding);
  return {
    code: rule.code,
    rule: rule.id,
    citation: citation ?? rule.citation,
    detail,
    ...(finding.until !== undefined && { until: iso(finding.until) }),
  };
}
