/**
 * The HTTP surface: one route per line of shared/routes.ts and no other, a key check on exactly the
 * routes that need a key, throttling, and an access log that holds no body, path or phone number.
 */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type HttpFunction, ROUTE_KEYS, type RouteKey, routeOf } from '#shared/routes.ts';
import type { HouseFunction } from './house-function.ts';
import type { Operations } from './operations.ts';

/** `routeKey` is the pattern (`GET /v1/contacts/{phone}`): the path itself would hold the phone. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  authorizerStatus: '$context.authorizer.status',
  account: '$context.authorizer.account',
};

export interface Throttle {
  /** Requests a second, steady. */
  readonly rate: number;
  readonly burst: number;
}

/** For each route, by who may call it. A flood on one leaves the others alone. */
export interface Throttles {
  /** Routes that need a key. */
  readonly keyed: Throttle;
  /** Routes that anyone may call: forms, the contract. */
  readonly public: Throttle;
  /** Routes where providers post texts and several delivery reports for each text sent. */
  readonly webhooks: Throttle;
}

export interface PublicApiProps {
  readonly operations: Operations;
  readonly functions: Readonly<Record<HttpFunction, HouseFunction>>;
  readonly authorizer: HouseFunction;
  readonly throttles: Throttles;
  readonly logRetention: logs.RetentionDays;
}

export class PublicApi extends Construct {
  readonly api: apigw.HttpApi;
  readonly #routes: apigw.HttpRoute[] = [];

  /** The API alone: functions need its address before its routes need the functions. */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new apigw.HttpApi(this, 'Api', {
      description: 'Consentry: consent, revocations, inbound texts, the send gate',
      createDefaultStage: false,
    });
  }

  /** Adds the routes and opens the stage. */
  open(props: PublicApiProps): void {
    const integrations = this.#integrations(props.functions);
    const authorizer = new HttpLambdaAuthorizer('KeyCheck', props.authorizer.lambda, {
      authorizerName: 'key-check',
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // No cache and no identity source: a revoked key ends at once, and a call without a key gets
      // its 401 from the function, as a problem document (docs/decisions/0005).
      identitySource: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    for (const key of ROUTE_KEYS) this.#addRoute(key, integrations, authorizer);
    this.#addStage(props);
    props.operations.alarm(this, 'ServerErrors', {
      title: 'The API answers with errors of its own',
      userImpact:
        'Forms lose consents, CRMs cannot send, and a STOP that a provider posts may be lost.',
      runbook: 'api-errors',
      metric: this.api.metricServerError({
        statistic: cloudwatch.Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 3,
    });
  }

  #integrations(functions: PublicApiProps['functions']): Map<HttpFunction, HttpLambdaIntegration> {
    const named = Object.entries(functions) as [HttpFunction, HouseFunction][];
    return new Map(
      named.map(([name, fn]) => [
        name,
        // One permission per API: one per route would outgrow the 20 KB that a function's policy
        // may have.
        new HttpLambdaIntegration(name, fn.lambda, { scopePermissionToRoute: false }),
      ]),
    );
  }

  #addRoute(
    key: RouteKey,
    integrations: Map<HttpFunction, HttpLambdaIntegration>,
    authorizer: HttpLambdaAuthorizer,
  ): void {
    const { access, function: name } = routeOf(key);
    const [method, path] = key.split(' ') as [apigw.HttpMethod, string];
    const integration = integrations.get(name);
    if (!integration) throw new Error(`the route ${key} needs the function ${name}`);
    const keyed = typeof access !== 'string';
    const route = new apigw.HttpRoute(this, key.replaceAll(/[^A-Za-z0-9]+/g, '-'), {
      httpApi: this.api,
      routeKey: apigw.HttpRouteKey.with(path, method),
      integration,
      ...(keyed && { authorizer }),
    });
    if (!keyed)
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          access === 'public'
            ? 'Public by contract: the form key, its origins and its disclosure are checked inside.'
            : "The provider's signature over the raw body is the authorisation; checked inside.",
      });
    this.#routes.push(route);
  }

  #addStage(props: PublicApiProps): void {
    const { keyed, public: open, webhooks } = props.throttles;
    const accessLog = new logs.LogGroup(this, 'AccessLog', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new apigw.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: keyed.rate, burstLimit: keyed.burst },
      accessLogSettings: {
        destination: new apigw.LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    const { defaultChild } = stage.node;
    if (!(defaultChild instanceof apigw.CfnStage)) throw new Error('a stage is a CfnStage');
    const limits = { public: open, 'provider-signed': webhooks };
    defaultChild.routeSettings = Object.fromEntries(
      ROUTE_KEYS.flatMap((key) => {
        const { access } = routeOf(key);
        return typeof access === 'string' ? [[key, settingsOf(limits[access])]] : [];
      }),
    );
    for (const route of this.#routes) stage.node.addDependency(route);
  }
}

const settingsOf = ({ rate, burst }: Throttle) => ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: burst,
  DetailedMetricsEnabled: true,
});
