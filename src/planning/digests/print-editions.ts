import { versionOf, type Article } from '../../articles/index.ts';
import { printDigest, type PrintedDigest } from '../../emails/index.ts';
import type { Publication } from '../../publications/index.ts';
import { contentOf, type ContentArticle, type NewContent } from '../../sends/index.ts';
import type { Carried } from '../corrections/gather-carried.ts';
import type { CarriedTo } from './decide-group.ts';
import type { Material } from './gather-digest.ts';
import type { ReadersEdition } from './share-editions.ts';

/** The contents of a digest, one after the other: thousands of them together would be hundreds of megabytes. */
export function* printEditions(
  editions: ReadersEdition[],
  of: { publication: Publication; material: Material; pressed: Map<number, Article> },
): Iterable<NewContent> {
  for (const { articleIds, counted, corrections, language, before } of editions) {
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
