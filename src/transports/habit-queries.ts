import type { Db } from '../platform/database.ts';
import type { Habits } from '../mailers/index.ts';

/** What the table keeps: habits are those of one server, and an address may come to mean another. */
export type KeptHabits = Habits & { server?: string };

/** Adds to what is known of the server of a transport. */
export async function noteHabits(db: Db, name: string, server: string, news: Habits): Promise<void> {
  await db.raw(
    `update transports
        set habits = jsonb_strip_nulls(case when habits->>'server' = :server then habits else '{}' end
                                       || cast(:news as jsonb) || jsonb_build_object('server', cast(:server as text)))
      where name = :name`,
    { name, server, news: JSON.stringify(news) },
  );
}

/** It may behave by now; what its greeting says stays. */
export async function forgetHabits(db: Db, name: string): Promise<void> {
  await db.raw(
    `update transports set habits = habits - 'waitsForAnswers' - 'messagesPerSession' where name = ?`,
    [name],
  );
}

/** Of the server that the transport names now. */
export function habitsOf({ server: of, ...habits }: KeptHabits, server: string | undefined): Habits {
  return of === server ? habits : {};
}
