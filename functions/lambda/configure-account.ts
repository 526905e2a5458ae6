import { configureAccount } from '../configure-account.ts';
import { configureDeps } from '../deps.ts';
import { httpFunction } from '../shell.ts';

export const handler = httpFunction(configureAccount(configureDeps()));
