import type { Topic } from '../../../publications/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';

/** What an editor can change for a reader, in one form. */
export function EditForm({ here, form, topics }: { here: string; form: FormState; topics: Topic[] }) {
  const { person: say, subscribers } = useDesk().words;
  const labels = {
    name: say.name,
    rhythm: subscribers.rhythm,
    language: say.language,
    pausedUntil: say.pausedUntil,
  };
  return (
    <form class="stack" method="post" action={`${here}/edit`}>
      <FormFaults form={form} labels={labels} />
      <Field form={form} name="name" label={labels.name} />
      <Field
        form={form}
        name="rhythm"
        label={labels.rhythm}
        options={RHYTHMS.map((value) => ({ value, text: subscribers.rhythms[value] }))}
      />
      <TopicChoice form={form} topics={topics} />
      <Field
        form={form}
        name="pausedUntil"
        type="date"
        label={labels.pausedUntil}
        hint={say.pausedUntilHint}
      />
      <Field form={form} name="language" label={labels.language} hint={say.languageHint} />
      <div class="form-foot">
        <button class="btn btn-main">{say.save}</button>
        <a class="btn btn-plain" href={here}>
          {say.leave}
        </a>
      </div>
    </form>
  );
}

/** A box for each topic. */
export function TopicChoice({ form, topics }: { form: FormState; topics: Topic[] }) {
  const { person: say, subscribers } = useDesk().words;
  if (topics.length === 0) return null;
  return (
    <fieldset>
      <legend>{subscribers.topics}</legend>
      {topics.map(({ id, slug, name }) => (
        <label key={id} class="tick">
          <input
            type="checkbox"
            name={`topic.${slug}`}
            value="1"
            checked={form.values[`topic.${slug}`] !== undefined}
          />
          <span>{name}</span>
        </label>
      ))}
      <p class="hint">{say.topicsHint}</p>
    </fieldset>
  );
}

/** Slugs of the boxes that are ticked. */
export const topicsIn = (fields: Record<string, string>, topics: Topic[]): string[] =>
  topics.flatMap(({ slug }) => (fields[`topic.${slug}`] === undefined ? [] : [slug]));
