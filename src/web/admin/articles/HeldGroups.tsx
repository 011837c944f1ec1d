import type { ArticleRow } from '../../../reports/index.ts';
import { says } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { cameAtOnce, type HeldGroup } from './held-groups.ts';
import { momentIn } from './tell-fate.ts';

interface Props {
  base: string;
  /** The page that a decision leads back to. */
  back: string;
  groups: HeldGroup[];
  timeZone: string;
  mayAct: boolean;
  maySend: boolean;
}

/** What waits for a decision, with a proposal; the first has the main button of the page. */
export function HeldGroups({ groups, ...props }: Props) {
  return (
    <>
      {groups.map((group, place) => (
        <Group key={group.articles[0]?.id} {...props} group={group} place={place} />
      ))}
    </>
  );
}

type GroupProps = Omit<Props, 'groups'> & { group: HeldGroup; place: number };

function Group(props: GroupProps) {
  const { group, place, timeZone, mayAct } = props;
  const desk = useDesk();
  const words = desk.words.articles.held;
  const [first] = group.articles;
  const count = group.articles.length;
  if (!first) return null;
  const at = momentIn(desk, first.firstSeenAt, timeZone);
  const id = `held-${place}`;
  return (
    <section class="panel held block-s" aria-labelledby={id}>
      <div class="row row-between">
        <h2 id={id}>
          <Icon name="hand-stop" /> {words.title(count)}
        </h2>
        <span class="small soft">
          {first.feedTitle === null ? words.pushed(at) : words.from(first.feedTitle, at)}
        </span>
      </div>
      <Why group={group} />
      {count === 1 ? (
        <p class="small">
          <HeldTitle base={props.base} article={first} timeZone={timeZone} />
        </p>
      ) : (
        <All {...props} />
      )}
      {mayAct && <Decide {...props} />}
    </section>
  );
}

/** The likely reason in words; one article says its own. */
function Why({ group: { articles, old, fresh } }: { group: HeldGroup }) {
  const { words, language } = useDesk();
  const reason = articles[0]?.reason;
  const isFlood = articles.length > 1 && articles.every(cameAtOnce);
  const { held } = words.articles;
  const flood =
    old.length === 0
      ? held.allNew
      : fresh.length === 0
        ? held.allOld
        : held.someOld(old.length, articles.length);
  const isShared = articles.length === 1 || reason?.code !== 'maybe-known';
  return (
    <p>
      {isFlood ? `${flood} ` : isShared && reason ? `${says(reason, language)} ` : ''}
      <b>{held.nothing}</b>
    </p>
  );
}

function HeldTitle({ base, article, timeZone }: { base: string; article: ArticleRow; timeZone: string }) {
  const { words, shortDay } = useDesk();
  const { held } = words.articles;
  return (
    <>
      <a class="theirs" href={`${base}/${article.id}`}>
        {article.title}
      </a>{' '}
      <span class="soft">
        {article.publishedAt ? held.dated(shortDay(article.publishedAt, timeZone)) : held.undated}
      </span>
    </>
  );
}

/** Hidden fields and ticks of a form are a hundred at most. */
const TICKS = 60;

function All({ base, back, group: { articles }, timeZone, mayAct, maySend }: GroupProps) {
  const { words, language } = useDesk();
  const { held } = words.articles;
  const shown = articles.slice(0, TICKS);
  return (
    <details class="more">
      <summary>{held.see(articles.length)}</summary>
      <form method="post" action={`${base}/decide`} class="stack stack-s">
        <input type="hidden" name="back" value={back} />
        <ul class="rows small">
          {shown.map((article) => (
            <li key={article.id}>
              <div class="tick">
                {mayAct && (
                  <input
                    type="checkbox"
                    name={`pick-${article.id}`}
                    value="on"
                    aria-label={held.pick(article.title)}
                  />
                )}
                <span>
                  <HeldTitle {...{ base, article, timeZone }} />{' '}
                  {article.reason?.code === 'maybe-known' && (
                    <span class="soft">{says(article.reason, language)}</span>
                  )}
                </span>
              </div>
            </li>
          ))}
          {articles.length > TICKS && <li class="soft">{held.more(articles.length - TICKS)}</li>}
        </ul>
        {mayAct && (
          <div class="row">
            {maySend && (
              <button class="btn btn-small" formaction={`${base}/send`} name="do" value="release">
                {held.releasePicked}
              </button>
            )}
            <button class="btn btn-small" name="do" value="dismiss">
              {held.dropPicked}
            </button>
          </div>
        )}
      </form>
    </details>
  );
}

/** What the editor sees is what is decided: each button names its articles. */
function Decide({ base, back, group: { articles, old, fresh }, maySend, place }: GroupProps) {
  const { held } = useDesk().words.articles;
  const isMixed = old.length > 0 && fresh.length > 0;
  const isOld = fresh.length === 0;
  const main = place === 0 ? 'btn btn-main' : 'btn';
  return (
    <div class="row">
      {isMixed && maySend && (
        <form method="post" action={`${base}/send`}>
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name="old" value={idsOf(old)} />
          <input type="hidden" name="ids" value={idsOf(fresh)} />
          <button class={main} name="do" value="settle">
            {held.settle(old.length, fresh.length)}
          </button>
        </form>
      )}
      {articles.length === 1 && maySend && !isOld && <Release {...{ base, back, articles }} look={main} />}
      <form method="post" action={`${base}/decide`}>
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="ids" value={idsOf(articles)} />
        <button class={isOld ? main : 'btn'} name="do" value="dismiss">
          {held.drop(articles.length)}
        </button>
      </form>
      {maySend && (articles.length > 1 || isOld) && (
        <Release {...{ base, back, articles }} look="btn btn-plain" />
      )}
      {!maySend && <span class="small soft">{held.mayNotSend}</span>}
    </div>
  );
}

function Release({
  base,
  back,
  articles,
  look,
}: {
  base: string;
  back: string;
  articles: ArticleRow[];
  look: string;
}) {
  const { held } = useDesk().words.articles;
  return (
    <form method="post" action={`${base}/send`}>
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="ids" value={idsOf(articles)} />
      <button class={look} name="do" value="release">
        {held.release(articles.length)}
      </button>
    </form>
  );
}

const idsOf = (articles: ArticleRow[]) => articles.map(({ id }) => id).join(',');
