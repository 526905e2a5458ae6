import { contactDeps } from '../deps.ts';
import { manageContact } from '../manage-contact.ts';
import { httpFunction } from '../shell.ts';

export const handler = httpFunction(manageContact(contactDeps()));
