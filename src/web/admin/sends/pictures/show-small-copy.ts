import { asMailed, listArticlesById } from '../../../../articles/index.ts';
import { getSendDetails, rewriteDraft } from '../../../../letters/index.ts';
import { scaleRemotePicture } from '../../../../media/index.ts';
import type { App } from '../../../../platform/app.ts';
import { Conflict } from '../../../../platform/errors.ts';
import { editArticle } from '../../../../planning/index.ts';

/**
 * Shows a small copy of a picture wherever the mail shows the picture: in what somebody wrote, or above an article.
 * @throws PictureRefused; Conflict for a picture within the text of an article, which stays as its site has it
 */
export async function showSmallCopy(app: App, publicationId: number, id: number, url: string): Promise<void> {
  const { articleId, letter, digest } = await getSendDetails(app.db, publicationId, id);
  const copy = await scaleRemotePicture(app, publicationId, url);
  if (copy.url === url) return;
  const text = letter?.markdown ?? '';
  if (text.includes(url))
    await rewriteDraft(app, publicationId, id, (written) => written.split(url).join(copy.url));
  const picked = (digest?.picks ?? []).flatMap((pick) => ('articleId' in pick ? [pick.articleId] : []));
  const articles = await listArticlesById(app.db, articleId === null ? picked : [articleId]);
  const images = [...articles.values()].map((article) => ({
    id: article.id,
    image: asMailed(article).imageUrl,
  }));
  for (const article of images)
    if (article.image === url) await editArticle(app, publicationId, article.id, { imageUrl: copy.url });
  // A form that arrives twice finds the copy in its place.
  const isShown = [url, copy.url].some(
    (address) => text.includes(address) || images.some(({ image }) => image === address),
  );
  if (!isShown)
    throw new Conflict(
      'picture-elsewhere',
      'This mail does not show the picture any more, or it is part of an article’s text: make it smaller on your site.',
    );
}
