import type { Knex } from 'knex';

/** What a mail server said when it put off everybody, beside the pace that was learnt from that. */
export const slowServers = (db: Knex) => db.raw('alter table send_limits add column slowed_reply text');
