import { readChange } from '../adapters/dynamo/stream.ts';
import { fanOutDeps } from '../deps.ts';
import { fanOut } from '../fan-out.ts';
import { streamFunction } from '../shell.ts';

export const handler = streamFunction(readChange, fanOut(fanOutDeps()));
