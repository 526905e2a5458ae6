/** The pretend carrier as a process of its own, as the rehearsal runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { NUMBER, PERSON } from './carrier-rig.ts';

it('runs as a process of its own, publishes AWS texts to SNS, and ends on SIGTERM', async () => {
  const published: URLSearchParams[] = [];
  const sns = http.createServer((request, response) => {
    request.on('data', (chunk: Buffer) => published.push(new URLSearchParams(chunk.toString())));
    request.on('end', () => response.end('<PublishResponse><PublishResult/></PublishResponse>'));
  });
  await new Promise<void>((resolve) => sns.listen(0, '127.0.0.1', resolve));
  const child = spawn(process.execPath, ['local/carrier/main.ts', '0'], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${(sns.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())?.[0] ?? '';
    const topic = 'arn:aws:sns:us-east-1:000000000000:inbound';
    await fetch(`${url}/carrier/connections`, {
      method: 'PUT',
      body: JSON.stringify({
        accounts: [{ id: 'acct', senders: [{ number: NUMBER, provider: 'aws' }] }],
        topics: { inbound: topic },
      }),
    });
    const answer = await fetch(`${url}/carrier/handset/${PERSON}`, {
      method: 'POST',
      body: JSON.stringify({ body: 'STOP', to: NUMBER }),
    });
    expect(await answer.json()).toMatchObject({ status: 200 });
    expect(published[0]?.get('TopicArn')).toBe(topic);
    expect(JSON.parse(published[0]?.get('Message') ?? '')).toMatchObject({ messageBody: 'STOP' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    sns.closeAllConnections();
    sns.close();
  }
});
