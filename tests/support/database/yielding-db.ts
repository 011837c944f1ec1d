import type { Db } from '../../../src/platform/database.ts';

/**
 * A database at each of whose statements somebody else may do something: before it, and after it.
 * @param others gets the number of the statement; it is awaited, unless the statement is one of a transaction, whose locks they would wait for: then they run beside it.
 */
export function yieldingDb(db: Db, others: (statement: number) => Promise<unknown>) {
  const beside: Promise<unknown>[] = [];
  let statements = 0;
  const yieldTo = async (isTransaction: boolean) => {
    const done = others(statements);
    if (isTransaction) beside.push(done);
    else await done;
  };
  const wrapped = (target: Db, isTransaction: boolean): Db =>
    new Proxy(target, {
      get(_target, key) {
        if (key === 'raw') return (...query: Parameters<Db['raw']>) => lazy(target, query, isTransaction);
        if (key === 'transaction')
          return (work: (inner: Db) => Promise<unknown>) =>
            target.transaction((inner) => work(wrapped(inner, true)));
        return Reflect.get(target, key);
      },
    });
  /** As knex's own: nothing runs before somebody asks for the answer. */
  const lazy = (target: Db, query: Parameters<Db['raw']>, isTransaction: boolean) => {
    let settings: object = {};
    const run = async () => {
      statements += 1;
      await yieldTo(isTransaction);
      const answer: unknown = await target.raw(...query).options(settings);
      await yieldTo(isTransaction);
      return answer;
    };
    const answer = {
      options(given: object) {
        settings = given;
        return answer;
      },
      // oxlint-disable-next-line unicorn/no-thenable
      then: (...next: Parameters<Promise<unknown>['then']>) => run().then(...next),
    };
    return answer;
  };
  return {
    db: wrapped(db, false),
    /** Waits for those beside. */
    end: async () => void (await Promise.all(beside)),
  };
}
