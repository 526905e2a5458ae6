/**
 * Makes the demo accounts in the table that TABLE_NAME names and tells the pretend carrier of them,
 * for the rehearsal. What the suite needs goes into the file E2E_DEMO_FILE.
 */
import { writeFileSync } from 'node:fs';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { callersTable } from './caller.ts';
import { connectionsOf, FIRMS, makeDemo } from './demo.ts';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}

const carrier = setting('E2E_CARRIER_URL');
const table = await callersTable(setting('TABLE_NAME'));
const ledger = dynamoLedger(table);
const made = FIRMS.map((firm) => makeDemo(firm, Date.now(), `${carrier}/dialer`));
for (const { write } of made) {
  const { status } = await ledger.append(write);
  if (status !== 'written') throw new Error(`a demo account was ${status}`);
}
const demos = made.map(({ demo }) => demo);
const [demo, other] = demos;
writeFileSync(setting('E2E_DEMO_FILE'), JSON.stringify({ demo, other }));

const connections = connectionsOf(
  demos,
  { baseUrl: setting('E2E_PUBLIC_URL'), connect: setting('E2E_BASE_URL') },
  { inbound: setting('E2E_INBOUND_TOPIC_ARN'), events: setting('E2E_EVENTS_TOPIC_ARN') },
);
const answer = await fetch(`${carrier}/carrier/connections`, {
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(connections),
});
if (!answer.ok) throw new Error(`the carrier did not take its connections: ${answer.status}`);
console.log(`made the accounts ${demos.map(({ account }) => account).join(' and ')}`);
