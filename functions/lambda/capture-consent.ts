import { captureConsent } from '../capture-consent.ts';
import { directoryDeps, recordDeps } from '../deps.ts';
import { httpFunction } from '../shell.ts';

export const handler = httpFunction(captureConsent({ ...recordDeps(), ...directoryDeps() }));
