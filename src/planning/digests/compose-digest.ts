import { lockIfAllUnchanged, numberArticles, versionOf, type Article } from '../../articles/index.ts';
import { printDigest, type PrintedDigest } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import type { Db } from '../../platform/database.ts';
import { lockNumbers, takeRun, type Publication } from '../../publications/index.ts';
import { lockBucket, moveCut, settleDebts } from '../../rhythms/index.ts';
import {
  contentOf,
  type Composition,
  type ContentArticle,
  type NewContent,
  type Send,
} from '../../sends/index.ts';
import { holdMarks, noteToldOfDefault, releaseMarks } from '../../subscribers/index.ts';
import { listCarried, type OwedCorrection } from '../corrections/owed-queries.ts';
import type { Carried } from '../corrections/gather-carried.ts';
import type { Chosen } from './choose-articles.ts';
import { decideGroup, rulesOf, type CarriedTo } from './decide-group.ts';
import type { DigestRun } from './digest-run.ts';
import { askAbout, candidatesOf, offeredOf, type Material } from './gather-digest.ts';
import { audienceOfGroups, keepGroups, marksOfGroups, type Group } from './reader-queries.ts';
import { endRun } from './run-queries.ts';
import { languageFor } from '../../words/index.ts';

interface Edition extends Chosen {
  corrections: CarriedTo[];
  language: string;
  before: Group['before'];
}

/**
 * Decides who gets which articles, in the transaction that freezes them: all that is ready gets its number, each group of readers what is
 * new to it, and the bucket's cut moves. Where nobody gets anything it does not move.
 */
export async function composeDigest(
  app: App,
  of: { send: Send; run: DigestRun; publication: Publication; material: Material },
): Promise<Composition | 'changed' | 'empty'> {
  const { send, run, publication, material } = of;
  const { db } = app;
  const { articles, edition, topics, carried, presses } = material;
  if (!(await lockIfAllUnchanged(db, publication.id, [...articles, ...carried.articles]))) return 'changed';
  await lockNumbers(db, publication.id, 'to-take');
  const { rhythm } = run;
  if (rhythm !== 'catch-up') await lockBucket(db, { ...run, rhythm });
  const found = await candidatesOf(app, run, publication);
  const ready = found.filter(({ number }) => number === null).map(({ id }) => id);
  await numberArticles(db, publication.id, ready);
  const offered = offeredOf(ready.length === 0 ? found : await candidatesOf(app, run, publication), topics);
  const pressed = new Map(articles.map((article) => [article.id, article]));
  if (ready.some((id) => !pressed.has(id) && !edition.droppedIds.includes(id))) return 'changed';
  const ids = offered.map(({ id }) => id);
  const asked = await askAbout(app, {
    sendId: send.id,
    run,
    publication,
    offered,
    corrections: await stillCarried(db, run, carried),
  });
  const groups = await keepGroups(db, asked);
  const rules = rulesOf(run, publication, { topics, edition, shown: pressed, carried });
  const editions = new Map<string, { edition: Edition; place: number }>();
  const placeOf: (number | undefined)[] = [];
  const waiting: number[] = [];
  for (const [place, group] of groups.entries()) {
    const decision = decideGroup(group, offered, rules);
    if (decision.is === 'waits-for-more') waiting.push(place);
    if (decision.is !== 'gets') {
      placeOf.push(undefined);
      continue;
    }
    const { articleIds, counted, corrections } = decision;
    const language = languageFor(group.language, publication.language);
    if (!presses.has(language)) return 'changed';
    const one: Edition = { articleIds, counted, corrections, language, before: group.before };
    const key = JSON.stringify(one);
    const known = editions.get(key) ?? { edition: one, place: editions.size };
    editions.set(key, known);
    placeOf.push(known.place);
  }
  if (editions.size === 0) {
    await endRun(db, run.id, { state: 'empty' });
    return 'empty';
  }
  const told = [...new Set(groups.flatMap(({ before }) => (before === '' ? [] : [before])))];
  return {
    contents: printed([...editions.values()], { publication, material, pressed }),
    hasManyContents: editions.size > 1 && (groups[0]?.size ?? 0) < LARGE_GROUP,
    audience: (contentIds) =>
      audienceOfGroups(placeOf.map((at) => (at === undefined ? undefined : contentIds[at]))),
    async settle(inner) {
      const { lastNumber: cut } = await lockNumbers(inner, publication.id, 'to-take');
      const number = await takeRun(inner, publication.id);
      await settleDebts(inner, { publicationId: publication.id, sendId: send.id, articleIds: ids });
      if (waiting.length > 0) await holdMarks(inner, marksOfGroups(waiting));
      await releaseMarks(inner, publication.id, send.id, { cut, run: number });
      await noteToldOfDefault(inner, { publicationId: publication.id, sendId: send.id, rhythms: told });
      if (rhythm !== 'catch-up') await moveCut(inner, { ...run, rhythm }, { cut, run: number });
      await endRun(inner, run.id, { state: 'frozen', cut, run: number });
    },
  };
}

/** Without what was stopped, or has a later correction in its place by now. */
async function stillCarried(db: Db, run: DigestRun, { corrections }: Carried): Promise<OwedCorrection[]> {
  if (corrections.length === 0) return [];
  const now = new Set((await listCarried(db, run.publicationId, run.dueAt)).map(({ sendId }) => sendId));
  return corrections.filter(({ sendId }) => now.has(sendId));
}

/** Cutting up the list of so many readers of one content takes longer than numbering all of them. */
const LARGE_GROUP = 20_000;

function* printed(
  editions: { edition: Edition }[],
  of: { publication: Publication; material: Material; pressed: Map<number, Article> },
): Iterable<NewContent> {
  for (const { edition } of editions) {
    const { articleIds, counted, corrections, language, before } = edition;
    const press = of.material.presses.get(language);
    if (!press) continue;
    const more = counted.length;
    const mail = printDigest(press, {
      articleIds,
      more,
      corrections: corrections.map(({ id }) => id),
      ...(before !== '' && { keepAsItWas: before }),
    });
    const leftOut = mail.shortened
      .filter(({ form }) => form === 'left-out')
      .map(({ articleId }) => articleId);
    yield {
      content: contentOf(of.publication, mail),
      articles: [
        ...articleIds
          .filter((id) => !leftOut.includes(id))
          .flatMap((id) => heldArticle(mail, of.pressed.get(id))),
        ...corrections
          .filter(({ id }) => mail.corrections.includes(id))
          .flatMap((one) => heldCorrection(one, of.material.carried)),
      ],
      counted: [...leftOut, ...counted],
    };
  }
}

/** How much of an article a mail shows. */
function heldArticle({ shortened }: PrintedDigest, article: Article | undefined): ContentArticle[] {
  if (!article) return [];
  const cut = shortened.find(({ articleId }) => articleId === article.id)?.form;
  const form = cut === 'headline' ? 'headline' : 'summary';
  return [{ articleId: article.id, form, version: versionOf(article, form) }];
}

/** A correction tells the text that it was frozen with. */
function heldCorrection({ id, form }: CarriedTo, { corrections }: Carried): ContentArticle[] {
  const correction = corrections.find(({ sendId }) => sendId === id);
  if (!correction) return [];
  const { articleId, versions } = correction;
  return [{ articleId, form, version: versions[form], correctionId: id }];
}
