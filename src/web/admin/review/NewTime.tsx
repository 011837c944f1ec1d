import { Field, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';
import { daysAhead } from './moments.ts';

const DAYS = 14;

/** When a send goes out whose time has passed. */
export function NewTime({ form, timeZone }: { form: FormState; timeZone: string }) {
  const desk = useDesk();
  const { review: say } = desk.words;
  const isLater = form.values['when'] === 'later';
  return (
    <fieldset>
      <legend>{say.passed}</legend>
      <label class="choice">
        <input type="radio" name="when" value="now" checked={!isLater} />
        <span>
          <b>{say.now}</b>
          <span class="hint">{say.nowMeans}</span>
        </span>
      </label>
      <div class="choice choice-open">
        <input type="radio" name="when" value="later" id="later" checked={isLater} />
        <span>
          <label for="later">
            <b>{say.later}</b>
          </label>
          <span class="move-when">
            <Field form={form} name="day" label={say.day} options={daysAhead(desk, timeZone, DAYS)} />
            <Field form={form} name="time" label={say.time} />
          </span>
        </span>
      </div>
    </fieldset>
  );
}
