/**
 * A function as this project makes them: Node 24 on arm64, one bundled ES module, a role that may
 * do nothing but log and trace until it is granted more, and alarms that say who is hurt.
 */
import path from 'node:path';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { HttpFunction } from '#shared/routes.ts';
import { BUNDLING, replacements } from '../bundling.ts';
import type { Operations } from './operations.ts';

export type FunctionName =
  | HttpFunction
  | 'authorize'
  | 'receive-aws'
  | 'fan-out'
  | 'suppress-email'
  | 'suppress-dialer'
  | 'release-sends'
  | 'keep-records'
  | 'look-up-number';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What all functions of one stack share. */
export interface House {
  readonly operations: Operations;
  /** Goes before the name of each function. */
  readonly serviceName: string;
  readonly logLevel: string;
  readonly logRetention: logs.RetentionDays;
  /** Folder with one entry file per function. */
  readonly functionsDir: string;
  /** Added to every function; for the rehearsal's endpoints. Empty on AWS. */
  readonly extraEnvironment: Readonly<Record<string, string>>;
}

export interface HouseFunctionProps {
  readonly house: House;
  readonly name: FunctionName;
  readonly environment: Readonly<Record<string, string>>;
  /** Who is hurt when this function fails, as a sentence. */
  readonly errorImpact: string;
  /** Failures in five minutes that ring; three when not said. */
  readonly errorsToRing?: number;
  readonly timeout: Duration;
  readonly memoryMb?: number;
}

const DEFAULT_MEMORY_MB = 512;
/** Work is retried, so one failure may be a cut connection; three in five minutes are not. */
const ERRORS_TO_RING = 3;

export class HouseFunction extends Construct {
  readonly lambda: NodejsFunction;
  readonly role: iam.Role;
  /** Names its logs and metrics. */
  readonly serviceName: string;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    const { house, name } = props;
    this.timeout = props.timeout;
    this.serviceName = `${house.serviceName}-${name}`;
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: house.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Consentry ${name}`,
    });
    this.role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.lambda = new NodejsFunction(this, 'Function', {
      description: `Consentry ${name}`,
      entry: path.join(house.functionsDir, `${name}.ts`),
      projectRoot: ROOT,
      depsLockFilePath: path.join(ROOT, 'package-lock.json'),
      handler: 'handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: props.memoryMb ?? DEFAULT_MEMORY_MB,
      timeout: props.timeout,
      role: this.role,
      logGroup,
      tracing: lambda.Tracing.ACTIVE,
      environment: {
        POWERTOOLS_SERVICE_NAME: this.serviceName,
        LOG_LEVEL: house.logLevel,
        ...props.environment,
        ...house.extraEnvironment,
      },
      bundling: {
        format: OutputFormat.ESM,
        target: BUNDLING.target,
        mainFields: [...BUNDLING.mainFields],
        minify: BUNDLING.minify,
        sourceMap: false,
        bundleAwsSDK: true,
        forceDockerBundling: false,
        esbuildArgs: Object.fromEntries(
          Object.entries(replacements()).map(([name, file]) => [`--alias:${name}`, file]),
        ),
      },
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Writing X-Ray segments cannot be narrowed to a resource; the actions are named.',
    });
    this.#watch(props);
  }

  #watch({ house, name, errorImpact, errorsToRing }: HouseFunctionProps): void {
    const counted = { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(5) };
    house.operations.alarm(this, 'Errors', {
      title: `The function ${name} fails`,
      userImpact: errorImpact,
      runbook: 'function-errors',
      metric: this.lambda.metricErrors(counted),
      threshold: errorsToRing ?? ERRORS_TO_RING,
    });
    house.operations.alarm(this, 'Throttles', {
      title: `The function ${name} is throttled`,
      userImpact: errorImpact,
      runbook: 'function-throttled',
      metric: this.lambda.metricThrottles(counted),
      threshold: 1,
    });
  }
}
