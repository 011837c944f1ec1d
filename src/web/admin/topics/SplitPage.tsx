import type { Topic } from '../../../publications/index.ts';
import { Faults, Field, FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  slug: string;
  topic: Topic;
  /** Who chose it. */
  readers: number;
  form: FormState;
}

/** Which categories become a topic of their own, and what that means. */
export function SplitPage({ slug, topic, readers, form }: Props) {
  const { topics: say } = useDesk().words;
  const base = `/admin/${slug}/topics`;
  if (topic.categories.length === 0) return <p>{say.splitNone}</p>;
  const faults = form.errors.filter(({ field }) => field.startsWith('categories'));
  const labels = { name: say.splitName, categories: say.takes };
  return (
    <>
      <FormFaults form={form} labels={labels} />
      <form class="stack" method="post" action={`${base}/${topic.slug}/split`}>
        <Field form={form} name="name" label={say.splitName} required />
        <fieldset id="categories" class="stack stack-s">
          <legend class="label">{say.takes}</legend>
          {topic.categories.map((category, place) => (
            <label key={category} class="tick">
              <input
                type="checkbox"
                name={`category.${place}`}
                value={category}
                checked={form.values[`category.${place}`] === category}
              />
              <span class="theirs break">{category}</span>
            </label>
          ))}
          <Faults name="categories" messages={faults.map(({ message }) => message)} />
        </fieldset>
        <p>
          {say.splitMoves(readers)} {say.safe}
        </p>
        <div class="form-foot">
          <button class="btn btn-main">{say.splitButton}</button>
          <a class="btn btn-plain" href={base}>
            {say.leave}
          </a>
        </div>
      </form>
    </>
  );
}
