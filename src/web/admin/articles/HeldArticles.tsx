import type { HeldArticle } from '../../../reports/index.ts';
import { says } from '../../../words/index.ts';
import { When } from '../components/When.tsx';

interface Props {
  slug: string;
  timeZone: string;
  held: HeldArticle[];
  total: number;
  mayAct: boolean;
}

/** Articles that wait until an editor decides, each with its reason. */
export function HeldArticles({ slug, timeZone, held, total, mayAct }: Props) {
  return (
    <div class="sec">
      <div class="sec-head">
        <div>
          <h3>{total === 1 ? 'One article is held' : `${total} articles are held`}</h3>
          <p class="small soft">They wait for you. Released articles are mailed; dismissed ones never are.</p>
        </div>
      </div>
      <ul class="rows">
        {held.map(({ id, title, url, publishedAt, reason }) => (
          <li key={id} class="item">
            <div>
              {url ? <a href={url}>{title}</a> : title}
              <div class="small soft">
                <When at={publishedAt} timeZone={timeZone} />
              </div>
              <div>{says(reason)}</div>
            </div>
            {mayAct && <Decision slug={slug} articleId={id} about={title} />}
          </li>
        ))}
      </ul>
      {mayAct && total > 1 && (
        <div class="row row-between">
          <span class="soft">{total > held.length ? `The newest ${held.length} are shown.` : ''}</span>
          <Decision slug={slug} about={`all ${total} held articles`} suffix={` all ${total}`} />
        </div>
      )}
    </div>
  );
}

function Decision({
  slug,
  articleId,
  about,
  suffix = '',
}: {
  slug: string;
  articleId?: number;
  about: string;
  suffix?: string;
}) {
  const path = `/admin/${slug}/held`;
  return (
    <form class="row" method="post" action={`${path}/release`}>
      {articleId !== undefined && <input type="hidden" name="article" value={articleId} />}
      <button class="btn btn-small btn-main" aria-label={`Release ${about}`}>
        Release{suffix}
      </button>
      <button class="btn btn-small" formaction={`${path}/dismiss`} aria-label={`Dismiss ${about}`}>
        Dismiss{suffix}
      </button>
    </form>
  );
}
