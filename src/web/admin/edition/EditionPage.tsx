import type { Edition, EditionView } from '../../../planning/index.ts';
import { FormFaults, Faults, type FormState } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { LineField } from '../composer/LineField.tsx';
import { useDesk } from '../use-desk.ts';
import { EditionArticles } from './EditionArticles.tsx';
import { orderOf } from './edition-form.ts';

export interface EditionPageProps {
  slug: string;
  /** `/admin/:slug/sends/:id`. */
  path: string;
  timeZone: string;
  view: EditionView;
  form: FormState;
  /** What somebody else wrote meanwhile. */
  theirs?: { name: string; edition: Edition } | undefined;
}

/** A digest that is made by itself, for editors: introduction, order, what is left out. One plain form. */
export function EditionPage(props: EditionPageProps) {
  const { slug, path, timeZone, view, form, theirs } = props;
  const { words } = useDesk();
  const { edition: say, composer } = words;
  const { values } = form;
  return (
    <>
      {theirs && <Theirs {...theirs} />}
      <FormFaults form={form} labels={{ subject: composer.subject, introduction: say.introduction }} />
      <form id="edition" class="compose" method="post" action={`${path}/edition`} autocomplete="off">
        <input type="hidden" name="version" value={theirs?.edition.version ?? values['version']} />
        <div class="compose-text">
          <p class="small soft">{say.holdsForOwn}</p>
          {view.corrections.length > 0 && (
            <Note>
              {view.corrections.map((title) => (
                <p key={title}>{say.carries(title)}</p>
              ))}
            </Note>
          )}
          <LineField
            name="subject"
            label={composer.subject}
            value={values['subject'] ?? ''}
            about={50}
            placeholder={say.subjectEmpty}
          />
          <div class="field block">
            <label for="introduction">{say.introduction}</label>
            <textarea
              id="introduction"
              name="introduction"
              class="writing"
              rows={6}
              spellcheck
              aria-describedby="introduction-error"
            >
              {`\n${values['introduction'] ?? ''}`}
            </textarea>
            <Faults
              name="introduction"
              messages={form.errors
                .filter(({ field }) => field === 'introduction')
                .map(({ message }) => message)}
            />
          </div>
          <EditionArticles view={view} articles={inTypedOrder(props)} timeZone={timeZone} slug={slug} />
        </div>
        <div class="compose-view">
          <h2 class="sr">{composer.howItLooks}</h2>
          {view.articles.length > 0 && (
            <iframe
              class="frame frame-phone"
              title={composer.frameTitle}
              src={`${path}/preview/mail`}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
            ></iframe>
          )}
        </div>
      </form>
    </>
  );
}

/** A refused form keeps the order that it was sent with. */
function inTypedOrder({ view: { articles }, form: { values } }: EditionPageProps) {
  const places = new Map(orderOf(values['picks'] ?? '').map((id, place) => [id, place]));
  const placeOf = (id: number) => places.get(id) ?? Infinity;
  return articles.toSorted((one, other) => {
    const [first, second] = [placeOf(one.article.id), placeOf(other.article.id)];
    return first === second ? 0 : first - second;
  });
}

function Theirs({ name, edition: { subject, introduction } }: NonNullable<EditionPageProps['theirs']>) {
  const { words } = useDesk();
  const { edition: say } = words;
  return (
    <Note kind="warn">
      <p>
        <b>{say.changedBy(name)}</b>
      </p>
      <p>{say.changedMeans}</p>
      <details>
        <summary>{say.theirs}</summary>
        <p class="theirs">{subject ?? say.subjectEmpty}</p>
        <p class="theirs">{introduction}</p>
      </details>
    </Note>
  );
}

/** Buttons of the form, beside the heading. */
export function EditionActions() {
  const { edition: say, composer } = useDesk().words;
  return (
    <>
      <button class="btn" form="edition" name="intent" value="preview">
        <Icon name="eye" />
        {composer.preview}
      </button>
      <button class="btn btn-main" form="edition" name="intent" value="save">
        {say.save}
      </button>
    </>
  );
}
