import { Icon } from '../components/Icon.tsx';
import { Hidden } from '../components/MoveForm.tsx';
import { useDesk } from '../use-desk.ts';
import { marked, type Hit, type HitGroup } from './find.ts';

interface Props {
  text: string;
  groups: HitGroup[];
  /** Slug of the publication that one came from. */
  from: string | undefined;
}

/** The field and what was found. The dialog of Ctrl K shows the part with the id `hits`. */
export function Search({ text, groups, from }: Props) {
  const { search } = useDesk().words;
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  return (
    <>
      <form class="row find" method="get" action="/admin/search" role="search">
        <label class="sr" for="q">
          {search.title}
        </label>
        <span class="with-icon">
          <Icon name="zoom" />
          <input
            id="q"
            name="q"
            type="search"
            value={text}
            maxLength={200}
            autofocus
            placeholder={search.placeholder}
          />
        </span>
        <Hidden fields={{ publication: from }} />
        <button class="btn btn-main">{search.title}</button>
      </form>
      <div class="palette block" id="hits" data-found={search.found(count)}>
        {groups.map((group) => (
          <Group key={group.name} group={group} text={text} />
        ))}
        {groups.length === 0 && <p class="soft">{text === '' ? search.start : search.nothing(text)}</p>}
      </div>
    </>
  );
}

function Group({ group: { name, hits, all }, text }: { group: HitGroup; text: string }) {
  const { search } = useDesk().words;
  return (
    <section aria-labelledby={`hits-${name}`}>
      <h2 class="label" id={`hits-${name}`}>
        {search[name]}
      </h2>
      <ul class="hits">
        {hits.map((hit) => (
          <li key={hit.href}>
            <Line hit={hit} text={text} />
          </li>
        ))}
        {all !== undefined && (
          <li>
            <a href={all}>
              <Icon name="list" />
              <span>{`${search.showAll}: ${search[name]}`}</span>
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

function Line({ hit: { href, icon, text, sub, isTheirs }, text: asked }: { hit: Hit; text: string }) {
  const pieces = marked(text, asked).map(({ piece, isHit }, index) =>
    isHit ? <mark key={index}>{piece}</mark> : piece,
  );
  return (
    <a href={href}>
      <Icon name={icon} />
      <span>
        {isTheirs ? <bdi class="theirs">{pieces}</bdi> : pieces}
        {sub !== undefined && <span class="sub">{sub}</span>}
      </span>
    </a>
  );
}
