import type { Db } from '../src/platform/database.ts';

/** Milliseconds that the work says; whatever it wrote is gone. */
export async function undone(db: Db, work: (db: Db) => Promise<number>): Promise<number> {
  const transaction = await db.transaction();
  try {
    return await work(transaction);
  } finally {
    await transaction.rollback();
  }
}
