import type { Publication } from '../../../publications/index.ts';
import type { Template } from '../../../templates/index.ts';
import type { FormState } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import type { People } from '../composer/people.ts';
import type { MailView } from '../look/look-values.ts';
import { MailFrame } from '../look/MailFrame.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  publication: Publication;
  template: Template;
  people: People;
  /** What it can print. */
  variables: { name: string; type: string }[];
  form: FormState;
  view: MailView;
}

/** The name of the frame: the form can be answered there. */
const FRAME = 'mail';

/** The source of a template beside a mail that is made from it. */
export function TemplatePage({ publication, template, people, variables, form, view }: Props) {
  const say = useDesk().words.templates;
  const place = `/admin/${publication.slug}/templates/${template.name}`;
  const words = { label: say.source, good: say.good, lastGood: say.lastGood, checking: say.checking };
  return (
    <div class="tpl">
      <div class="stack">
        <Faults form={form} />
        <form
          class="stack"
          id="template"
          method="post"
          action={place}
          data-place={place}
          data-variables={JSON.stringify(variables.map(({ name, type }) => [name, type]))}
          data-words={JSON.stringify({ ...words, faults: say.faults, notChecked: say.notChecked })}
        >
          <input type="hidden" name="version" value={template.version} />
          {Object.entries(view).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div class="field">
            <label for="source">{say.source}</label>
            <textarea
              class="source"
              id="source"
              name="source"
              rows={28}
              spellcheck={false}
              autocomplete="off"
              aria-invalid={form.errors.length > 0 ? 'true' : undefined}
              aria-describedby={form.errors.length > 0 ? 'fault source-hint' : 'source-hint'}
            >
              {/* Browsers drop a first line end. */}
              {`\n${form.values['source'] ?? ''}`}
            </textarea>
            <p class="hint" id="source-hint">
              {say.keys}
            </p>
          </div>
          <div class="note note-bad" data-faults hidden></div>
          <p class="small soft" role="status" data-says></p>
          <div class="row">
            <button class="btn btn-main">{say.save}</button>
            <button class="btn" formAction={`${place}/mail`} formTarget={FRAME} data-check>
              <Icon name="refresh" />
              {say.check}
            </button>
          </div>
        </form>
        <Versions publication={publication} template={template} people={people} place={place} />
      </div>
      <MailFrame
        view={view}
        mails={template.mails}
        to={(shown) => `${place}?${new URLSearchParams({ ...shown })}`}
        src={`${place}/mail?${new URLSearchParams({ ...view })}`}
        name={FRAME}
        title={say.frameTitle}
      />
    </div>
  );
}

function Faults({ form }: Pick<Props, 'form'>) {
  const say = useDesk().words.templates;
  if (form.errors.length === 0) return null;
  return (
    <Note kind="bad" id="fault">
      <p>
        <b>{say.faults}</b>
      </p>
      <ul>
        {form.errors.map(({ message, line }) => (
          <li key={message}>
            {message}{' '}
            {line !== undefined && (
              <a href="#source" data-line={line}>
                {say.goTo(line)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Versions({
  publication,
  template: { versions, isOwn, version },
  people,
  place,
}: Pick<Props, 'publication' | 'template' | 'people'> & { place: string }) {
  const { words, shortMoment } = useDesk();
  const say = words.templates;
  return (
    <Section title={say.versions}>
      {versions.length === 0 && <p class="small soft">{say.noVersions}</p>}
      <ul class="rows">
        {versions.map((one) => (
          <li key={one.number} class="row row-between">
            <span>
              <b>{say.version(one.number)}</b>{' '}
              <span class="soft">
                {say.savedBy(
                  people.actor(one.savedBy) ?? words.composer.nobody,
                  shortMoment(one.savedAt, publication.timeZone),
                )}
                {one.isDefault && ` · ${say.isDefault}`}
              </span>
            </span>
            {one.number === version ? (
              <span class="state state-good">
                <Icon name="check" />
                {say.inUse}
              </span>
            ) : (
              <a class="btn btn-small" href={`${place}/versions/${one.number}`}>
                {say.compare}
                <span class="sr"> {say.version(one.number)}</span>
              </a>
            )}
          </li>
        ))}
        <li class="row row-between">
          <span>
            <b>{say.isDefault}</b> <span class="soft">{say.asDelivered}</span>
          </span>
          {isOwn ? (
            <a class="btn btn-small" href={`${place}/versions/0`}>
              {say.compare}
              <span class="sr"> {say.isDefault}</span>
            </a>
          ) : (
            <span class="state state-good">
              <Icon name="check" />
              {say.inUse}
            </span>
          )}
        </li>
      </ul>
    </Section>
  );
}
