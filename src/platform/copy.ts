import { finished, pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import type { Db } from './database.ts';

/**
 * Fills a table by COPY, several times as fast as INSERT.
 * @param sql `copy … from stdin`.
 * @param data whole lines with each value from `copyValue`, or, in binary format, from `copyFile`.
 */
export async function copyIn(db: Db, sql: string, data: string | Buffer): Promise<void> {
  // In a transaction this is its connection, and giving it back does nothing.
  const connection = (await db.client.acquireConnection()) as pg.Client;
  try {
    const stream = connection.query(copyStreams.from(sql));
    stream.end(data);
    await finished(stream);
  } finally {
    await db.client.releaseConnection(connection);
  }
}

/**
 * The rows of a query as COPY writes them, in pieces as they come.
 * @param sql `copy … to stdout`.
 */
export async function* copyOut(db: Db, sql: string): AsyncGenerator<Buffer> {
  const connection = (await db.client.acquireConnection()) as pg.Client;
  try {
    for await (const piece of connection.query(copyStreams.to(sql))) yield piece as Buffer;
  } finally {
    await db.client.releaseConnection(connection);
  }
}

/** As `copyIn`, with rows that come in pieces. */
export async function copyInFrom(db: Db, sql: string, rows: AsyncIterable<Buffer>): Promise<void> {
  const connection = (await db.client.acquireConnection()) as pg.Client;
  try {
    await pipeline(rows, connection.query(copyStreams.from(sql)));
  } finally {
    await db.client.releaseConnection(connection);
  }
}

/** A text as COPY reads it. */
export function copyValue(text: string | null): string {
  if (text === null) return '\\N';
  return /[\\\n\r\t]/.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (sign) => ESCAPED[sign] ?? sign) : text;
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
