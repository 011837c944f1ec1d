import type { Knex } from 'knex';

/** Who leaves a second time within the hour means it: the button that takes it back does nothing from then on. */
export const leftForGood = (db: Knex) =>
  db.raw('alter table subscribers add column left_for_good boolean not null default false');
