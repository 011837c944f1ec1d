import type { Article } from '../../../articles/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { PickList, PickRow, Thumb } from './PickRow.tsx';
import type { PickShown } from './picks.ts';

export interface PicksShown {
  /** The text that the form sends, a line for each. */
  lines: string;
  picks: PickShown[];
  find: string;
  toAdd: Article[];
}

/** The articles of a digest in their order, and where to add some. Buttons work by themselves; `browser/composer/picks.ts` moves in place. */
export function PicksPanel({ slug, digest }: { slug: string; digest: PicksShown }) {
  const { words } = useDesk();
  const { picks } = digest;
  const say = words.digest;
  return (
    <>
      <textarea name="picks" hidden readonly>
        {`\n${digest.lines}`}
      </textarea>
      <div class="block" id="picks">
        <div class="sec-head">
          <h2>
            {say.articles} <span class="n">{picks.filter(({ isHeading }) => !isHeading).length}</span>
          </h2>
        </div>
        {picks.length === 0 && (
          <p class="soft" data-part="picks-none">
            {say.none}
          </p>
        )}
        <PickList>
          {picks.map((pick, place) => (
            <Picked key={pick.line} slug={slug} pick={pick} place={place} last={picks.length - 1} />
          ))}
        </PickList>
        <div class="row">
          <label class="sr" for="heading">
            {say.newHeading}
          </label>
          <input id="heading" name="heading" class="medium" maxlength={120} placeholder={say.newHeading} />
          <button class="btn btn-small" name="pick" value="heading">
            <Icon name="plus" />
            {say.addHeading}
          </button>
        </div>
      </div>
      <AddArticles slug={slug} digest={digest} />
    </>
  );
}

interface RowProps {
  slug: string;
  pick: PickShown;
  place: number;
  last: number;
}

function Picked({ pick, ...where }: RowProps) {
  const { digest: say } = useDesk().words;
  const { line, title, isHeading, article } = pick;
  return (
    <PickRow {...where} line={line} title={title} article={article} takeOut={say.takeOut(title)}>
      <span class="theirs">{isHeading ? <b>{title}</b> : title}</span>
      <div class="meta">
        {isHeading && <span>{say.heading}</span>}
        {article?.categories[0] && <span>{article.categories[0]}</span>}
        {where.place === 0 && !isHeading && <span>{say.lead}</span>}
      </div>
    </PickRow>
  );
}

function AddArticles({ slug, digest: { find, toAdd } }: { slug: string; digest: PicksShown }) {
  const { words } = useDesk();
  const say = words.digest;
  return (
    <div class="block" id="add">
      <div class="sec-head">
        <h2>{say.addArticles}</h2>
      </div>
      <div class="row block-s">
        <label class="sr" for="find">
          {say.find}
        </label>
        <input id="find" name="find" class="medium" type="search" value={find} placeholder={say.find} />
        <button class="btn btn-small" name="pick" value="find">
          {say.findButton}
        </button>
      </div>
      {toAdd.length === 0 && find !== '' && <p class="soft">{say.notFound}</p>}
      <ul class="rows">
        {toAdd.map((article) => (
          <li key={article.id} class="pick pick-add">
            <Thumb slug={slug} article={article} />
            <div>
              <span class="theirs">{article.title}</span>
              <div class="meta">{article.categories[0] && <span>{article.categories[0]}</span>}</div>
            </div>
            <button
              class="btn btn-small"
              name="pick"
              value={`add:${article.id}`}
              aria-label={say.add(article.title)}
            >
              <Icon name="plus" />
              {say.addShort}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
