/**
 * What stands for the SDK's chain of credential providers in a bundle that holds one of its
 * clients (fan-out, suppress-email): Lambda gives its role by the environment and nothing else, and
 * the rest of the chain (SSO, profiles, instance metadata) is a fifth of the bundle and a quarter
 * of its start. infra/ and bench/ name it to esbuild.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
