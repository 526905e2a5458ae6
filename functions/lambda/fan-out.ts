import { readChange } from '../adapters/dynamo/stream.ts';
import { fanOutDeps, healthDeps } from '../deps.ts';
import { fanOut } from '../fan-out.ts';
import { countHealth } from '../sender-health.ts';
import { streamFunction } from '../shell.ts';

export const handler = streamFunction(readChange, fanOut(fanOutDeps()), countHealth(healthDeps()));
