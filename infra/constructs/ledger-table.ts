/**
 * The ledger: one table, its stream, its recovery, and grants named by what a function means to do
 * with it. Keys and items are DESIGN.md section 4; the code that writes them is the table adapter.
 */
import type { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';

/**
 * What a function does with the table. Transactions have no action of their own: each part of one
 * needs the action of its kind.
 */
export const TABLE_INTENTS = {
  /** Looks up one API key. */
  'find-key': ['dynamodb:GetItem'],
  /** Appends entries in one transaction, after looking up what they rest on. Reads no history. */
  append: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  /** The same, and reads histories and messages; claims and records sends. */
  write: [
    'dynamodb:BatchGetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ],
  /** The same, and takes away what is configured: a key, a test clock, a text that is due. */
  configure: [
    'dynamodb:BatchGetItem',
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ],
  /**
   * Puts texts of test accounts aside until their clock says so, counts how senders fare, and
   * pauses one that does badly, with an entry in the account's own ledger. Touches no contact's.
   */
  'hold-and-count': [
    'dynamodb:BatchGetItem',
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
  ],
  /** Appends one fact to a contact that is known. */
  'note-fact': ['dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  /** Writes the record of a text that has none. */
  'keep-record': ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
} as const satisfies Record<string, readonly string[]>;
export type TableIntent = keyof typeof TABLE_INTENTS;

export interface LedgerTableProps {
  readonly dataKey: DataKey;
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
}

export class LedgerTable extends Construct {
  readonly table: dynamodb.Table;
  readonly #dataKey: DataKey;

  constructor(scope: Construct, id: string, props: LedgerTableProps) {
    super(scope, id);
    this.#dataKey = props.dataKey;
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'ttl',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.deletionProtection,
      removalPolicy: props.removalPolicy,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.dataKey.key,
    });
  }

  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (!tableStreamArn) throw new Error('the ledger table has a stream');
    return tableStreamArn;
  }

  grant(role: iam.IRole, intent: TableIntent): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: [...TABLE_INTENTS[intent]],
        resources: [this.table.tableArn],
      }),
    );
    this.#dataKey.grantUse(role, 'dynamodb', 'write');
  }

  /** Takes what is ruled out of the queue of reviews, and nothing else out of the table. */
  grantSettleReviews(role: iam.IRole): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:DeleteItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['A#*#reviews'] } },
      }),
    );
  }

  grantStreamRead(role: iam.IRole): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [this.streamArn],
      }),
    );
  }
}
