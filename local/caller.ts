/**
 * The table as whoever runs a script may reach it: region and credentials as AWS's own SDK finds
 * them, in profiles, SSO and variables. The functions need none of that (functions/deps.ts).
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '#functions/adapters/dynamo/table.ts';

export async function callersTable(name: string): Promise<Table> {
  const { config } = new DynamoDBClient({});
  const [region, credentials] = await Promise.all([config.region(), config.credentials()]);
  const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? process.env['AWS_ENDPOINT_URL'];
  return openTable(name, { region, credentials, ...(endpoint && { endpoint }) });
}
