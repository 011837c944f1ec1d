import type { Knex } from 'knex';

/** Which process was given permits last: where several share a limit, none of them may be late. */
export const sharedLimits = (db: Knex) => db.raw('alter table send_limits add column given_to text');
