import type { CalendarEntry } from '../../../reports/index.ts';
import type { Desk } from '../../../words/index.ts';

/** The address of a send's page. */
export const sendPath = (slug: string, id: number) => `/admin/${slug}/sends/${id}`;

interface Named {
  id: number;
  subject: string;
}

export const subjectOf = ({ words }: Desk, { id, subject }: Named) => subject || words.sends.untitled(id);

/** What kind of send it is; a digest that is made by itself by its rhythm. */
export const kindOf = ({ words }: Desk, { kind, digest }: Pick<CalendarEntry, 'kind' | 'digest'>): string =>
  digest === null ? words.kinds[kind] : words.edition.rhythms[digest];

/** Who did something, as the audit log has it. @param name of a person who is still there. */
export function actorOf({ words }: Desk, { actor, name }: { actor: string; name: string | null }): string {
  const { actors } = words.sends;
  if (name !== null) return name;
  if (actor.startsWith('user:')) return actors.gone;
  if (actor.startsWith('api-key:')) return actors.key(actor.slice('api-key:'.length));
  return actor === 'command-line' ? actors.line : actors.itself;
}

/** Where a page of one send stands. */
export function SendCrumbs({ slug, desk, here }: { slug: string; desk: Desk; here: string }) {
  return (
    <>
      <a href={`/admin/${slug}/sends`}>{desk.words.sends.title}</a>
      <span aria-hidden="true">/</span>
      <span>{here}</span>
    </>
  );
}
