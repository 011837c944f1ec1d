import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  /** Its own address. */
  action: string;
  base: string;
  form: FormState;
}

/** Name and categories of a topic. */
export function TopicForm({ action, base, form }: Props) {
  const { frame, topics: say } = useDesk().words;
  const { name, categories } = say.labels;
  return (
    <>
      <FormFaults form={form} labels={{ name, categories }} />
      <form class="stack" method="post" action={action}>
        <Field form={form} name="name" label={name} hint={say.nameHint} required />
        <Field form={form} name="categories" label={categories} hint={say.categoriesHint} rows={6} />
        <div class="form-foot">
          <button class="btn btn-main">{frame.save}</button>
          <a class="btn btn-plain" href={base}>
            {frame.cancel}
          </a>
        </div>
      </form>
    </>
  );
}
