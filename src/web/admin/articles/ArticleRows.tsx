import type { ArticleRow, Fate } from '../../../reports/index.ts';
import { Icon } from '../components/Icon.tsx';
import { MenuButton, RowMenu } from '../components/RowMenu.tsx';
import { State } from '../components/State.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import { pictureUrl } from './picture.ts';
import { tellFate } from './tell-fate.ts';

export interface ToldArticle {
  row: ArticleRow;
  fate: Fate;
}

/** Where things are, and what the person may do. */
export interface RowProps {
  /** `/admin/SLUG/articles`. */
  base: string;
  /** The page that a decision leads back to. */
  back: string;
  timeZone: string;
  mayAct: boolean;
  maySend: boolean;
}

/** The form that the ticks of the rows belong to. */
const PICKED = 'picked';

export function ArticleRows({ articles, ...props }: RowProps & { articles: ToldArticle[] }) {
  return (
    <>
      <ul class="rows arts">
        {articles.map((told) => (
          <li key={told.row.id} class="art">
            {props.mayAct ? <Pick {...told} /> : <span />}
            <div class="row art-what">
              <Thumb base={props.base} row={told.row} />
              <About {...props} {...told} />
            </div>
            {props.mayAct && <Actions {...props} {...told} />}
          </li>
        ))}
      </ul>
      {props.mayAct && <WithPicked {...props} />}
    </>
  );
}

function Pick({ row: { id, title } }: ToldArticle) {
  const { words } = useDesk();
  return (
    <input
      type="checkbox"
      form={PICKED}
      name={`pick-${id}`}
      value="on"
      aria-label={words.articles.held.pick(title)}
    />
  );
}

/** Pictures come through Paperround, so that no site sees who reads here. */
export function Thumb({ base, row }: { base: string; row: Pick<ArticleRow, 'id' | 'imageUrl'> }) {
  const src = pictureUrl(base, row);
  return src === null ? (
    <span class="thumb" aria-hidden="true" />
  ) : (
    <img class="thumb" src={src} alt="" width={80} height={60} loading="lazy" />
  );
}

function About({ base, timeZone, row, fate }: RowProps & ToldArticle) {
  const { words, shortDay } = useDesk();
  const isLater = row.verdict === 'future' && row.publishedAt !== null;
  return (
    <div class="art-about">
      <a class="title theirs" href={`${base}/${row.id}`}>
        {row.title}
      </a>
      <div class="meta">
        {row.verdict !== 'new' && <State of={row.verdict} />}
        <span>
          {isLater && row.publishedAt ? (
            words.articles.for(shortDay(row.publishedAt, timeZone))
          ) : (
            <When at={row.publishedAt ?? row.firstSeenAt} timeZone={timeZone} />
          )}
        </span>
        {row.categories[0] && <span>{row.categories[0]}</span>}
        {row.isChangedForMail && <span>{words.articles.changedForMail}</span>}
        {row.isPicked && <span>{words.articles.isFirst}</span>}
      </div>
      <FateLine fate={fate} timeZone={timeZone} />
    </div>
  );
}

export function FateLine({ fate, timeZone }: { fate: Fate; timeZone: string }) {
  const desk = useDesk();
  const [first, rest] = tellFate(desk, fate, timeZone);
  return (
    <p class="small fate">
      <b>{first}</b>
      {rest}
    </p>
  );
}

const WAITING = new Set<Fate['is']>(['goes-out', 'in-review', 'waits-for-date']);
const SET_ASIDE = new Set<Fate['is']>(['too-old', 'baseline']);

/** The next best things to do with an article, as small buttons. */
export function Actions(props: RowProps & ToldArticle) {
  const { base, back, row, fate, maySend } = props;
  const { words } = useDesk();
  const act = (verb: string, text: string, to: 'decide' | 'send') => (
    <button
      key={verb}
      class="btn btn-small"
      name="do"
      value={verb}
      formaction={`${base}/${to}`}
      aria-label={words.articles.actsOn(text, row.title)}
    >
      {text}
    </button>
  );
  const { sendNow, hold, release, drop, takeBack, watch } = words.articles;
  const sends = base.replace(/articles$/, 'sends');
  const buttons = [
    (fate.is === 'goes-out' || fate.is === 'in-review') && maySend && act('send-now', sendNow, 'send'),
    WAITING.has(fate.is) && act('hold', hold, 'decide'),
    fate.is === 'held' && maySend && act('release', release, 'send'),
    fate.is === 'held' && act('dismiss', drop, 'decide'),
    fate.is === 'dismissed' && act('take-back', takeBack, 'decide'),
  ].filter(Boolean);
  return (
    <div class="row art-do">
      {fate.is === 'being-mailed' && (
        <a class="btn btn-small" href={`${sends}/${fate.sendId}`}>
          {watch}
        </a>
      )}
      {fate.is === 'mailed' && fate.edited === 'since' && maySend && (
        <a
          class="btn btn-small"
          href={`${base}/${row.id}/correction`}
          aria-label={words.articles.actsOn(words.correction.title, row.title)}
        >
          {words.correction.title}
        </a>
      )}
      {buttons.length > 0 && (
        <form method="post" action={`${base}/decide`} class="row">
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name="ids" value={row.id} />
          {buttons}
        </form>
      )}
      <More {...props} />
    </div>
  );
}

function More({ base, back, row, fate, maySend }: RowProps & ToldArticle) {
  const { words } = useDesk();
  const { articles } = words;
  const isOpen = WAITING.has(fate.is) || fate.is === 'held' || SET_ASIDE.has(fate.is);
  const ids = { back, ids: String(row.id) };
  const entries = [
    isOpen && (
      <a key="edit" href={`${base}/${row.id}/edit`}>
        <Icon name="pencil" />
        {articles.edit}
      </a>
    ),
    WAITING.has(fate.is) && (
      <MenuButton key="drop" to={`${base}/decide`} icon="x" fields={{ ...ids, do: 'dismiss' }}>
        {articles.drop}
      </MenuButton>
    ),
    maySend && (SET_ASIDE.has(fate.is) || fate.is === 'held') && (
      <MenuButton key="now" to={`${base}/send`} icon="send" fields={{ ...ids, do: 'send-now' }}>
        {articles.sendNow}
      </MenuButton>
    ),
    fate.is !== 'dismissed' && fate.is !== 'same-as' && (
      <MenuButton
        key="pick"
        to={`${base}/pick`}
        icon="check"
        fields={{ back, id: String(row.id), is: row.isPicked ? 'unpicked' : 'picked' }}
      >
        {row.isPicked ? articles.putFirstNoMore : articles.putFirst}
      </MenuButton>
    ),
    'sendId' in fate && fate.sendId !== null && (
      <a key="send" href={`${base.replace(/articles$/, 'sends')}/${fate.sendId}`}>
        <Icon name="list" />
        {articles.report}
      </a>
    ),
    row.url !== null && (
      <a key="site" href={row.url} rel="noreferrer">
        <Icon name="external-link" />
        {articles.openSite}
      </a>
    ),
  ].filter(Boolean);
  return entries.length > 0 && <RowMenu label={articles.moreFor(row.title)}>{entries}</RowMenu>;
}

/** What can be done with all that are ticked. */
function WithPicked({ base, back, maySend }: RowProps) {
  const { articles } = useDesk().words;
  return (
    <form id={PICKED} method="post" action={`${base}/decide`} class="bulk block-s">
      <input type="hidden" name="back" value={back} />
      <p class="small">{articles.pickHint}</p>
      <div class="row">
        <span class="small soft">{articles.picked}</span>
        {maySend && (
          <button class="btn btn-small" name="do" value="release" formaction={`${base}/send`}>
            {articles.release}
          </button>
        )}
        <button class="btn btn-small" name="do" value="hold">
          {articles.hold}
        </button>
        <button class="btn btn-small" name="do" value="dismiss">
          {articles.drop}
        </button>
      </div>
    </form>
  );
}
