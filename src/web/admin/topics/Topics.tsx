import type { TopicsView } from '../../../topics/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { RowMenu } from '../components/RowMenu.tsx';
import { Empty } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  slug: string;
  view: TopicsView;
  mayChange: boolean;
}

export function Topics({ slug, view: { topics, isExact, strays }, mayChange }: Props) {
  const { words, list } = useDesk();
  const { topics: say } = words;
  const base = `/admin/${slug}/topics`;
  if (topics.length === 0)
    return (
      <Empty title={say.none}>
        <p>{say.noneText}</p>
        {mayChange && (
          <a class="btn btn-main" href={`${base}/new`}>
            {say.add}
          </a>
        )}
      </Empty>
    );
  return (
    <>
      <ul class="rows">
        {topics.map((topic) => (
          <li key={topic.id} class="row row-between">
            <div class="stack stack-s">
              <h2 class="theirs break">{topic.name}</h2>
              <p class="small soft break">{say.categories(list(topic.categories))}</p>
              <p class="meta">
                <span>
                  <a href={`/admin/${slug}/subscribers?topic=${topic.slug}`}>
                    {say.follow(topic.followers, isExact)}
                  </a>
                </span>
                <span>{say.recent(topic.articles)}</span>
              </p>
            </div>
            {mayChange && (
              <div class="row">
                <a class="btn btn-small" href={`${base}/${topic.slug}/edit`}>
                  {say.edit}
                  <span class="sr">{` ${topic.name}`}</span>
                </a>
                <RowMenu label={say.menu(topic.name)}>
                  <a href={`/admin/${slug}/subscribers?topic=${topic.slug}`}>
                    <Icon name="users" />
                    {say.who}
                  </a>
                  <a href={`${base}/${topic.slug}/merge`}>
                    <Icon name="stack-2" />
                    {say.merge}
                  </a>
                  <a href={`${base}/${topic.slug}/split`}>
                    <Icon name="tags" />
                    {say.split}
                  </a>
                </RowMenu>
              </div>
            )}
          </li>
        ))}
      </ul>
      {strays.length > 0 && (
        <Note>
          <p class="break">
            <b>{say.strays(strays.length)}</b>{' '}
            {list(strays.map(({ category, articles }) => say.stray(category, articles)))}. {say.straysMean}
          </p>
        </Note>
      )}
    </>
  );
}
