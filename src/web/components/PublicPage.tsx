import type { ComponentChildren } from 'preact';
import type { Publication } from '../../publications/index.ts';
import { directionOf, readerSpeechIn, type ReaderSpeech } from '../../words/index.ts';
import { assetUrl, moduleUrl } from '../assets.ts';
import { lookUrl } from '../public/look.ts';

export type Brand = Pick<
  Publication,
  'slug' | 'name' | 'siteUrl' | 'accentColor' | 'logoUrl' | 'imprintUrl' | 'privacyUrl'
>;

interface PublicPageProps {
  title: string;
  /** Of what stands on it. */
  language?: ReaderSpeech['language'];
  /** None: a page of the installation itself. */
  publication?: Brand | undefined;
  description?: string;
  /** `wide`: room for a second column. `frame`: nothing but the box, for other sites' pages. */
  layout?: 'wide' | 'frame';
  /** Of a frame, whose page around it says what it is; else as the reader's system is. */
  scheme?: 'light' | 'dark' | undefined;
  /** Pages behind a personal link load nothing from elsewhere (SEC-08). */
  showsLogo?: boolean;
  /** What else belongs into the head. */
  head?: ComponentChildren;
  /** Files of src/web/assets that improve the page; it works without them. */
  scripts?: string[];
  /** Modules of src/web/browser that do. */
  modules?: string[];
  children: ComponentChildren;
}

/** The frame of every page that readers see, in the publication's colours. */
export function PublicPage(props: PublicPageProps) {
  const {
    title,
    language = 'en',
    publication,
    description,
    layout,
    head,
    scripts = [],
    children,
    modules = [],
  } = props;
  const isFrame = layout === 'frame';
  return (
    <html lang={language} dir={directionOf(language)} data-scheme={props.scheme}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={props.scheme ?? 'light dark'} />
        {description ? <meta name="description" content={description} /> : null}
        <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('public.css')} />
        {publication ? <link rel="stylesheet" href={lookUrl(publication)} /> : null}
        {head}
        {scripts.map((script) => (
          <script src={assetUrl(script)} defer key={script} />
        ))}
        {modules.map((name) => (
          <script type="module" src={moduleUrl(name)} key={name} />
        ))}
      </head>
      <body class={layout ? `is-${layout}` : undefined}>
        {isFrame ? (
          <main>{children}</main>
        ) : (
          <>
            <div class="sheet">
              <Masthead publication={publication} showsLogo={props.showsLogo ?? false} />
              <main>{children}</main>
            </div>
            <Footer publication={publication} language={language} />
          </>
        )}
      </body>
    </html>
  );
}

/** Holds no link: on confirm pages the button must be the first thing that takes the focus (CNF-02). */
function Masthead({ publication, showsLogo }: { publication: Brand | undefined; showsLogo: boolean }) {
  return (
    <header class="masthead">
      {showsLogo && publication?.logoUrl ? (
        <img class="logo" src={publication.logoUrl} alt="" height={36} referrerpolicy="no-referrer" />
      ) : null}
      <p class="wordmark">{publication?.name ?? 'Paperround'}</p>
    </header>
  );
}

function Footer({
  publication,
  language,
}: {
  publication: Brand | undefined;
  language: ReaderSpeech['language'];
}) {
  if (!publication) return null;
  const { imprint, privacy } = readerSpeechIn(language).words.frame;
  return (
    <footer class="site-footer">
      <a href={publication.siteUrl} rel="noreferrer">
        {hostOf(publication.siteUrl)}
      </a>
      {publication.imprintUrl ? (
        <a href={publication.imprintUrl} rel="noreferrer">
          {imprint}
        </a>
      ) : null}
      {publication.privacyUrl ? (
        <a href={publication.privacyUrl} rel="noreferrer">
          {privacy}
        </a>
      ) : null}
    </footer>
  );
}

export function hostOf(url: string): string {
  return (URL.parse(url)?.host ?? url).replace(/^www\./, '');
}
