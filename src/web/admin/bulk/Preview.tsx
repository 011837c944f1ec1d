import type { BulkForecast } from '../../../subscribers/index.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { Hidden } from '../components/MoveForm.tsx';
import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';
import { fieldsOf, type PickedForm } from './picked-form.ts';
import { Stay } from './Stay.tsx';

interface Props {
  /** Where the form goes. */
  at: string;
  picked: PickedForm;
  forecast: BulkForecast;
  form: FormState;
}

/** What would happen, before it does: how many, who stays and why, and whether there is a way back. */
export function Preview({ at, picked, forecast, form }: Props) {
  const { bulk: say } = useDesk().words;
  const { action } = picked;
  const { changed, unchanged } = forecast;
  const chose = unchanged.find(({ code }) => code === 'chose-themselves')?.count ?? 0;
  const isFinal = action === 'unsubscribe' || action === 'erase';
  const canDo = changed > 0 || chose > 0;
  return (
    <form class="stack" method="post" action={at}>
      <FormFaults form={form} labels={{ value: say.until }} />
      {changed > 0 ? <p>{say.effects[action](changed)}</p> : <p>{say.nothing}</p>}
      {isFinal && changed > 0 && (
        <Note kind="warn">
          <p>{say.final[action]}</p>
        </Note>
      )}
      <Stay unchanged={unchanged} />
      {action === 'pause' && changed > 0 && (
        <Field form={form} name="value" type="date" label={say.until} hint={say.untilHint} required />
      )}
      {chose > 0 && (
        <label class="tick">
          <input type="checkbox" name="evenChosen" value="1" />
          <span>{say.evenChosen(chose)}</span>
        </label>
      )}
      <Hidden fields={fieldsOf(picked)} />
      <div class="form-foot">
        {canDo && <button class={isFinal ? 'btn btn-bad' : 'btn btn-main'}>{say.do[action](changed)}</button>}
        <a class="btn btn-plain" href={at.replace(/\/bulk$/, '')}>
          {say.leave}
        </a>
        {canDo && !isFinal && <span class="small soft">{say.undoable}</span>}
      </div>
    </form>
  );
}
