import type { Knex } from 'knex';

/**
 * A publication says for how long "send now" can be undone, and after how many hours a send is too late to go out by itself.
 * Letters that are held for being late have the reason of all late sends.
 */
export const undoAndTooLate = (db: Knex) =>
  db.raw(`
alter table publications
  add column undo_seconds int not null default 60 check (undo_seconds >= 0),
  add column too_late_hours int not null default 2 check (too_late_hours > 0);
update sends
   set reason = jsonb_build_object('code', 'too-late', 'params', reason -> 'params' || '{"before": null}')
 where reason ->> 'code' = 'letter-late';
update alerts
   set code = 'sends-late',
       params = params || jsonb_build_object('count', 1, 'reason', jsonb_build_object(
         'code', 'too-late', 'params', params #> '{reason,params}' || '{"before": null}'))
 where code = 'letter-held';
`);
