import { sendDeps } from '../deps.ts';
import { gateSend } from '../gate-send.ts';
import { httpFunction } from '../shell.ts';

export const handler = httpFunction(gateSend(sendDeps()));
