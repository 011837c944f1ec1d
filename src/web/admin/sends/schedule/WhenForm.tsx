import { useDesk } from '../../use-desk.ts';
import { Faults, FormFaults, type FormState } from '../../components/Field.tsx';
import { timeZones } from '../../settings/choices.ts';
import { effectOf, type Effect, type Plan } from './effect.ts';
import { cityOf, namedDays, type WhenForm as Choice } from './when.ts';

interface Props {
  path: string;
  form: FormState;
  choice: Choice;
  plan: Plan;
  version: number | null;
  /** Why it cannot be scheduled, in words; undefined when it can. */
  obstacle: string | undefined;
}

/** When a send goes out: now, or on a day by its name at a time. Each choice says what it does. */
export function WhenForm({ path, form, choice, plan, version, obstacle }: Props) {
  const desk = useDesk();
  const { schedule } = desk.words;
  const labels = { when: schedule.when, day: schedule.day, time: schedule.time, zone: schedule.timeZone };
  const days = namedDays(desk, plan.now, choice.zone);
  const choices = ['now', ...days.map(({ value }) => value), 'other'];
  const effects = choices.map((when) => ({
    when,
    effect: effectOf(desk, plan, { ...choice, when, day: choice.day || (days[0]?.value ?? '') }),
  }));
  return (
    <form
      class="panel panel-ground plan"
      id="plan"
      method="post"
      action={`${path}/schedule`}
      aria-labelledby="when-title"
      data-effect={`${path}/schedule/effect`}
    >
      <h2 id="when-title">{schedule.when}</h2>
      <FormFaults form={form} labels={labels} />
      {version !== null && <input type="hidden" name="version" value={String(version)} />}
      <fieldset>
        <legend class="sr">{schedule.whenLegend}</legend>
        <label class="choice">
          <input type="radio" name="when" id="when-now" value="now" checked={choice.when === 'now'} />
          <span>
            <b>{schedule.now}</b>
            <span class="hint">{schedule.nowMeans(plan.undoSeconds)}</span>
          </span>
        </label>
        <AtTime form={form} choice={choice} days={days} />
      </fieldset>
      <Effects effects={effects} />
      <div class="stack stack-s">
        <button
          class="btn btn-plain btn-small"
          formmethod="get"
          formaction={`${path}/schedule#plan`}
          data-look
        >
          {schedule.sayIt}
        </button>
        {obstacle !== undefined && (
          <p class="error" id="obstacle">
            {obstacle}
          </p>
        )}
        <button
          class="btn btn-main btn-wide"
          aria-disabled={obstacle === undefined ? undefined : 'true'}
          aria-describedby={obstacle === undefined ? undefined : 'obstacle'}
        >
          {effects.map(({ when, effect }, index) => (
            <span key={when} class={`effect effect-${index}`}>
              {effect.button}
            </span>
          ))}
        </button>
        <p class="small soft">{schedule.until}</p>
      </div>
    </form>
  );
}

type AtTimeProps = Pick<Props, 'form' | 'choice'> & { days: ReturnType<typeof namedDays> };

/** A day by its name, or another one, and a time of a zone. */
function AtTime({ form, choice, days }: AtTimeProps) {
  const { schedule } = useDesk().words;
  const radio = (id: string, value: string) => (
    <input type="radio" name="when" id={id} value={value} checked={choice.when === value} />
  );
  return (
    <div class="choice choice-days">
      <b id="at-time">{schedule.atTime(cityOf(choice.zone))}</b>
      <div class="days" role="group" aria-labelledby="at-time">
        {days.map(({ value, name }, index) => (
          <label key={value}>
            {radio(`when-${index}`, value)}
            {name}
          </label>
        ))}
        <label>
          {radio('when-other', 'other')}
          {schedule.anotherDay}
        </label>
      </div>
      <Faulty form={form} name="when" />
      <div class="when-row">
        <div class="field other-day">
          <label for="day">{schedule.day}</label>
          <input id="day" name="day" type="date" value={choice.day} {...faultOf(form, 'day')} />
          <Faulty form={form} name="day" />
        </div>
        <div class="field">
          <label for="time">{schedule.time}</label>
          <input
            id="time"
            name="time"
            inputMode="numeric"
            autocomplete="off"
            value={choice.time}
            {...faultOf(form, 'time')}
          />
          <Faulty form={form} name="time" />
        </div>
      </div>
      <ZoneChoice form={form} zone={choice.zone} />
    </div>
  );
}

function ZoneChoice({ form, zone }: Pick<Props, 'form'> & { zone: string }) {
  const { schedule } = useDesk().words;
  return (
    <details class="more">
      <summary>{schedule.otherZone(zone)}</summary>
      <div class="field">
        <label for="zone">{schedule.timeZone}</label>
        <select id="zone" name="zone" {...faultOf(form, 'zone')}>
          {timeZones().map(({ value, text }) => (
            <option key={value} value={value} selected={value === zone}>
              {text}
            </option>
          ))}
        </select>
        <Faulty form={form} name="zone" />
      </div>
    </details>
  );
}

const messagesOf = (form: FormState, name: string) =>
  form.errors.filter(({ field }) => field === name).map(({ message }) => message);

const Faulty = ({ form, name }: { form: FormState; name: string }) => (
  <Faults name={name} messages={messagesOf(form, name)} />
);

/** What ties a field to its fault. */
const faultOf = (form: FormState, name: string) =>
  messagesOf(form, name).length > 0
    ? ({
        'aria-invalid': 'true',
        'aria-describedby': `${name}-error`,
        autofocus: form.errors.find(({ field }) => field !== '')?.field === name,
      } as const)
    : {};

/** One for each choice, of which the style sheet shows the one that is chosen; script keeps them up to date. */
function Effects({ effects }: { effects: { when: string; effect: Effect }[] }) {
  return (
    <div role="status">
      {effects.map(({ when, effect }, index) => (
        <div key={when} class={`summary effect effect-${index}`}>
          {effect.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ))}
    </div>
  );
}
