/** `npm start`: the whole gateway on one port, with what a newcomer needs to try it printed. */
import { parseArgs } from 'node:util';
import { type Local, serve } from './serve.ts';

const DEFAULT_PORT = 4700;
const MAX_PORT = 65_535;

const { values } = parseArgs({
  options: { port: { type: 'string' }, data: { type: 'string' } },
});
const port = Number(values.port ?? process.env['PORT'] ?? DEFAULT_PORT);
const dataFolder = values.data ?? process.env['DATA'];

if (!Number.isInteger(port) || port < 0 || port > MAX_PORT) {
  console.error(`PORT must be a number from 0 to ${MAX_PORT}: PORT=4701 npm start`);
  process.exit(1);
}

// Heard from the first moment on: what was started by then must be ended too.
const end = Promise.withResolvers<void>();
process.on('SIGINT', () => end.resolve());
process.on('SIGTERM', () => end.resolve());

try {
  const started = performance.now();
  const local = await serve({ port, ...(dataFolder && { dataFolder }) });
  console.log(banner(local, Math.round(performance.now() - started)));
  await end.promise;
  await local.stop();
  process.exit(0);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    console.error(
      `Port ${port} is busy. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
    );
  } else {
    console.error(error);
  }
  process.exit(1);
}

function banner(local: Local, ms: number): string {
  const { url, demo } = local;
  const phone = '+12025550123';
  const consent = JSON.stringify({
    phone,
    name: 'Pat Doe',
    email: 'pat@example.com',
    consents: { sms: true, email: true },
    disclosure: demo.disclosure,
  });
  const text = '{"to":"+12025550123","body":"Your car is ready.","category":"informational"}';
  const send = `curl -s ${url}/v1/messages -H 'authorization: Bearer ${demo.keys.service}' -d '${text}'`;
  const kept = dataFolder ? `, keeping its data in ${dataFolder}` : '';
  return `
Consentry is ready on ${url} (in ${ms} ms)${kept}

  account      ${demo.account} (a second one, ${local.other.account}, is in GET /local/demo)
  admin key    ${demo.keys.admin}
  agent key    ${demo.keys.agent}
  service key  ${demo.keys.service}
  form key     ${demo.formKey}
  Twilio       account SID ${demo.twilio.accountSid}, auth token ${demo.twilio.authToken}
  dialer       ${demo.dialer.secret}

Texts keep legal hours. To try it at any hour, set the clock of the demo to a Tuesday noon first:

  curl -s -X PUT ${url}/local/clock -d '{"now":"2026-11-24T17:00:00Z"}'

1. A web form posts a consent; the handset is asked, and answers YES:

  curl -s ${url}/v1/forms/${demo.formKey}/consents -H 'content-type: application/json' -d '${consent}'
  curl -s ${url}/local/handset/${phone} -d '{"body":"YES"}'

2. The CRM asks the gate and sends:

  ${send}

3. The person says STOP; the next text is refused, with the reason:

  curl -s ${url}/local/handset/${phone} -d '{"body":"STOP"}'
  ${send}

Handset: ${url}/local/handset/${phone}   Events: ${url}/local/events   Targets: ${url}/local/outbox
Ctrl-C stops everything.
`;
}
