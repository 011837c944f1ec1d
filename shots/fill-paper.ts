import type { Db } from '../src/platform/database.ts';
import { ARTICLES, LETTER, TOPICS } from './texts.ts';

const READERS = 48_212;

/** Fills an empty installation with the paper of a town that is invented. @returns addresses of pages by name. */
export async function fillPaper(url: string, key: string, db: Db): Promise<Record<string, string>> {
  const api = async <Answer>(method: string, address: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${url}/api/v1${address}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${address}: ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
  await api('POST', '/publications', {
    slug: 'courier',
    name: 'The Saltholm Courier',
    description: 'News from the harbour town.',
    siteUrl: 'https://saltholm-courier.example',
    fromAddress: 'news@saltholm-courier.example',
    postalAddress: 'The Saltholm Courier, 4 Quay Street, 2770 Saltholm',
    timeZone: 'Europe/Copenhagen',
    accentColor: '#0b4f6c',
    topics: TOPICS.map((name) => ({ slug: name.toLowerCase().replaceAll(' ', '-'), name })),
  });
  const { rows } = await db.raw("select id from publications where slug = 'courier'");
  const id = (rows as { id: number }[])[0]?.id ?? 0;
  await fillReaders(db, id);
  const feedId = await fillArticles(db, id);
  const sends = await fillSends(db, id);
  const draft = await api<{ id: number }>('POST', '/publications/courier/sends', {
    kind: 'letter',
    ...LETTER,
  });
  const planned = await api<{ id: number }>('POST', '/publications/courier/sends', {
    kind: 'letter',
    ...LETTER,
    subject: 'The tide table for spring',
  });
  await api('POST', `/publications/courier/sends/${planned.id}/schedule`, {
    at: soon(2),
    timeZone: 'Europe/Copenhagen',
  });
  const send = (number: number, page = '') => `/admin/courier/sends/${number}${page}`;
  return {
    today: '/admin/courier',
    publications: '/admin/publications',
    calendar: '/admin/courier/calendar',
    'calendar-week': '/admin/courier/calendar?view=week',
    articles: '/admin/courier/articles',
    feed: `/admin/courier/feeds/${feedId}`,
    sends: '/admin/courier/sends',
    new: '/admin/courier/sends/new',
    composer: send(draft.id, '/edit'),
    preview: send(draft.id, '/preview'),
    check: send(draft.id, '/check'),
    schedule: send(draft.id, '/schedule'),
    'send-scheduled': send(planned.id),
    review: send(sends.reviewed, '/review'),
    'send-live': send(sends.going),
    'send-cancel': send(sends.going, '/cancel'),
    'send-report': send(sends.past),
    explain: `/admin/courier/explain?send=${sends.past}&email=reader8@inbox.example`,
    search: '/admin/search?q=ferry',
    'first-run': '/admin/courier/set-up',
    settings: '/admin/courier/settings',
    account: '/admin/account',
    'api-keys': '/admin/api-keys',
  };
}

/** A wall-clock time at seven, so many days ahead. */
function soon(days: number): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T07:00`;
}

async function fillReaders(db: Db, publicationId: number): Promise<void> {
  await db.raw(
    `insert into subscribers (publication_id, status, rhythm, email, delivery_address, address_hash, topic_ids, created_at, confirmed_at)
     select :publicationId, case when g % 97 = 0 then 'pending' when g % 61 = 0 then 'unsubscribed' else 'active' end,
            case when g % 5 = 0 then 'each' when g % 5 < 4 then 'daily' else 'weekly' end,
            'reader' || g || '@' || (array['mail.example', 'post.example', 'inbox.example'])[1 + g % 3],
            'reader' || g || '@' || (array['mail.example', 'post.example', 'inbox.example'])[1 + g % 3],
            sha256(convert_to('reader' || g, 'UTF8')), '{}', now() - interval '200 days', now() - interval '200 days'
       from generate_series(1, :readers) g`,
    { publicationId, readers: READERS },
  );
  // A wave over the weeks: more on Sundays, a peak on the day of the storm.
  await db.raw(
    `insert into consent_records (publication_id, subscriber_id, kind, channel, at)
     select :publicationId, d * 100 + n, kind, 'page', now() - make_interval(days => d, secs => n)
       from generate_series(0, 29) d
      cross join lateral (values ('requested', 30 + d * 7 % 20 + case when d = 11 then 30 else 0 end),
                                 ('confirmed', 25 + d * 7 % 19 + case when d = 11 then 25 else 0 end),
                                 ('unsubscribed', 7 + d * 5 % 9)) kinds (kind, count)
      cross join lateral generate_series(1, kinds.count) n`,
    { publicationId },
  );
}

async function fillArticles(db: Db, publicationId: number): Promise<number> {
  const { rows } = await db.raw(
    `insert into feeds (publication_id, url, host, title, status, last_polled_at)
     values (?, 'https://saltholm-courier.example/feed.xml', 'saltholm-courier.example', 'The Saltholm Courier', 'active', now())
     returning id`,
    [publicationId],
  );
  const feedId = (rows as { id: number }[])[0]?.id ?? 0;
  for (const [position, { title, summary, category, verdict, minutesAgo }] of ARTICLES.entries())
    await db.raw(
      `insert into articles (publication_id, feed_id, key, url, title, summary, categories, verdict, published_at, first_seen_at,
                             released_at, content_hash, held_code, held_params)
       values (:publicationId, :feedId, :key, :url, :title, :summary, array[:category], :verdict,
               now() - make_interval(mins => :minutesAgo), now() - make_interval(mins => :minutesAgo),
               case when :verdict = 'new' then now() - make_interval(mins => :minutesAgo) end, '',
               case when :verdict = 'held' then 'flood' end, case when :verdict = 'held' then cast('{"count": 14, "limit": 6}' as jsonb) end)`,
      {
        publicationId,
        feedId,
        key: `article-${position}`,
        url: `https://saltholm-courier.example/${position}`,
        title,
        summary,
        category,
        verdict,
        minutesAgo,
      },
    );
  return feedId;
}

async function fillSends(
  db: Db,
  publicationId: number,
): Promise<{ going: number; past: number; reviewed: number }> {
  const insert = async (
    subject: string,
    status: string,
    audience: number,
    done: number,
    minutesAgo: number,
  ) => {
    const { rows } = await db.raw(
      `insert into sends (publication_id, kind, status, article_id, occasion, subject, message_key, audience_size, scheduled_at, started_at, finished_at, prepared_at)
       values (:publicationId, 'article', :status, (select max(id) from articles where title = :subject),
               'article:' || (select max(id) from articles where title = :subject), :subject, sha256(convert_to(:subject, 'UTF8')), :audience,
               now() - make_interval(mins => :minutesAgo), now() - make_interval(mins => :minutesAgo),
               case when :status = 'sent' then now() - make_interval(mins => :minutesAgo - 4) end,
               now() - make_interval(mins => :minutesAgo)) returning id`,
      { publicationId, status, subject, audience, minutesAgo },
    );
    const sendId = (rows as { id: number }[])[0]?.id ?? 0;
    await db.raw(
      `insert into send_contents (send_id, subject, html, text, sender)
       values (:sendId, :subject, '<p>…</p>', '…', '{"slug":"courier","name":"The Saltholm Courier","siteUrl":"https://saltholm-courier.example","fromName":"The Saltholm Courier","fromAddress":"news@saltholm-courier.example","replyTo":null}')`,
      { sendId, subject },
    );
    await db.raw(
      `insert into send_batches (send_id, batch_no, content_id, subscriber_ids, state, accepted, rejected)
       select :sendId, b, (select max(id) from send_contents where send_id = :sendId), array_agg(id),
              case when b * 500 < :done then 'done' else 'queued' end,
              case when b * 500 < :done then count(*) - 1 else 0 end, case when b * 500 < :done then 1 else 0 end
         from (select (row_number() over (order by id) - 1) / 500 as b, id from subscribers
                where publication_id = :publicationId and status = 'active' limit :audience) numbered
        group by b`,
      { sendId, publicationId, audience, done },
    );
    return sendId;
  };
  const past = await insert('Ferry to run every 40 minutes from April', 'sent', 9858, 9858, 90);
  await insert('Harbour bridge closed until May after crack is found', 'sent', 14_296, 14_296, 290);
  await insert('Gale warning for Wednesday night', 'sent', 14_306, 14_306, 1500);
  const going = await insert(
    'Council votes to keep the Friday market on the quay',
    'sending',
    14_298,
    9_400,
    4,
  );
  return { going, past, reviewed: await fillReview(db, publicationId) };
}

/** The newest article without a send waits for an answer. */
async function fillReview(db: Db, publicationId: number): Promise<number> {
  const { rows } = await db.raw(
    `with send as (
       insert into sends (publication_id, kind, status, article_id, occasion, subject, message_key, scheduled_at, counted_audience,
                          counted_at, reason)
       select publication_id, 'article', 'scheduled', id, 'article:' || id, title, sha256(convert_to(title, 'UTF8')),
              now() + interval '22 minutes', 9866, now(), '{"code": "in-review", "params": {"onSilence": "send"}}'
         from articles a
        where publication_id = ? and verdict = 'new' and not exists (select from sends s where s.article_id = a.id)
        order by first_seen_at desc limit 1 returning id)
     insert into reviews (send_id, kind, on_silence, asked_at)
     select id, 'clock', 'send', now() - interval '8 minutes' from send returning send_id as id`,
    [publicationId],
  );
  return (rows as { id: number }[])[0]?.id ?? 0;
}
