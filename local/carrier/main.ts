/**
 * The pretend carrier as a process of its own, for rehearsals: `node local/carrier/main.ts [port]`,
 * or CARRIER_PORT; prints its address and ends on SIGTERM or SIGINT. AWS texts and events go to the
 * SNS topics named by PUT /carrier/connections, at the endpoint of the SDK's own variables.
 */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { startCarrier } from './carrier.ts';
import type { Publish } from './network.ts';

const given = process.argv[2] ?? process.env['CARRIER_PORT'] ?? '0';
const port = Number(given);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  throw new Error('the port is a number from 0 (any free one) to 65535');

let sns: SNSClient | undefined;
const publish: Publish = async ({ kind, topic, message }) => {
  if (!topic) throw new Error(`name the ${kind} topic first: PUT /carrier/connections`);
  sns ??= new SNSClient({});
  await sns.send(new PublishCommand({ TopicArn: topic, Message: message }));
};

const carrier = await startCarrier({ port, now: Date.now, publish });
console.log(`carrier listening on ${carrier.url}`);

const stop = (): void => {
  void carrier.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
