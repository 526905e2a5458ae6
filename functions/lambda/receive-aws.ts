import { receiveAwsDeps } from '../deps.ts';
import { receiveAws } from '../receive-aws.ts';
import { topicFunction } from '../shell.ts';

export const handler = topicFunction(receiveAws(receiveAwsDeps()));
