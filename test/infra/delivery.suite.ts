/** Queues, topics and the stream: in order, encrypted; what fails is parked (promises 2, 3). */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { asList, functionName, idOf, type Statement, standard } from './template.ts';

const { template, resources } = standard;
const queues = new Map(
  resources('AWS::SQS::Queue').map(([id, { Properties }]) => [id, Properties]),
);
const topics = resources('AWS::SNS::Topic');
const [[keyId] = ['']] = resources('AWS::KMS::Key');
const functions = new Map(
  resources('AWS::Lambda::Function').map(([id, resource]) => [id, resource]),
);
const mappings = resources('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => ({
  worker: functionName(functions.get(idOf(Properties['FunctionName'])) ?? never()),
  source: idOf(Properties['EventSourceArn']),
  properties: Properties,
}));

function never(): never {
  throw new Error('a mapping names no function of the stack');
}

/** Where failed work goes: dead-letter queues, and destinations of stream and topic reader. */
const parkedIds = new Set([
  ...[...queues.values()].flatMap((queue) => {
    const redrive = queue['RedrivePolicy'] as { deadLetterTargetArn: unknown } | undefined;
    return redrive ? [idOf(redrive.deadLetterTargetArn)] : [];
  }),
  ...[...mappings.map(({ properties }) => properties), ...invokeConfigs()].flatMap((properties) =>
    properties['DestinationConfig'] ? [idOf(properties['DestinationConfig'])] : [],
  ),
]);

function invokeConfigs() {
  return resources('AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => Properties);
}

function statementsOf(type: string, field: string, id: string): Statement[] {
  return resources(type)
    .filter(([, { Properties }]) => JSON.stringify(Properties[field]).includes(`"${id}"`))
    .flatMap(([, { Properties }]) => {
      const { Statement } = Properties['PolicyDocument'] as { Statement: Statement[] };
      return Statement;
    });
}

const refusesPlainHttp = (statement: Statement): boolean =>
  statement.Effect === 'Deny' &&
  JSON.stringify(statement.Condition) === '{"Bool":{"aws:SecureTransport":"false"}}';

describe('queues', () => {
  test.each([...queues])('%s is encrypted with our key and refuses plain HTTP', (id, queue) => {
    expect(queue['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    expect(statementsOf('AWS::SQS::QueuePolicy', 'Queues', id).some(refusesPlainHttp)).toBe(true);
  });

  test.each([...queues])(
    '%s parks what fails, or is where it is parked for two weeks',
    (id, queue) => {
      if (parkedIds.has(id)) expect(queue['MessageRetentionPeriod']).toBe(14 * 24 * 3600);
      else expect(queue['RedrivePolicy']).toBeDefined();
    },
  );

  test('a queue keeps its order only if its dead-letter queue is of the same kind', () => {
    for (const queue of queues.values()) {
      const redrive = queue['RedrivePolicy'] as { deadLetterTargetArn: unknown } | undefined;
      if (redrive)
        expect(queues.get(idOf(redrive.deadLetterTargetArn))?.['FifoQueue']).toBe(
          queue['FifoQueue'],
        );
    }
  });

  test('no message is handed out again while its function may still work on it', () => {
    for (const { worker, source, properties } of mappings) {
      const queue = queues.get(source);
      if (!queue) continue;
      const fn = functions.get(idOf(properties['FunctionName']));
      const timeout = Number(fn?.Properties['Timeout']);
      expect(Number(queue['VisibilityTimeout']), worker).toBeGreaterThanOrEqual(6 * timeout);
    }
  });

  test('each worker has its own, and answers per message', () => {
    const fed = mappings.filter(({ source }) => queues.has(source));
    expect(fed.map(({ worker }) => worker).sort()).toEqual([
      'keep-records',
      'look-up-number',
      'release-sends',
      'suppress-dialer',
      'suppress-email',
    ]);
    for (const { properties } of fed)
      expect(properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    expect(new Set(fed.map(({ source }) => source)).size).toBe(fed.length);
  });

  test('no worker may use up the concurrency that taking in a STOP needs', () => {
    for (const { worker, source, properties } of mappings) {
      if (!queues.has(source)) continue;
      const { MaximumConcurrency } = properties['ScalingConfig'] as { MaximumConcurrency: number };
      expect(MaximumConcurrency, worker).toBeLessThanOrEqual(50);
    }
  });

  test('suppressions and look-ups come in order per contact, other work waits for none', () => {
    const ordered = mappings.filter(({ source }) => queues.get(source)?.['FifoQueue'] === true);
    expect(ordered.map(({ worker }) => worker).sort()).toEqual([
      'look-up-number',
      'suppress-dialer',
      'suppress-email',
    ]);
    for (const { worker, source } of ordered)
      expect(queues.get(source), worker).toMatchObject({
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
  });

  test('look-ups stay below the rate at which AWS answers them', () => {
    const { properties } = mappings.find(({ worker }) => worker === 'look-up-number') ?? never();
    expect(properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 } });
  });
});

describe('the stream', () => {
  const stream = mappings.find(({ worker }) => worker === 'fan-out')?.properties ?? never();

  test('feeds fan-out in order from the first entry on, at once, and parks what is too old', () => {
    expect(stream).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: false,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 6 * 3600,
    });
    expect(parkedIds.has(idOf(stream['DestinationConfig']))).toBe(true);
  });

  test('never gives up by count: an outage of an hour loses nothing', () => {
    expect([undefined, -1]).toContain(stream['MaximumRetryAttempts']);
  });

  test('carries entries, messages, deliveries and standings, and nothing else', () => {
    const { Filters } = stream['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      {
        dynamodb: {
          NewImage: { kind: { S: ['entry', 'message', 'delivery', 'standing'] } },
        },
      },
    ]);
  });
});

describe('topics', () => {
  test.each(topics)('%s is encrypted with our key and refuses plain HTTP', (id, topic) => {
    expect(topic.Properties['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    expect(statementsOf('AWS::SNS::TopicPolicy', 'Topics', id).some(refusesPlainHttp)).toBe(true);
  });

  test('one ordered topic feeds both suppression queues raw, parks what it cannot deliver', () => {
    const ordered = topics.filter(([, { Properties }]) => Properties['FifoTopic'] === true);
    expect(ordered).toHaveLength(1);
    const subscriptions = resources('AWS::SNS::Subscription').filter(
      ([, { Properties }]) => idOf(Properties['TopicArn']) === ordered[0]?.[0],
    );
    expect(subscriptions).toHaveLength(2);
    for (const [, { Properties }] of subscriptions) {
      expect(Properties).toMatchObject({ Protocol: 'sqs', RawMessageDelivery: true });
      expect(parkedIds.has(idOf(Properties['RedrivePolicy']))).toBe(true);
    }
  });

  test('End User Messaging of this account may publish texts and events, and use the key', () => {
    const allowed = topics.filter(([id]) =>
      statementsOf('AWS::SNS::TopicPolicy', 'Topics', id).some(
        ({ Condition, Principal, Action }) =>
          JSON.stringify(Principal).includes('sms-voice.amazonaws.com') &&
          asList(Action).includes('sns:Publish') &&
          JSON.stringify(Condition).includes('aws:SourceAccount'),
      ),
    );
    expect(allowed).toHaveLength(2);
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Effect: 'Allow',
            Principal: { Service: Match.arrayWith(['sms-voice.amazonaws.com']) },
          }),
        ]),
      },
    });
  });

  test('topics of this account, and of no other, may deliver to the encrypted queues', () => {
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnLike: { 'aws:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test('receive-aws hears both topics, tries again, and parks what it cannot read', () => {
    const heard = resources('AWS::SNS::Subscription').filter(
      ([, { Properties }]) => Properties['Protocol'] === 'lambda',
    );
    expect(heard).toHaveLength(2);
    for (const [, { Properties }] of heard) {
      const fn = functions.get(idOf(Properties['Endpoint'])) ?? never();
      expect(functionName(fn)).toBe('receive-aws');
    }
    expect(invokeConfigs()).toHaveLength(1);
    expect(invokeConfigs()[0]).toMatchObject({ MaximumRetryAttempts: 2 });
  });
});

test('schedules live in a group of their own, and only the scheduler acts for them', () => {
  template.resourceCountIs('AWS::Scheduler::ScheduleGroup', 1);
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: Match.objectLike({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }),
          },
        }),
      ],
    },
  });
});

test('the bus keeps no archive: the ledger is the record, with its own retention', () => {
  template.resourceCountIs('AWS::Events::EventBus', 1);
  template.resourceCountIs('AWS::Events::Archive', 0);
});
