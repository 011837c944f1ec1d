import { isAtLeast, type SignedIn } from '../../../accounts/index.ts';
import type { Publication } from '../../../publications/index.ts';
import { useDesk } from '../use-desk.ts';
import { auditPathFor } from '../audit/audit-path.ts';
import { keysPathFor } from '../team/keys-path.ts';
import { Icon } from './Icon.tsx';

interface WithPerson {
  user: SignedIn;
  /** Whose team its menu leads to. */
  publication: Pick<Publication, 'id' | 'slug'> | undefined;
}

/** Who is signed in, with what concerns them. */
export function Person({ user, publication }: WithPerson) {
  const name = user.name || user.email;
  return (
    <details class="side-foot menu">
      <summary>
        <Face name={name} />
        <span class="word">{name}</span>
      </summary>
      <div class="menu-sheet menu-sheet-left menu-sheet-up">
        <PersonLinks user={user} publication={publication} />
      </div>
    </details>
  );
}

export function PersonLinks({ user, publication }: WithPerson) {
  const { audit, frame, search, team } = useDesk().words;
  const keys = keysPathFor(user, publication);
  const log = auditPathFor(user, publication);
  return (
    <>
      <a href="/admin/account">
        <Icon name="user" />
        {frame.yourAccount}
      </a>
      {publication && isAtLeast(user, publication.id, 'admin') && (
        <a href={`/admin/${publication.slug}/team`}>
          <Icon name="users" />
          {team.title}
        </a>
      )}
      {keys && (
        <a href={keys}>
          <Icon name="key" />
          {frame.apiKeys}
        </a>
      )}
      {log && (
        <a href={log}>
          <Icon name="history" />
          {audit.title}
        </a>
      )}
      <a href="/admin/keys">
        <Icon name="help" />
        {search.keysTitle}
      </a>
      <hr />
      <form method="post" action="/admin/sign-out">
        <button title={frame.signedInAs(user.email)}>
          <Icon name="logout" />
          {frame.signOut}
        </button>
      </form>
    </>
  );
}

export const firstLetter = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 32);

/** The first letters of somebody's name. */
export function Face({ name }: { name: string }) {
  const letters = name
    .split(/[\s.@-]+/)
    .slice(0, 2)
    .map((word) => firstLetter(word).toUpperCase());
  return (
    <span class="face" aria-hidden="true">
      {letters.join('')}
    </span>
  );
}
