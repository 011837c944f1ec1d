import type { ComponentChildren } from 'preact';
import type { View } from '../view.ts';
import { useDesk } from '../use-desk.ts';
import type { Desk } from '../../../words/index.ts';
import { SETTINGS_PAGES, settingsPath, type SettingsPageName } from './pages.ts';

interface Props {
  slug: string;
  page: SettingsPageName;
  /** Where the person makes keys. */
  keys: string | undefined;
  children: ComponentChildren;
}

/** A page of the settings: the menu of all, its heading, and what it holds. */
export function viewSettings(desk: Desk, props: Props): View {
  return {
    title: desk.words.settings.pageNames[props.page],
    current: 'settings',
    heading: null,
    content: <SettingsFrame {...props} />,
  };
}

function SettingsFrame({ slug, page, keys, children }: Props) {
  const { settings } = useDesk().words;
  const lede: string | undefined = settings.ledes[page];
  return (
    <div class="set">
      <SettingsMenu slug={slug} page={page} keys={keys} />
      <div>
        <div class="head">
          <div>
            <h1>{settings.pageNames[page]}</h1>
            {lede && <p class="lede">{lede}</p>}
          </div>
        </div>
        {children}
      </div>
    </div>
  );
}

function SettingsMenu({ slug, page, keys }: Omit<Props, 'children'>) {
  const { frame, look, settings, team } = useDesk().words;
  const others = [
    { href: `/admin/${slug}/look`, text: look.title },
    { href: `/admin/${slug}/team`, text: team.title },
    ...(keys ? [{ href: keys, text: frame.apiKeys }] : []),
  ];
  return (
    <nav class="set-nav" aria-label={frame.settings}>
      <p class="label">{frame.settings}</p>
      <ul>
        {SETTINGS_PAGES.map((name) => (
          <li key={name}>
            <a href={settingsPath(slug, name)} aria-current={name === page ? 'page' : undefined}>
              {settings.pageNames[name]}
            </a>
          </li>
        ))}
        {others.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
