import { authorize } from '../authorize.ts';
import { directoryDeps } from '../deps.ts';
import { authorizerFunction } from '../shell.ts';

export const handler = authorizerFunction(authorize(directoryDeps()));
