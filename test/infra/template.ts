/**
 * The stack as CloudFormation would see it, made by the same app that deploys it. Functions are not
 * bundled here: what is in their files has its own tests.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '#infra/build.ts';
import type { ConsentryProps } from '#infra/consentry.ts';

export const NO_BUNDLING = { 'aws:cdk:bundling-stacks': [] };

const cdkJson = path.resolve(import.meta.dirname, '../../cdk.json');
/** What the command line gives the app. */
const { context: CDK_CONTEXT } = JSON.parse(readFileSync(cdkJson, 'utf8')) as {
  context: Record<string, unknown>;
};

export type Properties = Readonly<Record<string, unknown>>;
export interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** A policy statement as it stands in a template. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export interface Synthesised {
  readonly template: Template;
  /** Every resource of a type, by logical id. */
  resources(type: string): [id: string, resource: Resource][];
  /** The one resource of a type. */
  only(type: string): Resource;
}

/** Synthesises the stack with the checks of cdk-nag; throws when one finds something. */
export function synthesise(
  props: ConsentryProps = {},
  context: Readonly<Record<string, string>> = {},
): Synthesised {
  const { app, stack } = buildApp({
    app: { context: { ...CDK_CONTEXT, ...NO_BUNDLING, ...context } },
    props,
  });
  app.synth();
  const template = Template.fromStack(stack);
  const resources = (type: string): [string, Resource][] =>
    Object.entries(template.findResources(type) as Record<string, Resource>);
  return {
    template,
    resources,
    only: (type) => {
      const [first, ...more] = resources(type);
      if (!first || more.length > 0) throw new Error(`not exactly one ${type}`);
      return first[1];
    },
  };
}

/** The stack as it is when nothing is said: made once for all suites. */
export const standard = synthesise();

/** The name of a function as infra and functions/lambda know it, from its description. */
export const functionName = (resource: Resource): string =>
  String(resource.Properties['Description']).replace('Consentry ', '');

export const asList = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** The logical id behind `Ref` or `Fn::GetAtt`. */
export function idOf(value: unknown): string {
  const text = JSON.stringify(value);
  const match = /"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/.exec(text);
  if (!match?.[1]) throw new Error(`no reference in ${text}`);
  return match[1];
}
