/**
 * `npm run account -- --table T --id acme --brand "Acme Realty" --help-contact help@acme.example`:
 * makes an account in a deployed table, with the caller's AWS credentials, and shows its admin key
 * once.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { Id } from '#shared/fields.ts';
import { accountWrite } from './accounts.ts';
import { callersTable } from './caller.ts';

const USAGE =
  'usage: npm run account -- --table <TableName of the stack> --id <id> --brand <name> ' +
  '--help-contact <address or number> [--region US] [--test]';

const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    id: { type: 'string' },
    brand: { type: 'string' },
    'help-contact': { type: 'string' },
    region: { type: 'string', default: 'US' },
    test: { type: 'boolean', default: false },
  },
});
const { table, id, brand, 'help-contact': helpContact } = values;
if (!table || !brand || !helpContact || !z.safeParse(Id, id).success || !id) {
  console.error(USAGE);
  process.exit(2);
}

const secret = `ck_admin_${randomBytes(16).toString('hex')}`;
const write = accountWrite(
  {
    id,
    brand,
    helpContact,
    region: values.region,
    mode: values.test ? 'test' : 'live',
    keys: [{ role: 'admin', secret, name: 'First admin' }],
    integrations: {},
  },
  Date.now(),
);
const { status } = await dynamoLedger(await callersTable(table)).append(write);
if (status !== 'written') {
  console.error(`There is an account ${id} already.`);
  process.exit(1);
}
console.log(`Account ${id} is made. Its admin key, shown this once:\n\n  ${secret}\n`);
