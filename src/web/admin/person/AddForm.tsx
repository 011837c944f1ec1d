import type { Topic } from '../../../publications/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';
import { TopicChoice } from './EditForm.tsx';

/** One person, by hand: who, what they get, and how they agreed. */
export function AddForm({ list, form, topics }: { list: string; form: FormState; topics: Topic[] }) {
  const { person: say } = useDesk().words;
  const labels = { email: say.email, name: say.name, source: say.source, at: say.agreedAt };
  const isProven = form.values['how'] === 'proven';
  return (
    <form class="stack" method="post" action={`${list}/new`}>
      <FormFaults form={form} labels={labels} />
      <Field form={form} name="email" type="email" label={labels.email} autocomplete="off" required />
      <Field form={form} name="name" label={labels.name} autocomplete="off" />
      <TopicChoice form={form} topics={topics} />
      <fieldset class="how">
        <legend>{say.how}</legend>
        <label class="tick">
          <input type="radio" name="how" value="ask" checked={!isProven} />
          <span>
            {say.ask}
            <span class="hint">{say.askHint}</span>
          </span>
        </label>
        <label class="tick">
          <input type="radio" name="how" value="proven" checked={isProven} />
          <span>{say.proven}</span>
        </label>
        <div class="stack how-proof">
          <Field form={form} name="source" label={labels.source} hint={say.sourceHint} />
          <Field form={form} name="at" type="date" label={labels.at} hint={say.agreedAtHint} />
        </div>
      </fieldset>
      <div class="form-foot">
        <button class="btn btn-main">{say.addNow}</button>
        <a class="btn btn-plain" href={list}>
          {say.leave}
        </a>
      </div>
    </form>
  );
}
