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
  'kms:ListAliases',
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

/** Services that put messages into encrypted topics and queues on behalf of this account. */
const MESSAGE_SERVICES = [
  'sns.amazonaws.com',
  'sms-voice.amazonaws.com',
  'cloudwatch.amazonaws.com',
];

/** The service through which a principal may use the key. */
export type KeyedService = 'dynamodb' | 'sqs' | 'sns';

export class DataKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: { readonly removalPolicy: RemovalPolicy }) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', {
      description: 'Consentry: ledger table, topics and queues',
      enableKeyRotation: true,
      pendingWindow: Duration.days(props.removalPolicy === RemovalPolicy.DESTROY ? 7 : 30),
      removalPolicy: props.removalPolicy,
      policy: new iam.PolicyDocument({ statements: [ownerStatement(), serviceStatement()] }),
    });
  }

  /** The data plane: decrypt always, a new data key for those who write messages. */
  grantUse(role: iam.IRole, through: KeyedService, does: 'read' | 'write'): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: does === 'read' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [this.key.keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': `${through}.${Aws.REGION}.amazonaws.com` },
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

function serviceStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'ServicesThatDeliverMessages',
    principals: MESSAGE_SERVICES.map((service) => new iam.ServicePrincipal(service)),
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
}
