import { MAIL_TEMPLATES } from '../../../emails/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { TemplateLine } from '../../../templates/index.ts';
import { Section } from '../components/Section.tsx';
import type { People } from '../composer/people.ts';
import { useDesk } from '../use-desk.ts';

interface Props {
  publication: Publication;
  templates: TemplateLine[];
  people: People;
}

/** Every template, with how it stands and where it is used. */
export function TemplateList({ publication, templates, people }: Props) {
  const { words, shortMoment } = useDesk();
  const say = words.templates;
  const isMail = (line: TemplateLine) => MAIL_TEMPLATES.some((mail) => mail === line.name);
  const rowsOf = (some: TemplateLine[]) => (
    <ul class="rows">
      {some.map((line) => (
        <li key={line.name} class="item">
          <div>
            <a href={`/admin/${publication.slug}/templates/${line.name}`}>{say.names[line.name]}</a>
            <div class="meta">
              <span>{line.isOwn ? say.isOwn(line.version) : say.isDefault}</span>
              {line.savedAt && (
                <span>
                  {say.savedBy(
                    people.actor(line.savedBy) ?? words.composer.nobody,
                    shortMoment(line.savedAt, publication.timeZone),
                  )}
                </span>
              )}
              {!isMail(line) && (
                <span>{say.usedIn(line.mails.map((mail) => say.names[mail]).join(', '))}</span>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <Section title={say.mails}>{rowsOf(templates.filter(isMail))}</Section>
      <Section title={say.parts}>{rowsOf(templates.filter((line) => !isMail(line)))}</Section>
    </>
  );
}
