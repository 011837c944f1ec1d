import type { ComponentChildren } from 'preact';
import type { SignedIn } from '../../../accounts/index.ts';
import { assetUrl, moduleUrl } from '../../assets.ts';
import type { View } from '../view.ts';
import type { Said } from '../notices.ts';
import { useDesk } from '../use-desk.ts';
import { DeskMenu, ShortMenu, type Places } from './DeskMenu.tsx';
import { SaidLine } from './Note.tsx';

interface Props extends Omit<View, 'status' | 'retryAfterSeconds' | 'hasFrame' | 'cookies' | 'publication'> {
  user: SignedIn | undefined;
  places: Places;
  said: Said | undefined;
}

const WRAPS = { narrow: 'wrap-narrow', wide: 'wrap-wide', rail: 'wrap-wide', review: 'wrap-review' };

/** The frame of every page for people who work here. */
export function DeskPage({
  title,
  content,
  current,
  layout,
  scripts = [],
  user,
  places,
  said,
  first,
  ...head
}: Props) {
  const { words } = useDesk();
  return (
    <DeskDocument
      title={places.publication ? `${title} – ${places.publication.name}` : title}
      scripts={['frame', ...scripts]}
      user={user}
    >
      <a class="skip" href="#main">
        {words.frame.skip}
      </a>
      <div class={layout === 'rail' ? 'desk desk-rail' : 'desk'}>
        <DeskMenu current={current} user={user} places={places} />
        <main id="main" tabindex={-1}>
          <div class={layout ? WRAPS[layout] : 'wrap'}>
            <SaidLine said={said} />
            {first}
            <Head title={title} {...head} />
            {content}
          </div>
        </main>
        <ShortMenu current={current} user={user} places={places} />
      </div>
    </DeskDocument>
  );
}

function Head({
  title,
  heading = title,
  crumbs,
  lede,
  actions,
}: Pick<View, 'title' | 'heading' | 'crumbs' | 'lede' | 'actions'>) {
  const { words } = useDesk();
  if (heading === null) return null;
  return (
    <div class="head">
      <div>
        {crumbs && (
          <nav class="crumbs" aria-label={words.frame.here}>
            {crumbs}
          </nav>
        )}
        {typeof heading === 'string' ? <h1>{heading}</h1> : heading}
        {lede && <p class="lede">{lede}</p>}
      </div>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}

/** The document around pages inside and before the door. */
export function DeskDocument({
  title,
  scripts,
  user,
  children,
}: {
  title: string;
  scripts: string[];
  user?: SignedIn | undefined;
  children: ComponentChildren;
}) {
  const { language } = useDesk();
  return (
    <html lang={language} data-theme={user?.theme ?? undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – Paperround`}</title>
        <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('desk.css')} />
        {scripts.map((name) => (
          <script key={name} type="module" src={moduleUrl(name)}></script>
        ))}
      </head>
      <body data-shortcuts={user?.hasShortcuts ? '' : undefined}>{children}</body>
    </html>
  );
}
