import { publicUrl, receiveDeps } from '../deps.ts';
import { receiveInbound } from '../receive-inbound.ts';
import { httpFunction } from '../shell.ts';

export const handler = httpFunction(receiveInbound(receiveDeps()), publicUrl());
