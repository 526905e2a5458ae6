import type { SendTask } from '#shared/ports.ts';
import { releaseDeps } from '../deps.ts';
import { releaseSends } from '../release-sends.ts';
import { queueFunction } from '../shell.ts';

export const handler = queueFunction<SendTask>(releaseSends(releaseDeps()));
