/** Every alarm says who is hurt and leads to its section of the runbook; cdk-nag is content. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { LOG } from '#functions/log.ts';
import { buildApp } from '#infra/build.ts';
import { Consentry } from '#infra/consentry.ts';
import { METRIC_NAMESPACE, RUNBOOKS } from '#infra/constructs/operations.ts';
import { functionName, idOf, NO_BUNDLING, standard, synthesise } from './template.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const { resources, template } = standard;
const alarms = resources('AWS::CloudWatch::Alarm');
const functions = resources('AWS::Lambda::Function');
const runbook = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8');

/** The sections of the runbook by anchor, as a reader's browser names them. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [
      (section.split('\n')[0] ?? '').trim().toLowerCase().replaceAll(' ', '-'),
      section,
    ]),
);

const watched = (metric: string): [string, (typeof alarms)[number][1]][] =>
  alarms.filter(
    ([, { Properties }]) =>
      Properties['MetricName'] === metric && Properties['Namespace'] !== METRIC_NAMESPACE,
  );

describe('alarms', () => {
  test.each(alarms)('%s says what happened, who is hurt, and what to read', (_, alarm) => {
    const [title, impact, link] = String(alarm.Properties['AlarmDescription']).split('\n');
    expect(title).toMatch(/^[A-Z].+\.$/);
    expect(impact?.length).toBeGreaterThanOrEqual(30);
    expect(impact).toMatch(/^[A-Z].+\.$/);
    expect(RUNBOOKS).toContain(link?.replace('Runbook: docs/operations.md#', ''));
  });

  test.each(alarms)('%s tells people when it rings and when it is over', (_, { Properties }) => {
    const [topic] = Properties['AlarmActions'] as unknown[];
    const [, description] = resources('AWS::SNS::Topic').find(([id]) => id === idOf(topic)) ?? [];
    expect(description?.Properties['DisplayName']).toBe('Consentry alarms');
    expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
    expect(Properties['TreatMissingData']).toBe('notBreaching');
  });

  test('every function has one for errors and one for throttling', () => {
    for (const metric of ['Errors', 'Throttles']) {
      const of = watched(metric).map(([, { Properties }]) => idOf(Properties['Dimensions']));
      expect(of.sort()).toEqual(functions.map(([id]) => id).sort());
    }
  });

  test('one failure to read an inbound text rings; other work is retried first', () => {
    const names = new Map(functions.map(([id, fn]) => [id, functionName(fn)]));
    for (const [id, { Properties }] of watched('Errors')) {
      const name = names.get(idOf(Properties['Dimensions'])) ?? id;
      expect(Properties['Threshold'], name).toBe(name.startsWith('receive-') ? 1 : 3);
    }
  });

  test('every queue of given-up work rings at its first message', () => {
    const parked = resources('AWS::SQS::Queue').filter(
      ([, { Properties }]) => Properties['RedrivePolicy'] === undefined,
    );
    const rings = watched('ApproximateNumberOfMessagesVisible');
    expect(rings.map(([, { Properties }]) => idOf(Properties['Dimensions'])).sort()).toEqual(
      parked.map(([id]) => id).sort(),
    );
    for (const [, { Properties }] of rings) expect(Properties['Threshold']).toBe(1);
  });

  test('suppressions ring after five minutes, owed texts after three, fan-out after two', () => {
    const seconds = watched('ApproximateAgeOfOldestMessage').map(
      ([, { Properties }]) => Properties['Threshold'],
    );
    expect(seconds.sort()).toEqual([180, 300, 300]);
    const [age] = watched('IteratorAge');
    expect(age?.[1].Properties).toMatchObject({ Threshold: 120_000, Statistic: 'Maximum' });
  });

  test('the API rings on errors of its own', () => {
    expect(watched('5xx')).toHaveLength(1);
  });

  test('refuse to be made without a sentence', () => {
    const { stack } = buildApp({ app: { context: NO_BUNDLING } });
    const { operations } = stack.consentry;
    operations.alarm(stack, 'Mute', {
      title: 'Something happened',
      userImpact: 'Bad',
      runbook: 'api-errors',
      metric: stack.consentry.api.api.metricServerError(),
      threshold: 1,
    });
    const said = stack.node.metadata.map(({ data }) => String(data));
    expect(said.join()).toContain('Say in a sentence who is hurt');
  });
});

describe('errors that the code reports itself', () => {
  /** Function and code of each alarm of a section. */
  const rings = (anchor: string): string[] =>
    alarms
      .filter(([, { Properties }]) => String(Properties['AlarmDescription']).endsWith(`#${anchor}`))
      .map(([, { Properties }]) => {
        expect(Properties).toMatchObject({ Namespace: METRIC_NAMESPACE, MetricName: 'Errors' });
        const dimensions = Properties['Dimensions'] as { Name: string; Value: string }[];
        return Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
      })
      .map(({ service, code }) => `${service} ${code}`)
      .sort();
  const codeOf = (message: string): string => message.slice(0, 4);

  test('an inbound text that was not written, on both ways in', () => {
    expect(rings('opt-out-not-written')).toEqual([
      `consentry-receive-aws ${codeOf(LOG.taskFailed)}`,
      `consentry-receive-inbound ${codeOf(LOG.requestFailed)}`,
    ]);
  });

  test('a send without an outcome, on all three ways out', () => {
    expect(rings('send-outcome-unknown')).toEqual([
      `consentry-gate-send ${codeOf(LOG.outcomeUnknown)}`,
      `consentry-keep-records ${codeOf(LOG.claimClosed)}`,
      `consentry-release-sends ${codeOf(LOG.outcomeUnknown)}`,
    ]);
  });

  test('a sender near its limits, paused, or not counted', () => {
    expect(rings('sender-health')).toEqual(
      [LOG.senderWatched, LOG.senderStopped, LOG.healthUncounted].map(
        (message) => `consentry-fan-out ${codeOf(message)}`,
      ),
    );
  });

  test('every function counts under its own name', () => {
    for (const [, fn] of functions) {
      const { Variables } = fn.Properties['Environment'] as { Variables: Record<string, string> };
      expect(Variables['POWERTOOLS_SERVICE_NAME']).toBe(`consentry-${functionName(fn)}`);
    }
  });
});

describe('docs/operations.md', () => {
  test.each(RUNBOOKS)('%s says trigger, who is hurt, causes and next steps', (anchor) => {
    const section = sections.get(anchor);
    expect(section, `a section "## ${anchor}"`).toBeDefined();
    for (const part of ['**Trigger.**', '**Who is hurt.**', '**Causes.**', '**Next steps.**'])
      expect(section).toContain(part);
  });

  test('has no section for an alarm that is gone', () => {
    const used = new Set(
      alarms.map(([, { Properties }]) => String(Properties['AlarmDescription']).split('#')[1]),
    );
    expect([...used].sort()).toEqual([...RUNBOOKS].sort());
  });
});

describe('cdk-nag', () => {
  test('finds nothing that is not explained', () => {
    expect(() => synthesise()).not.toThrow();
  });

  test("finds nothing in somebody else's app, with its own account, region and no flags", () => {
    const app = new App({ context: NO_BUNDLING });
    const env = { account: '111122223333', region: 'us-west-2' };
    const stack = new Stack(app, 'Dealer', { env });
    new Consentry(stack, 'Gate', { serviceName: 'dealer-gate' });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const assembly = app.synth();
    expect(assembly.manifest.missing).toBeUndefined();
    expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual(['Dealer']);
  });

  test('would stop the deployment if it did', () => {
    const { app, stack } = buildApp({ app: { context: NO_BUNDLING } });
    new Role(stack, 'TooMuch', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
    });
    expect(() => app.synth()).toThrow(/AwsSolutions-IAM4/);
  });
});

test('there is one page to look at first', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  expect(existsSync(path.join(ROOT, 'docs/operations.md'))).toBe(true);
});
