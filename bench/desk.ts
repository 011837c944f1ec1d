import http from 'node:http';
import { openDatabase } from '../src/platform/database.ts';
import type { Db } from '../src/platform/database.ts';
import type { Paper } from './paper.ts';
import { signInAsAdmin } from './sign-in.ts';
import { startBare } from './bare.ts';
import { quantile, type Figure } from './table.ts';

const READERS = 1_000_000;
const SENDS = 500;
const AUDIENCE = 10_000;
const BATCH = 500;
const ARTICLES = 20_000;
/** Looks at each page and at the bare route, in turns. */
const LOOKS = 60;
const WARM_UP = 10;
const MUST_MS = 200;
/** Pages with a promise of their own: what is searched while somebody types, and a count of all readers. */
const MUST_OF: Partial<Record<string, number>> = {
  'subscribers, common part of a name': 100,
  'subscribers, rare part of an address': 100,
  'subscribers, two letters': 100,
  'subscribers, two words': 100,
  'subscribers, whole address': 100,
  'a segment of three rules': 500,
};
const AIM_MS = 60;
const AIM_TIMES = 8;

/** Server time of each page of the desk, beside a bare Express route that runs one query by an index, looked at in turns. */
export async function measureDesk({ url, databaseUrl, dataDir }: Paper): Promise<Figure[]> {
  const db = openDatabase(databaseUrl);
  const cookie = await signInAsAdmin(url, dataDir, { email: 'desk@gazette.example', name: 'Ada Abel' });
  const bare = await startBare('bare-page.ts', databaseUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const pages = await fill(db);
    const figures: Figure[] = [];
    const look = (address: string) =>
      timeOf(agent, url + address, { Cookie: `${cookie.name}=${cookie.value}` });
    for (const [name, address] of Object.entries(pages)) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let turn = -WARM_UP; turn < LOOKS; turn += 1) {
        const our = await look(address);
        const their = await timeOf(agent, `${bare.url}/page/${1 + Math.abs(turn) * 7919}`, {});
        if (turn < 0) continue;
        ours.push(our);
        theirs.push(their);
      }
      figures.push(figureOf(name, ours, theirs, MUST_OF[name]));
    }
    return figures;
  } finally {
    agent.destroy();
    bare.stop();
    await db.destroy();
  }
}

function figureOf(name: string, ours: number[], theirs: number[], must = MUST_MS): Figure {
  const p95 = quantile(ours, 0.95);
  const times = quantile(ours, 0.5) / quantile(theirs, 0.5);
  const isAimed = p95 < AIM_MS && times <= AIM_TIMES;
  return {
    what: name,
    measured: `median ${quantile(ours, 0.5).toFixed(1)}, p95 ${p95.toFixed(1)} ms; ${times.toFixed(1)} times the bare route`,
    must: `p95 < ${must} ms`,
    aim: `< ${AIM_MS} ms, ≤ ${AIM_TIMES} times${isAimed ? ': met' : ''}`,
    isMet: p95 < must,
  };
}

/** Milliseconds until the whole answer is here. */
function timeOf(agent: http.Agent, url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers }, (response) => {
        response.resume().on('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - began);
          else reject(new Error(`${url} answers ${response.statusCode}`));
        });
      })
      .on('error', reject);
  });
}

/** @returns addresses of pages by name. */
async function fill(db: Db): Promise<Record<string, string>> {
  const { rows } = await db.raw("select id from publications where slug = 'gazette'");
  const publicationId = (rows as { id: number }[])[0]?.id ?? 0;
  console.error('filling: readers');
  await db.raw(
    `insert into subscribers (publication_id, status, rhythm, email, delivery_address, address_hash, name, source, created_at, confirmed_at)
     select :publicationId, case when g % 50 = 0 then 'unsubscribed' when g % 97 = 0 then 'pending' else 'active' end,
            (array['each', 'daily', 'weekly'])[1 + g % 3], e, e, sha256(convert_to(e, 'UTF8')),
            case when g % 2 = 0 then 'Reader ' || (array['Lorentzen', 'Ferreira', 'Kowalczyk', 'Okonkwo', 'Aasen', 'Brandt', 'Marquez'])[1 + g % 7] else '' end,
            'https://gazette.example/' || g % 3000, now() - interval '100 days', now() - interval '100 days'
       from generate_series(1, :readers) g cross join lateral (select 'reader' || g || '@d' || g % 500 || '.example' as e) a`,
    { publicationId, readers: READERS },
  );
  await db.raw(
    `insert into consent_records (publication_id, subscriber_id, kind, channel, at)
     select :publicationId, s.id, k, 'page', now() - make_interval(secs => s.id % 2592000)
       from subscribers s cross join unnest(array['requested', 'confirmed']) k where s.id % 20 = 0`,
    { publicationId },
  );
  console.error('filling: articles');
  await db.raw(
    `with feed as (insert into feeds (publication_id, url, host, title, status, last_polled_at, next_poll_at)
                   values (:publicationId, 'https://gazette.example/feed.xml', 'gazette.example', 'The Gazette', 'active', now(), now() + interval '1 year')
                   returning id)
     insert into articles (publication_id, feed_id, key, url, title, summary, categories, verdict, published_at, first_seen_at,
                           released_at, content_hash, held_code, held_params)
     select :publicationId, feed.id, 'a' || g, 'https://gazette.example/' || g, 'What the harbour says about number ' || g,
            'A summary of a line or two, as feeds have it.', array['Town'],
            case when g > :articles - 40 then 'held' else 'baseline' end,
            now() - make_interval(mins => :articles - g), now() - make_interval(mins => :articles - g), null, '',
            case when g > :articles - 40 then 'flood' end,
            case when g > :articles - 40 then cast('{"count": 40, "limit": 6}' as jsonb) end
       from feed cross join generate_series(1, :articles) g`,
    { publicationId, articles: ARTICLES },
  );
  console.error('filling: sends and 5,000,000 messages');
  const sends = await fillSends(db, publicationId);
  await db.raw('analyze');
  const send = (id: number, page = '') => `/admin/gazette/sends/${id}${page}`;
  const feed = await db.raw('select max(id) as id from feeds');
  const segment = await fillSegment(db, publicationId);
  return {
    Today: '/admin/gazette',
    'all publications': '/admin/publications',
    calendar: '/admin/gazette/calendar',
    'calendar, week': '/admin/gazette/calendar?view=week',
    articles: '/admin/gazette/articles',
    feed: `/admin/gazette/feeds/${(feed.rows as { id: number }[])[0]?.id}`,
    sends: '/admin/gazette/sends',
    'a send, report': send(sends.past),
    'a send, live': send(sends.going),
    'composer, new': '/admin/gazette/sends/new',
    composer: send(sends.draft, '/edit'),
    preview: send(sends.draft, '/preview'),
    check: send(sends.draft, '/check'),
    schedule: send(sends.draft, '/schedule'),
    search: '/admin/search?q=harbour',
    settings: '/admin/gazette/settings/sender',
    subscribers: '/admin/gazette/subscribers',
    'subscribers, common part of a name': '/admin/gazette/subscribers?q=lorentz',
    'subscribers, rare part of an address': '/admin/gazette/subscribers?q=reader47110',
    'subscribers, two letters': '/admin/gazette/subscribers?q=zq',
    'subscribers, two words': '/admin/gazette/subscribers?q=aasen+d411.example',
    'subscribers, whole address': '/admin/gazette/subscribers?q=reader471100@d100.example',
    'subscribers, two filters': '/admin/gazette/subscribers?rhythm=daily&status=pending',
    'subscribers, a domain': '/admin/gazette/subscribers?domain=d411.example',
    'subscribers, a rare source': '/admin/gazette/subscribers?source=example/2711',
    'subscribers, by address': '/admin/gazette/subscribers?sort=address',
    'subscribers of a segment': `/admin/gazette/subscribers?segment=${segment}`,
    'a segment of three rules': `/admin/gazette/segments/${segment}`,
    'a reader with 500 mails': '/admin/gazette/subscribers/7',
    'many readers, before a change': `/admin/gazette/subscribers/bulk?act=pause&segment=${segment}&all=1`,
    topics: '/admin/gazette/topics',
    look: '/admin/gazette/look',
    templates: '/admin/gazette/templates',
    'a template': '/admin/gazette/templates/letter',
    team: '/admin/gazette/team',
    'audit log': '/admin/audit',
  };
}

async function fillSegment(db: Db, publicationId: number): Promise<number> {
  const rules = [
    { field: 'status', op: 'is', value: 'active' },
    { field: 'rhythm', op: 'is', value: 'daily' },
    { field: 'domain', op: 'is-not', value: 'd1.example' },
  ];
  const { rows } = await db.raw(
    `insert into segments (publication_id, name, match, rules) values (?, 'Daily readers', 'all', cast(? as jsonb)) returning id`,
    [publicationId, JSON.stringify(rules)],
  );
  return (rows as { id: number }[])[0]?.id ?? 0;
}

async function fillSends(
  db: Db,
  publicationId: number,
): Promise<{ past: number; going: number; draft: number }> {
  const { rows } = await db.raw(
    `insert into sends (publication_id, kind, status, subject, message_key, audience_size, is_for_all, rhythm, scheduled_at, started_at,
                        finished_at, prepared_at)
     select :publicationId, 'letter', case when g = 1 then 'paused' else 'sent' end, 'Letter number ' || g,
            sha256(convert_to('k' || g, 'UTF8')), :audience, true, null, t, t, case when g > 1 then t + interval '4 minutes' end, t
       from generate_series(1, :sends) g
      cross join lateral (select now() - make_interval(hours => (:sends - g) * 3) as t) at
     returning id`,
    { publicationId, audience: AUDIENCE, sends: SENDS },
  );
  const ids = (rows as { id: number }[]).map(({ id }) => id);
  await db.raw(
    `insert into letters (send_id, preheader, markdown) select id, '', 'A letter.' from sends where id = any(?)`,
    [ids],
  );
  await db.raw(
    `insert into send_contents (send_id, subject, html, text, sender)
     select id, subject, '<p>A letter.</p>', 'A letter.',
            '{"slug":"gazette","name":"The Gazette","siteUrl":"https://gazette.example","fromName":"The Gazette","fromAddress":"news@gazette.example","replyTo":null}'
       from sends where id = any(?)`,
    [ids],
  );
  await db.raw(
    `insert into send_batches (send_id, batch_no, content_id, subscriber_ids, state, accepted, rejected)
     select d.id, b, c.id, array(select r from generate_series(b * cast(:batch as int) + 1, (b + 1) * cast(:batch as int)) r), 'done', cast(:batch as int) - 5, 5
       from sends d join send_contents c on c.send_id = d.id
      cross join generate_series(0, cast(:audience as int) / cast(:batch as int) - 1) b where d.id = any(:ids)`,
    { ids, batch: BATCH, audience: AUDIENCE },
  );
  await db.raw(
    `insert into messages (send_id, subscriber_id, state, reply)
     select d, r, case when r % 100 = 0 then 'rejected' else 'accepted' end,
            case when r % 100 = 0 then '550 5.1.1 No such user here' end
       from unnest(cast(:ids as bigint[])) d cross join generate_series(1, :audience) r`,
    { ids, audience: AUDIENCE },
  );
  const draft = await db.raw(
    `with d as (insert into sends (publication_id, kind, status, subject, is_for_all, rhythm, message_key)
                values (?, 'letter', 'draft', 'A draft', true, null, 'k') returning id)
     insert into letters (send_id, preheader, markdown) select id, '', 'A draft of a letter.' from d returning send_id as id`,
    [publicationId],
  );
  return {
    going: ids[0] ?? 0,
    past: ids.at(-1) ?? 0,
    draft: (draft.rows as { id: number }[])[0]?.id ?? 0,
  };
}
