/**
 * The one key under which everything personal lies: table, topics, queues. Take it away and nothing
 * can be read. Every statement names its actions: CDK's own grants on keys use wildcards, so they
 * are not used anywhere in this stack.
 */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What IAM policies of the owning account may hand out; kms:PutKeyPolicy keeps it manageable. */
const OWNER_ACTIONS = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:RetireGrant',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/**
 * The service through which a principal may use the key. Streams are read through a name of their
 * own; the KMS documentation lists only the first.
 */
const VIA = {
  dynamodb: ['dynamodb', 'streams.dynamodb'],
  sqs: ['sqs'],
  sns: ['sns'],
} as const;
export type KeyedService = keyof typeof VIA;

export class DataKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', {
      description: 'Consentry: ledger table, topics and queues',
      enableKeyRotation: true,
      pendingWindow: Duration.days(props.removalPolicy === RemovalPolicy.DESTROY ? 7 : 30),
      removalPolicy: props.removalPolicy,
      policy: new iam.PolicyDocument({
        statements: [ownerStatement(), topicsStatement(), publishersStatement()],
      }),
    });
  }

  /** The data plane: decrypt always, a new data key for those who write messages. */
  grantUse(role: iam.IRole, through: KeyedService, does: 'read' | 'write'): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: does === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [this.key.keyArn],
        conditions: {
          StringEquals: {
            'kms:ViaService': VIA[through].map((name) => `${name}.${Aws.REGION}.amazonaws.com`),
          },
        },
      }),
    );
  }
}

function ownerStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'AccountDecidesThroughIam',
    principals: [new iam.AccountRootPrincipal()],
    actions: OWNER_ACTIONS,
    // In a key policy the resource is always the key itself, and is written as '*'.
    resources: ['*'],
  });
}

/** SNS puts messages into encrypted queues. */
function topicsStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'TopicsOfThisAccount',
    principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'aws:SourceArn': `arn:${Aws.PARTITION}:sns:${Aws.REGION}:${Aws.ACCOUNT_ID}:*`,
      },
    },
  });
}

/**
 * Services that publish to encrypted topics. AWS documents this without a condition for alarms and
 * for delivery events, so there is none: the policy of each topic names the account that may
 * publish.
 */
function publishersStatement(): iam.PolicyStatement {
  const services = ['sms-voice.amazonaws.com', 'cloudwatch.amazonaws.com'];
  return new iam.PolicyStatement({
    sid: 'PublishersToTopics',
    principals: services.map((service) => new iam.ServicePrincipal(service)),
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
  });
}
