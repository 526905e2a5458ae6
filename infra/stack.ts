/** The gateway as a stack, with the outputs that an operator, a CRM and the rehearsal need. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Consentry, type ConsentryProps } from './consentry.ts';

export class ConsentryStack extends Stack {
  readonly consentry: Consentry;

  constructor(scope: Construct, id: string, props: StackProps & ConsentryProps = {}) {
    super(scope, id, { description: 'Consentry: a consent gate for texting', ...props });
    this.consentry = new Consentry(this, 'Consentry', props);
    const { consentry } = this;
    const outputs = {
      ApiUrl: consentry.apiUrl,
      ApiId: consentry.api.api.apiId,
      TableName: consentry.ledger.table.tableName,
      EventBusName: consentry.bus.eventBusName,
      InboundTopicArn: consentry.inboundTexts.topicArn,
      EventsTopicArn: consentry.textEvents.topicArn,
      SendQueueUrl: consentry.sendQueue.queueUrl,
      AlarmTopicArn: consentry.operations.topic.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
