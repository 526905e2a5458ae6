/**
 * One page to look at first: are opt-outs on time, are sends on time, what fails, what is parked.
 */
import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface DashboardProps {
  readonly api: HttpApi;
  readonly functions: Readonly<Record<string, HouseFunction>>;
  readonly queues: readonly WorkQueue[];
  /** What must stay at nought. */
  readonly promises: cloudwatch.IMetric[];
}

const HALF = 12;

export function buildDashboard(scope: Construct, props: DashboardProps): cloudwatch.Dashboard {
  const { api, functions, promises, queues } = props;
  const summed = { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(5) };
  const highest = { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) };
  const named = Object.entries(functions);
  const graph = (title: string, left: cloudwatch.IMetric[]) =>
    new cloudwatch.GraphWidget({ title, left, width: HALF });
  return new cloudwatch.Dashboard(scope, 'Dashboard', {
    widgets: [
      [
        graph('Ledger to other systems: age of the oldest record (ms)', [
          ...(functions['fan-out']
            ? [functions['fan-out'].lambda.metric('IteratorAge', highest)]
            : []),
        ]),
        graph(
          'Waiting work: age of the oldest message (s)',
          queues.map(({ queue, node }) =>
            queue.metricApproximateAgeOfOldestMessage({ ...highest, label: node.path }),
          ),
        ),
      ],
      [
        graph('Promises at risk', promises),
        graph(
          'Parked: waits for a person',
          queues.map(({ parked }) =>
            parked.metricApproximateNumberOfMessagesVisible({
              ...highest,
              label: parked.node.path,
            }),
          ),
        ),
      ],
      [
        graph('API', [
          api.metricCount(summed),
          api.metricClientError(summed),
          api.metricServerError(summed),
        ]),
        graph('API latency (ms)', [
          api.metricLatency({ statistic: 'p50', period: Duration.minutes(5) }),
          api.metricLatency({ statistic: 'p99', period: Duration.minutes(5) }),
        ]),
      ],
      [
        graph(
          'Function errors',
          named.map(([label, fn]) => fn.lambda.metricErrors({ ...summed, label })),
        ),
        graph(
          'Function duration p99 (ms)',
          named.map(([label, fn]) =>
            fn.lambda.metricDuration({ statistic: 'p99', period: Duration.minutes(5), label }),
          ),
        ),
      ],
    ],
  });
}
