/** Answers in the form of AWS JSON 1.0, as the SDK's clients read them. */
import type { Answer } from './http.ts';

const headers = { 'content-type': 'application/x-amz-json-1.0' };

export const awsAnswer = (body: object): Answer => ({ status: 200, headers, body });

export const awsError = (
  status: number,
  name: string,
  Message: string,
  more: object = {},
): Answer => ({
  status,
  headers: { ...headers, 'x-amzn-errortype': name },
  body: { __type: name, Message, ...more },
});
