import { differenceOf } from '../../../letters/index.ts';
import type { CorrectionView } from '../../../planning/index.ts';
import { Differences } from '../composer/Differences.tsx';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { sendPath } from '../sends/send-places.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  form: FormState;
  found: CorrectionView;
  /** `/admin/:slug/articles/:id`. */
  here: string;
  slug: string;
  timeZone: string;
}

/** An address that every program takes. */
const LONGEST_ADDRESS = 7_000;

/** What readers got beside what the article says now, and the note that puts it right. */
export function CorrectionPage(props: Props) {
  const { found, here, slug, timeZone } = props;
  const { correction, articles } = useDesk().words;
  return (
    <div class="cols">
      <div>
        {found.sendId !== null && (
          <Note>
            <p>
              {correction.sent} <a href={sendPath(slug, found.sendId)}>{correction.openSent}</a>
            </p>
            {found.carried && <Waiting {...found.carried} timeZone={timeZone} />}
          </Note>
        )}
        {found.readers > 0 ? (
          <>
            <Difference found={found} />
            {found.sendId === null && <Form {...props} />}
          </>
        ) : (
          <p class="soft">{correction.nothingToDo}</p>
        )}
        {(found.readers === 0 || found.sendId !== null) && (
          <p>
            <a href={here}>{articles.form.cancel}</a>
          </p>
        )}
      </div>
      {found.readers > 0 && <Beside {...props} />}
    </div>
  );
}

function Waiting({ waiting, until, timeZone }: { waiting: number; until: Date; timeZone: string }) {
  const { words, shortDay } = useDesk();
  return <p>{words.correction.carried(waiting, shortDay(until, timeZone))}</p>;
}

function Difference({ found: { words } }: Pick<Props, 'found'>) {
  const { correction } = useDesk().words;
  const hint =
    words === null
      ? correction.noDifference
      : words.before === words.after
        ? correction.sameWords
        : correction.differenceHint;
  return (
    <Section title={correction.difference} id="difference">
      <p class="small soft">{hint}</p>
      {words && words.before !== words.after && (
        <div class="a-text">
          <Differences pieces={differenceOf(words.before, words.after)} />
        </div>
      )}
    </Section>
  );
}

function Form({ form, found, here }: Props) {
  const { correction } = useDesk().words;
  const isForAll = form.values['audience'] === 'everybody';
  const all = isForAll ? found.everybody : found.readers;
  const digest = isForAll ? found.inDigest.everybody : found.inDigest.readers;
  return (
    <Section title={correction.title} id="write">
      <FormFaults form={form} labels={{ note: correction.note, audience: correction.audience }} />
      <form method="post" action={`${here}/correction`} class="stack">
        <Field form={form} name="note" label={correction.note} rows={6} hint={correction.noteHint} required />
        <fieldset>
          <legend>{correction.audience}</legend>
          <Choice
            form={form}
            field="audience"
            value="wrong-text"
            name={correction.wrongText}
            means={correction.wrongTextMeans(found.readers)}
          />
          <Choice
            form={form}
            field="audience"
            value="everybody"
            name={correction.everybody}
            means={correction.everybodyMeans(found.everybody)}
          />
        </fieldset>
        <fieldset>
          <legend>{correction.way}</legend>
          <Choice
            form={form}
            field="way"
            value="at-once"
            name={correction.atOnce}
            means={correction.atOnceMeans}
          />
          <Choice
            form={form}
            field="way"
            value="next-digest"
            name={correction.nextDigest}
            means={correction.nextDigestMeans({ digest, mail: all - digest })}
          />
        </fieldset>
        <div class="form-foot">
          <button class="btn btn-main">{correction.send(all)}</button>
          <button class="btn" formmethod="get" formaction={`${here}/correction`}>
            {correction.showPreview}
          </button>
          <a class="btn btn-plain" href={here}>
            {correction.leave}
          </a>
        </div>
      </form>
    </Section>
  );
}

interface ChoiceProps {
  form: FormState;
  field: 'audience' | 'way';
  value: string;
  name: string;
  means: string;
}

function Choice({ form, field, value, name, means }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" name={field} value={value} checked={form.values[field] === value} />
      <span>
        <b>{name}</b>
        <span class="hint">{means}</span>
      </span>
    </label>
  );
}

/** How they got the other text, and what they get now. */
function Beside({ form, found: { byMail }, here }: Props) {
  const { correction } = useDesk().words;
  const note = form.values['note']?.trim() ?? '';
  const src = `${here}/correction/mail?note=${encodeURIComponent(note)}`;
  return (
    <aside class="stack stack-l" aria-label={correction.how}>
      <section>
        <div class="sec-head">
          <h2>{correction.how}</h2>
        </div>
        <ul class="rows small">
          {byMail.map(({ kind, count }) => (
            <li key={kind}>{correction.byMail[kind](count)}</li>
          ))}
        </ul>
      </section>
      {note !== '' && form.errors.length === 0 && (
        <section>
          <div class="sec-head">
            <h2>{correction.preview}</h2>
          </div>
          {form.values['way'] === 'next-digest' && <p class="small soft">{correction.previewHint}</p>}
          {src.length > LONGEST_ADDRESS ? (
            <p class="small soft">{correction.previewLong}</p>
          ) : (
            <iframe
              class="mail-frame"
              title={correction.previewFrame}
              src={src}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              referrerpolicy="no-referrer"
            ></iframe>
          )}
        </section>
      )}
    </aside>
  );
}
