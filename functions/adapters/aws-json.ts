/**
 * A small client for AWS services that speak the JSON protocol (X-Amz-Target over POST /): signs,
 * sends over kept connections, waits a bounded time, tries again as aws-retry.ts says. It knows no
 * operation and no shape. Why it stands where the SDK's client stood: docs/decisions/0012.
 * Rests on the AWS JSON 1.0 protocol of the Smithy specification.
 */
import { RetryBudget, type RetryOptions, type Trouble, troubleOf } from './aws-retry.ts';
import { type Answer, exchangeWith, NoAnswer } from './exchange.ts';
import { type AwsCredentials, signer } from './sigv4.ts';

/** Where a service is and as whom it is called. */
export interface AwsConnection {
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** Instead of the service's own address: engines and emulators. Without a path. */
  readonly endpoint?: string;
  /** Of the running invocation: links its trace to those of the queues it fills. */
  readonly traceId?: () => string | undefined;
}

export interface AwsService extends RetryOptions {
  /** In its address and in signatures, as `dynamodb`. */
  readonly name: string;
  /** Before the operation in X-Amz-Target. */
  readonly target: string;
  /** For each attempt, from the connection to the last byte. */
  readonly timeoutMs: number;
  readonly keepAlive: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
export type AwsCall<Input = object> = (operation: string, input: Input) => Promise<Fields>;

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly status: number;
  readonly body: Fields;
}

/** A call that did not come to a whole answer of success. */
export class AwsError extends Error {
  /** What the service calls it; else Node's code, `TimeoutError` or `MalformedAnswer`. */
  override readonly name: string;
  /** Of HTTP; 0 when no whole answer came. */
  readonly status: number;
  /** What the service says of it besides: Item, CancellationReasons, Reason. */
  readonly body: Fields;

  constructor({ name, message, status, body }: Failure, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.status = status;
    this.body = body;
  }
}

/** Whether a call failed in the way that the service calls so. */
export const isNamed = (error: unknown, name: string): error is AwsError =>
  error instanceof AwsError && error.name === name;

/** BatchGetItem answers 16 MB at most, and no other operation more. */
const MAX_ANSWER_BYTES = 24 * 1_048_576;

const pauseFor = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export function awsJson(
  service: AwsService,
  connection: AwsConnection,
  pause: (ms: number) => Promise<void> = pauseFor,
): AwsCall {
  const post = poster(service, connection);
  const budget = new RetryBudget(service);
  return async (operation, input) => {
    const body = JSON.stringify(input);
    let trouble: Trouble | undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await post(operation, body);
        budget.succeeded(trouble);
        return answer;
      } catch (error) {
        trouble = error instanceof AwsError ? troubleOf(error) : undefined;
        const wait = budget.waitAfter(attempt, trouble, Math.random());
        if (wait === undefined) throw error;
        await pause(wait);
      }
    }
  };
}

/** One attempt; what it rejects with is an AwsError. */
function poster(service: AwsService, connection: AwsConnection): AwsCall<string> {
  const { region, credentials, endpoint, traceId } = connection;
  const url = new URL(endpoint ?? addressOf(service.name, region));
  const { keepAlive, timeoutMs } = service;
  const limits = { keepAlive, timeoutMs, maxAnswerBytes: MAX_ANSWER_BYTES };
  const exchange = exchangeWith(url, limits);
  const sign = signer({ credentials, region, service: service.name });
  return async (operation, body) => {
    const signed = sign(
      {
        'content-type': 'application/x-amz-json-1.0',
        host: url.host,
        'x-amz-target': `${service.target}.${operation}`,
      },
      body,
      Date.now(),
    );
    const trace = traceId?.();
    const headers = { ...signed, ...(trace && { 'x-amzn-trace-id': trace }) };
    const answer = exchange({ method: 'POST', path: '/', headers, body });
    return read(await answer.catch(broken));
  };
}

export const addressOf = (service: string, region: string): string =>
  `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** As one error with those that a service names itself. */
function broken(error: unknown): never {
  if (!(error instanceof NoAnswer)) throw error;
  const { name, message, cause } = error;
  throw new AwsError({ name, message, status: 0, body: {} }, { cause });
}

function read({ status, headers, text }: Answer): Fields {
  const body = parse(text);
  if (status >= 200 && status < 300 && body) return body;
  const { __type: type, code, message, Message } = body ?? {};
  const name = textOf(type) || textOf(code) || textOf(headers['x-amzn-errortype']);
  throw new AwsError({
    // As in `com.amazonaws.dynamodb.v20120810#ThrottlingException:http://…`.
    name: name.replace(/^[^#]*#/, '').replace(/[:,].*$/, '') || 'MalformedAnswer',
    message: textOf(message) || textOf(Message) || `answered ${status}`,
    status,
    body: body ?? {},
  });
}

function parse(text: string): Fields | undefined {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
