import type { EditionArticle, EditionView } from '../../../planning/index.ts';
import { PickList, PickRow } from '../composer/PickRow.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  view: EditionView;
  /** In the order that somebody typed, where it was refused. */
  articles: EditionArticle[];
  timeZone: string;
  /** Undefined where nobody may see the desk's pictures. */
  slug: string | undefined;
}

/** What would be in a planned digest now, in order, and what an editor dropped from it. */
export function EditionArticles({ view, articles, timeZone, slug }: Props) {
  const desk = useDesk();
  const { edition: say } = desk.words;
  const { dropped, most } = view;
  return (
    <div class="block" id="articles">
      <textarea name="picks" hidden readonly>
        {`\n${articles.map((one) => `${lineOf(one)}\n`).join('')}`}
      </textarea>
      <div class="sec-head">
        <h2>
          {say.articles} <span class="n">{say.ofAtMost(articles.length, most)}</span>
        </h2>
      </div>
      {articles.length === 0 && (
        <>
          <p>{say.nothing}</p>
          <p class="small soft">{say.nothingMeans}</p>
        </>
      )}
      <PickList>
        {articles.map((one, place) => (
          <PickRow
            key={one.article.id}
            slug={slug}
            line={lineOf(one)}
            title={one.article.title}
            article={one.article}
            place={place}
            last={articles.length - 1}
            takeOut={say.drop(one.article.title)}
          >
            <span class="theirs">{one.article.title}</span>
            <About one={one} place={place} view={view} timeZone={timeZone} />
          </PickRow>
        ))}
      </PickList>
      {articles.length > 0 && <p class="small soft">{say.orderHint}</p>}
      {dropped.map(({ article: { id, title } }) => (
        <div key={id} class="dropped">
          <span>{say.isDropped(title)}</span>
          <button
            class="btn btn-small btn-plain"
            name="pick"
            value={`back:${id}`}
            aria-label={say.putBackThat(title)}
          >
            {say.putBack}
          </button>
        </div>
      ))}
      {dropped.length > 0 && <p class="small soft">{say.dropMeans}</p>}
    </div>
  );
}

const lineOf = ({ article: { id, title } }: EditionArticle) => `${id} ${title.replace(/\s+/g, ' ')}`;

interface AboutProps {
  one: EditionArticle;
  place: number;
  view: EditionView;
  timeZone: string;
}

function About({ one, place, view: { since, most }, timeZone }: AboutProps) {
  const desk = useDesk();
  const { edition: say, digest } = desk.words;
  const { article, topics, isNew, isPicked, isForSome, shortenedTo } = one;
  const at = article.publishedAt ?? article.releasedAt;
  return (
    <div class="meta">
      {at && <span>{desk.shortMoment(at, timeZone)}</span>}
      {topics[0] && <span>{topics[0]}</span>}
      {place === 0 && <span>{digest.lead}</span>}
      {isPicked && <span>{say.isPicked}</span>}
      {isForSome && <span>{say.forSome}</span>}
      {isNew && since && <b>{say.isNew(desk.shortMoment(since, timeZone))}</b>}
      {place >= most ? <span>{say.counted}</span> : shortenedTo && <span>{say.shortened[shortenedTo]}</span>}
    </div>
  );
}
