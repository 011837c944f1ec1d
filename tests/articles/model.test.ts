import { expect, test } from 'vitest';
import {
  addFeed,
  getArticle,
  isReadJustNow,
  pollFeed,
  promoteDueArticles,
  secondsAhead,
} from '../../src/articles/index.ts';
import { rows } from '../../src/platform/database.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { rss, startFeedServer } from '../support/feeds/feed-server.ts';
import { createVirtualClock } from '../support/app/virtual-clock.ts';
import { GUID_SCHEMES, randomFrom, SimulatedSite, type GuidScheme, type Post } from './simulated-site.ts';

/** More of them, and more seeds (MODEL_SEEDS=1,2,…), for a night. */
const READINGS = Number(process.env['MODEL_READINGS'] ?? 40);
const clock = await createVirtualClock();
const { app } = clock;
const server = await startFeedServer();

type Mode = 'whole' | 'fails' | 'cut' | 'not-modified';

interface Mail {
  mark: string;
  edition: number;
  at: Date;
}

/** One site against the real poller, planner and database. */
class Run {
  readonly site: SimulatedSite;
  readonly mails: Mail[] = [];
  readonly story: string[] = [];
  readonly #random;
  readonly #path: string;
  #publicationId = 0;
  #feedId = 0;
  #mode: Mode = 'whole';
  /** What the last answer held. */
  #told: Post[] = [];

  constructor(scheme: GuidScheme, seed: number) {
    this.#random = randomFrom(seed);
    this.site = new SimulatedSite(scheme, this.#random, clock.now);
    this.#path = `/site-${scheme}-${seed}.xml`;
  }

  async start(): Promise<void> {
    server.answer(this.#path, (request, response) => {
      if (this.#mode === 'fails') return response.writeHead(500).end();
      if (this.#mode === 'not-modified' && request.headers['if-none-match'])
        return response.writeHead(304).end();
      const body = rss(this.site.items());
      const shown = this.site.shown();
      const kept = this.#mode === 'cut' ? this.#random.upTo(shown.length) : shown.length;
      this.#told = shown.slice(0, kept);
      const end =
        body
          .split('<item>')
          .slice(0, kept + 1)
          .join('<item>').length + '<item><ti'.length;
      return response
        .writeHead(200, { ETag: '"same"' })
        .end(this.#mode === 'cut' ? body.slice(0, end) : body);
    });
    this.#publicationId = (await makePublication(app, { holdMinutes: 5 })).id;
    this.#feedId = (await addFeed(app, this.#publicationId, `${server.origin}${this.#path}`)).id;
    await this.read('whole');
  }

  /** Something happens, is read or not, and time passes. */
  async step(): Promise<void> {
    const { next, upTo, pick } = this.#random;
    for (let turn = upTo(3); turn >= 0; turn -= 1) this.story.push(this.site.change());
    await this.read(next() < 0.75 ? 'whole' : pick(['fails', 'cut', 'not-modified'] as const));
    await clock.pass(30 + upTo(6 * 60));
    await this.mail();
  }

  async read(mode: Mode): Promise<void> {
    this.#mode = mode;
    this.#told = [];
    const { feed, notModified } = await pollFeed(app, this.#feedId);
    const isWhole = mode !== 'cut' && mode !== 'fails' && !notModified;
    this.story.push(`read ${mode}${feed.error ? ' (failed)' : ''}`);
    const oldest = Math.min(...this.#told.map(({ date }) => date.getTime()));
    for (const post of isWhole ? this.site.posts : []) {
      post.seenEdition = null;
      post.isTakenOut = post.seenDate.getTime() > oldest;
    }
    for (const post of this.#told) {
      Object.assign(post, {
        isSeen: true,
        isTakenOut: false,
        seenEdition: post.edition,
        seenDate: post.date,
      });
    }
  }

  /** As the preparation does, without making the email: late check, then it is mailed. */
  async mail(): Promise<void> {
    await promoteDueArticles(app);
    await planArticleSends(app);
    const due = await this.#dueSends();
    if (due.length === 0) return;
    const { next } = this.#random;
    await this.read(next() < 0.9 ? 'whole' : 'fails');
    await planArticleSends(app);
    for (const { id, articleId } of await this.#dueSends()) {
      const article = await getArticle(app.db, articleId);
      if (!(await isReadJustNow(app, article)) || secondsAhead(article, clock.now()) > 0) continue;
      await app.db.raw(`update sends set status = 'sent', prepared_at = now() where id = ?`, [id]);
      const [, mark = '', edition = ''] = /(mark\w+) edition(\d+)/.exec(article.summary) ?? [];
      this.story.push(`mailed ${mark}`);
      this.mails.push({ mark, edition: Number(edition), at: clock.now() });
      this.#judge(mark, Number(edition));
    }
  }

  #dueSends(): Promise<{ id: number; articleId: number }[]> {
    return rows(
      app.db,
      `select id, article_id as "articleId" from sends
        where publication_id = ? and status = 'scheduled' and scheduled_at <= now() order by id`,
      [this.#publicationId],
    );
  }

  /** What must be true of each mail. */
  #judge(mark: string, edition: number): void {
    const post = this.site.posts.find((one) => one.mark === mark);
    const story = this.story.slice(-40).join('\n');
    expect(post, story).toBeDefined();
    expect(post?.isBaseline, `an old post is mailed: ${mark}\n${story}`).toBe(false);
    expect(
      this.mails.filter((mail) => mail.mark === mark),
      `mailed twice: ${mark}\n${this.story.filter((line) => line.includes(mark)).join('\n')}\n--\n${story}`,
    ).toHaveLength(1);
    expect(post?.isTakenOut, `taken out, but mailed: ${mark}\n${story}`).toBe(false);
    expect(post?.seenDate.getTime(), `mailed before its date: ${mark}\n${story}`).toBeLessThanOrEqual(
      clock.now().getTime() + 1000,
    );
    // Pushed out of the window: its text is the last that was told.
    if (post?.seenEdition !== null)
      expect(edition, `an old text is mailed: ${mark}\n${story}`).toBe(post?.seenEdition);
  }

  /** Nothing more happens, and the feed is read well: whatever is not mailed then is held. */
  async end(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await this.read('whole');
      await clock.pass(3600);
      await this.mail();
    }
    const articles = await rows<{
      summary: string;
      verdict: string;
      code: string | null;
      reason: object | null;
    }>(
      app.db,
      'select summary, verdict, held_code as code, held_params as reason from articles where publication_id = ?',
      [this.#publicationId],
    );
    const mailed = new Set(this.mails.map(({ mark }) => mark));
    for (const post of this.site.posts.filter(({ isSeen, isBaseline }) => isSeen && !isBaseline)) {
      if (mailed.has(post.mark) || !post.isOut) continue;
      const found = articles.filter(({ summary }) => summary.includes(post.mark));
      const isHeld = found.some(({ verdict, reason }) => verdict === 'held' && reason);
      const own = this.story.filter((line) => line.includes(post.mark)).join('\n');
      const verdicts = found.map(({ verdict }) => verdict).join();
      // What nobody touched waits for nothing but the guard, however far it slid.
      if (!post.isTouched) expect(found, `held: ${post.mark}`).toMatchObject([{ code: 'flood' }]);
      expect(isHeld, `missed in silence (${verdicts}): ${post.mark}\n${own}`).toBe(true);
    }
    expect(articles.length).toBeLessThan(this.site.posts.length * 2);
  }
}

const seeds = (process.env['MODEL_SEEDS'] ?? '1').split(',').map(Number);

test.each(
  GUID_SCHEMES.flatMap((scheme, place) => seeds.map((seed) => ({ scheme, seed: seed + 100 * place }))),
)(
  'Every post is mailed once with its latest text, or held with a reason: guids $scheme, seed $seed',
  async ({ scheme, seed }) => {
    const run = new Run(scheme, seed);
    await run.start();
    for (let reading = 0; reading < READINGS; reading += 1) await run.step();
    await run.end();
    const held = run.site.posts.length - run.mails.length;
    console.log(
      `${scheme} ${seed}: ${run.story.length} steps, ${run.site.posts.length} posts, ${run.mails.length} mails, ${held} others`,
    );
    expect(run.mails.length).toBeGreaterThan(run.site.posts.length / 4);
  },
);
