import type { Knex } from 'knex';

/** Where mail to a newsletter comes in, when that is not the domain of its sender. */
export const inboundDomains = (db: Knex) => db.raw('alter table publications add column inbound_domain text');
