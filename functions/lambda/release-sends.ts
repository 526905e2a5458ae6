import type { SendTask } from '#shared/ports.ts';
import { sendDeps } from '../deps.ts';
import { releaseSends } from '../release-sends.ts';
import { queueFunction } from '../shell.ts';

export const handler = queueFunction<SendTask>(releaseSends(sendDeps()));
