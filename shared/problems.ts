/**
 * Every way the API says no, as one closed table: code, status and title (API.md, Conventions). A
 * problem's detail says what to do; it never repeats what was sent.
 */

export const PROBLEMS = {
  'invalid-request': [400, 'The request is not as the contract says'],
  'invalid-json': [400, 'The body is not JSON'],
  unauthorized: [401, 'A valid key is needed'],
  forbidden: [403, 'This key may not do that'],
  'bad-signature': [403, 'The signature does not match'],
  'origin-not-allowed': [403, 'This form does not accept posts from this origin'],
  'not-found': [404, 'There is no such thing in this account'],
  'method-not-allowed': [405, 'This route does not take that method'],
  'idempotency-conflict': [409, 'This idempotency key was used with another body'],
  'in-progress': [409, 'The same request is being worked on'],
  'live-account': [409, 'Live accounts have no test clock'],
  'already-registered': [409, 'This is registered and cannot change'],
  'already-ruled': [409, 'This review was ruled otherwise'],
  'number-taken': [409, 'This number belongs to another sender'],
  'body-too-large': [413, 'The body is too large'],
  'invalid-number': [422, 'This is not a number that a person can be texted at'],
  'wrong-number': [422, 'This number is another person’s'],
  'prechecked-consent': [422, 'A box that was checked beforehand is no consent'],
  'disclosure-mismatch': [422, 'The wording shown is not the registered one'],
  'no-consent-given': [422, 'No channel was consented to'],
  'evidence-required': [422, 'Lifting this needs a reason and evidence of the new wish'],
  'evidence-missing': [422, 'This source needs its evidence'],
  'risk-not-acknowledged': [422, 'This needs acknowledgeRisk: true'],
  'unknown-reference': [422, 'The request names something that is not configured'],
  'registration-mismatch': [422, 'The registration does not fit its kind'],
  'registration-unreadable': [422, 'There is no registration to read at the provider'],
  'template-incomplete': [422, 'The template lacks a required part'],
  'template-content': [422, 'The template holds what no notice may hold'],
  blocked: [422, 'The gate refused this text'],
  'provider-unavailable': [502, 'The provider did not answer'],
  'provider-refused': [502, 'The provider did not take the text'],
  'outcome-unknown': [502, 'The provider did not say whether it took the text'],
  busy: [503, 'Try again in a moment'],
  internal: [500, 'Something broke on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface InvalidField {
  /** JSON pointer (RFC 6901) into the body. */
  readonly pointer: string;
  readonly detail: string;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly InvalidField[];
  /** Further members of the problem document, such as `decision`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export const problem = (
  code: ProblemCode,
  detail: string,
  more: Omit<Problem, 'code' | 'detail'> = {},
): Problem => ({ code, detail, ...more });

/** The RFC 9457 document. */
export function problemDocument(given: Problem): Record<string, unknown> {
  const [status, title] = PROBLEMS[given.code];
  return {
    // Before the rest: the status of a message never takes the place of the problem's own.
    ...given.extra,
    type: `urn:consentry:problem:${given.code}`,
    title,
    status,
    detail: given.detail,
    code: given.code,
    ...(given.errors && { errors: given.errors }),
  };
}
