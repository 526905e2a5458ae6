/**
 * The CDK app as a value: the stack and the checks that it must pass. app.ts synthesises it for the
 * command line, tests for themselves, so that both see the same thing.
 */
import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { ConsentryProps } from './consentry.ts';
import { ConsentryStack } from './stack.ts';

/**
 * What `cdk deploy --context name=value` may set. `publicUrl`, `alarmEmail` and `runbookUrl` are
 * the props of that name; `tags` is a JSON object of tags for every resource. For the rehearsal
 * only: `environment`, a JSON object of extra variables (endpoints), and `disposable`, `true` for a
 * stack that goes again.
 */
export const CONTEXT = {
  environment: 'consentry:environment',
  disposable: 'consentry:disposable',
  publicUrl: 'consentry:publicUrl',
  alarmEmail: 'consentry:alarmEmail',
  runbookUrl: 'consentry:runbookUrl',
  tags: 'consentry:tags',
} as const;

export interface BuildOptions {
  readonly app?: AppProps;
  readonly props?: ConsentryProps;
}

export function buildApp(options: BuildOptions = {}): { app: App; stack: ConsentryStack } {
  const app = new App(options.app);
  const stack = new ConsentryStack(app, 'Consentry', { ...propsOf(app), ...options.props });
  for (const [key, value] of Object.entries(readObject(app, CONTEXT.tags)))
    Tags.of(app).add(key, value);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}

function propsOf(app: App): ConsentryProps {
  const publicUrl = textOf(app, CONTEXT.publicUrl);
  const alarmEmail = textOf(app, CONTEXT.alarmEmail);
  const runbookUrl = textOf(app, CONTEXT.runbookUrl);
  return {
    extraEnvironment: readObject(app, CONTEXT.environment),
    ...(publicUrl && { publicUrl: publicUrl.replace(/\/+$/, '') }),
    ...(alarmEmail && { alarmEmail }),
    ...(runbookUrl && { runbookUrl }),
    ...(textOf(app, CONTEXT.disposable) === 'true' && { disposable: true }),
  };
}

function textOf(app: App, key: string): string | undefined {
  const value: unknown = app.node.tryGetContext(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readObject(app: App, key: string): Record<string, string> {
  const value: unknown = JSON.parse(textOf(app, key) ?? '{}');
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error(`the context ${key} must be a JSON object of strings`);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]));
}
