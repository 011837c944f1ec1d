import type { Knex } from 'knex';
import { keptFeedFault } from './old-feed-faults.ts';

/**
 * Why a feed cannot be read is kept as a code with parameters, in its row and in alerts about it. What nobody knows keeps every
 * word under the code `legacy`.
 */
export async function feedFaults(db: Knex): Promise<void> {
  await db.raw(TO_LEGACY);
  const { rows } = await db.raw<{ rows: { text: string }[] }>(TEXTS);
  for (const { text } of rows) {
    const fault = JSON.stringify(keptFeedFault(text));
    await db.raw(`update feeds set error = :fault where error->'params'->>'text' = :text`, { fault, text });
    await db.raw(
      `update alerts set params = jsonb_set(params, '{error}', :fault::jsonb)
        where ${ABOUT_FEEDS} and params->'error'->'params'->>'text' = :text`,
      { fault, text },
    );
  }
}

const ABOUT_FEEDS = `code in ('feed-failing', 'feed-gone')`;

const legacy = (text: string) =>
  `jsonb_build_object('code', 'legacy', 'params', jsonb_build_object('text', ${text}))`;

const TO_LEGACY = `
alter table feeds alter column error type jsonb using case when error is not null then ${legacy('error')} end;
update alerts set params = jsonb_set(params, '{error}', ${legacy(`params->>'error'`)})
 where ${ABOUT_FEEDS} and params->>'error' is not null;
`;

const TEXTS = `
select error->'params'->>'text' as text from feeds where error is not null
 union
select params->'error'->'params'->>'text' from alerts where ${ABOUT_FEEDS} and params->>'error' is not null
`;
