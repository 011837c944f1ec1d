import {
  isEachPageLookedAt,
  isEachReadJustNow,
  warnOfGonePages,
  warnOfUnread,
  warnOfUnreadPages,
  type Article,
} from '../../articles/index.ts';
import { printDigest } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import { contentOf, type SendKind } from '../../sends/index.ts';
import { languageFor, type Reason } from '../../words/index.ts';
import { composeDigest } from './compose-digest.ts';
import { decideGroup, rulesOf } from './decide-group.ts';
import { askAbout, candidatesOf, editionOf, gatherMatter, offeredOf, pressMatter } from './gather-digest.ts';
import { listGroups } from './reader-queries.ts';
import { endRun, findRunOfSend } from './run-queries.ts';

/** The reading of a feed that a digest waits for takes about so long. */
const LOOK_AGAIN_SECONDS = 1;

/** A digest that nobody wrote: each reader gets what is new to them, as the articles are by then. */
export const plannedDigestKind: SendKind = {
  async prepare(app, send, publication, limits) {
    const run = await findRunOfSend(app.db, send.id);
    if (!run) return { is: 'withdrawn', reason: { code: 'digest-not-planned', params: {} } };
    const matter = await gatherMatter(app, run, publication);
    const articles = matter ? [...matter.articles, ...matter.carried.articles] : [];
    if (!(await isAsOnTheSite(app, publication, articles)))
      return { is: 'early', seconds: LOOK_AGAIN_SECONDS };
    const material = matter && (await pressMatter(app, { run, publication, matter }, limits));
    const warnings = await warningsOf(app, publication, articles);
    if (material?.isWithoutIntroduction) warnings.unshift({ code: 'introduction-left-out', params: {} });
    return {
      is: 'composed',
      async compose(db) {
        const inner = { ...app, db };
        if (material) return composeDigest(inner, { send, run, publication, material });
        const { droppedIds } = await editionOf(inner, run, publication);
        await endRun(db, run.id, { state: 'empty', droppedIds });
        return 'empty';
      },
      warnings,
    };
  },
  async preview(app, send, publication) {
    const run = await findRunOfSend(app.db, send.id);
    const matter = run && (await gatherMatter(app, run, publication));
    const material = matter && (await pressMatter(app, { run, publication, matter }, {}));
    const press = material?.presses.get(publication.language);
    if (!run || !material || !press) throw nothingYet();
    const offered = offeredOf(await candidatesOf(app, run), material.topics);
    const asked = await askAbout(app, {
      run,
      publication,
      offered,
      corrections: material.carried.corrections,
    });
    const shown = new Set(material.articles.map(({ id }) => id));
    const rules = rulesOf(run, publication, { ...material, shown });
    for (const group of await listGroups(app.db, asked)) {
      const decision = decideGroup(group, offered, rules);
      if (decision.is !== 'gets') continue;
      const { articleIds, counted, corrections } = decision;
      const own = material.presses.get(languageFor(group.language, publication.language)) ?? press;
      return contentOf(
        publication,
        printDigest(own, {
          articleIds,
          more: counted.length,
          corrections: corrections.map(({ id }) => id),
        }),
      );
    }
    const articleIds = material.articles.map(({ id }) => id).slice(0, rules.most);
    if (articleIds.length === 0) throw nothingYet();
    return contentOf(publication, printDigest(press, { articleIds, more: 0 }));
  },
};

const nothingYet = () => new Conflict('digest-has-nothing', 'There is no article for this digest yet.');
/** Feeds and pages were read just now. */
async function isAsOnTheSite(app: App, publication: Publication, articles: Article[]): Promise<boolean> {
  return (await isEachReadJustNow(app, articles)) && isEachPageLookedAt(app, publication, articles);
}

/** What it goes out without, and what nobody could see. */
async function warningsOf(
  { db }: Pick<App, 'db'>,
  publication: Publication,
  articles: Article[],
): Promise<Reason[]> {
  const told = [
    await warnOfGonePages(db, publication),
    await warnOfUnread(db, articles),
    await warnOfUnreadPages(db, publication, articles),
  ];
  return told.filter((one) => one !== undefined);
}
