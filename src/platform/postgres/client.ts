import { realpathSync } from 'node:fs';
import pg from 'pg';

export function connectionUrl(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

const CANNOT_CONNECT_NOW = '57P03';

/** Who answers at `url`: the server of the cluster in `data`, one that is still starting or stopping, or not that one. */
export async function whoAnswers(url: string, data: string): Promise<'ours' | 'busy' | 'silent'> {
  try {
    const folder = await withClient(url, async (client) => {
      const result = await client.query<{ folder: string }>(
        "select current_setting('data_directory') folder",
      );
      return result.rows[0]?.folder ?? '';
    });
    return realpathSync(folder) === data ? 'ours' : 'silent';
  } catch (error) {
    return (error as { code?: string }).code === CANNOT_CONNECT_NOW ? 'busy' : 'silent';
  }
}

export async function otherConnections(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const result = await client.query<{ n: string }>(
      "select count(*) n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return Number(result.rows[0]?.n);
  });
}

async function withClient<Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
