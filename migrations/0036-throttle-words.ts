import type { Knex } from 'knex';

/**
 * `is_open` of a transport meant that its circuit is open, which reads like the opposite. `slowed_from` is the pace that a mail
 * server refused: below it a transport recovers fast.
 */
export const throttleWords = (db: Knex) =>
  db.raw(`
alter table transports rename column is_open to is_circuit_open;
alter table send_limits add column slowed_from float8;
`);
