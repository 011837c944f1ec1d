import type { ComponentChildren } from 'preact';
import type { Article } from '../../../articles/index.ts';
import { pictureUrl } from '../articles/picture.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  /** Undefined where nobody may see the desk's pictures. */
  slug: string | undefined;
  /** What names the place however often it is moved. */
  line: string;
  title: string;
  article: Article | undefined;
  place: number;
  last: number;
  /** What the button at the end is called for those who hear it. */
  takeOut: string;
  children: ComponentChildren;
}

/** One line of a list that has an order: its handle, what it is, and buttons that work by themselves. `browser/composer/picks.ts` moves it in place. */
export function PickRow({ slug, line, title, article, place, last, takeOut, children }: Props) {
  const { digest: say } = useDesk().words;
  return (
    <li class="pick" data-line={line} data-title={title}>
      <button
        class="handle btn-plain"
        type="button"
        hidden
        aria-label={say.move(title)}
        aria-describedby="move-hint"
      >
        <Icon name="grip-vertical" />
      </button>
      <Thumb slug={slug} article={article} />
      <div>{children}</div>
      <div class="row pick-do">
        <Step value={`up:${place}`} icon="arrow-up" label={say.up(title)} isOff={place === 0} />
        <Step value={`down:${place}`} icon="arrow-down" label={say.down(title)} isOff={place === last} />
        <Step value={`out:${place}`} icon="x" label={takeOut} />
      </div>
    </li>
  );
}

function Step(props: {
  value: string;
  icon: 'arrow-up' | 'arrow-down' | 'x';
  label: string;
  isOff?: boolean;
}) {
  const { value, icon, label, isOff = false } = props;
  return (
    <button
      class="btn btn-small btn-icon btn-plain"
      name="pick"
      value={value}
      aria-label={label}
      disabled={isOff}
    >
      <Icon name={icon} />
    </button>
  );
}

/** The list itself, with what script says of each step. */
export function PickList({ children }: { children: ComponentChildren }) {
  const { digest: say } = useDesk().words;
  return (
    <>
      <ol
        class="rows picks"
        data-part="picks"
        data-lifted={say.lifted('{}')}
        data-now-at={say.nowAt('{}', '{place}', '{count}')}
        data-put-down={say.putDown('{}')}
        data-put-back={say.putBack('{}')}
      >
        {children}
      </ol>
      <p class="sr" id="move-hint">
        {say.moveHint}
      </p>
      <p class="small soft" role="status" data-part="picks-said"></p>
    </>
  );
}

export function Thumb({ slug, article }: { slug: string | undefined; article: Article | undefined }) {
  const src = slug !== undefined && article && pictureUrl(`/admin/${slug}/articles`, article);
  if (!src) return <span class="thumb thumb-s" />;
  return <img class="thumb thumb-s" src={src} alt="" width={80} height={60} loading="lazy" />;
}
