import type { SuppressionChange } from '#shared/ports.ts';
import { suppressDeps } from '../deps.ts';
import { queueFunction } from '../shell.ts';
import { suppress } from '../suppress.ts';

export const handler = queueFunction<SuppressionChange>(suppress(suppressDeps('dialer')));
