/**
 * The few resources that can only be named by pattern, each with its reason on record: cdk-nag
 * refuses any other. Actions are never patterns.
 */
import { Stack, Token, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

export interface PatternGrant {
  readonly service: string;
  /** With an asterisk: `contact-list/*`. */
  readonly resources: readonly string[];
  readonly actions: readonly string[];
  /** Why the resource cannot be named. */
  readonly reason: string;
}

export function grantOnPattern(role: iam.Role, grant: PatternGrant): void {
  const { actions, reason, resources, service } = grant;
  const { account, partition, region } = Stack.of(role);
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: [...actions],
      resources: resources.map(
        (resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
      ),
    }),
  );
  const place = [
    Token.isUnresolved(partition) ? '<AWS::Partition>' : partition,
    service,
    Token.isUnresolved(region) ? '<AWS::Region>' : region,
    Token.isUnresolved(account) ? '<AWS::AccountId>' : account,
  ].join(':');
  for (const resource of resources)
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:${place}:${resource}]`,
      reason,
    });
}
