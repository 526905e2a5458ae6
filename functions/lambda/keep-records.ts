import type { RecordTask } from '#shared/ports.ts';
import { keepDeps } from '../deps.ts';
import { keepRecords } from '../keep-records.ts';
import { queueFunction } from '../shell.ts';

export const handler = queueFunction<RecordTask>(keepRecords(keepDeps()));
