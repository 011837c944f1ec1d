import type { ComponentChildren } from 'preact';
import { roleCovers, type SignedIn } from '../../../accounts/index.ts';
import { assetUrl } from '../../assets.ts';
import { STYLESHEET_PATH } from '../stylesheet.ts';

export type MenuEntry = 'overview' | 'api-keys' | 'mailbox';

interface Props {
  title: string;
  /** Undefined on pages before the sign-in. */
  user?: SignedIn | undefined;
  /** Which entry of the menu is this page. */
  current?: MenuEntry;
  /** Whether the menu leads to the built-in mailbox. */
  hasMailbox: boolean;
  /** Good news above the content. */
  notice?: string | undefined;
  /** Forms and other single columns. */
  isNarrow?: boolean;
  children: ComponentChildren;
}

/** The frame of every page for editors. */
export function AdminPage({ title, user, current, hasMailbox, notice, isNarrow, children }: Props) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – Paperround`}</title>
        <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={STYLESHEET_PATH} />
        <link rel="stylesheet" href={assetUrl('admin.css')} />
        <script src={assetUrl('admin.js')}></script>
      </head>
      <body>
        <a class="visually-hidden-focusable" href="#main">
          Skip to the content
        </a>
        <div class="page">
          <header class="navbar d-print-none">
            <div class={isNarrow && !user && !hasMailbox ? 'container-tight' : 'container-xl'}>
              <a class="navbar-brand" href="/admin">
                Paperround
              </a>
              <Menu user={user} current={current} hasMailbox={hasMailbox} />
            </div>
          </header>
          <main id="main" class="page-wrapper">
            <div class={`page-body ${isNarrow ? 'container-tight' : 'container-xl'}`}>
              <h1 class="page-title mb-3">{title}</h1>
              {notice && (
                <div class="alert alert-success" role="status">
                  {notice}
                </div>
              )}
              {children}
            </div>
          </main>
        </div>
      </body>
    </html>
  );
}

function Menu({
  user,
  current,
  hasMailbox,
}: {
  user: SignedIn | undefined;
  current: Props['current'];
  hasMailbox: boolean;
}) {
  const entries = [
    { name: 'overview', href: '/admin', text: 'Overview', isShown: user !== undefined },
    {
      name: 'api-keys',
      href: '/admin/api-keys',
      text: 'API keys',
      isShown: user !== undefined && roleCovers(user.role, 'admin'),
    },
    { name: 'mailbox', href: '/mailbox', text: 'Mailbox', isShown: hasMailbox },
  ].filter(({ isShown }) => isShown);
  if (entries.length === 0) return null;
  return (
    <nav class="menu" aria-label="Menu">
      {entries.map(({ name, href, text }) => (
        <a key={name} class="nav-link" href={href} aria-current={name === current ? 'page' : undefined}>
          {text}
        </a>
      ))}
      {user && (
        <form method="post" action="/admin/sign-out">
          <button class="btn btn-sm" title={`Signed in as ${user.email}`}>
            Sign out
          </button>
        </form>
      )}
    </nav>
  );
}
