import type { LookUpTask } from '#shared/ports.ts';
import { lookUpDeps } from '../deps.ts';
import { lookUpNumber } from '../look-up-number.ts';
import { queueFunction } from '../shell.ts';

export const handler = queueFunction<LookUpTask>(lookUpNumber(lookUpDeps()));
