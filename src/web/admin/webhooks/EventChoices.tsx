import { EVENT_FAMILIES, EVENT_TYPES, type EventChoice } from '../../../webhooks/index.ts';
import { Faults, Field, type FormState } from '../components/Field.tsx';
import { useDesk } from '../use-desk.ts';

export const eventField = (name: EventChoice) => `event:${name}`;

/** Where to call, and what to tell. */
export function WebhookFields({ form }: { form: FormState }) {
  const { webhooks: words } = useDesk().words;
  const faults = form.errors.filter(({ field }) => field === 'events' || field.startsWith('events.'));
  const isOneChosen = EVENT_TYPES.some((name) => form.values[eventField(name)] !== undefined);
  return (
    <>
      <Field form={form} name="url" type="url" label={words.labels.url} hint={words.urlHint} required />
      <fieldset
        class="stack stack-s"
        id="events"
        aria-describedby={faults.length > 0 ? 'events-error' : undefined}
      >
        <legend class="label">{words.labels.events}</legend>
        {EVENT_FAMILIES.map((name) => (
          <Choice key={name} form={form} name={name} says={words.families[name]} />
        ))}
        <details open={isOneChosen}>
          <summary>{words.single}</summary>
          <div class="stack stack-s block-s">
            {EVENT_TYPES.map((name) => (
              <Choice key={name} form={form} name={name} says={words.events[name]} />
            ))}
          </div>
        </details>
        <Faults name="events" messages={faults.map(({ message }) => message)} />
      </fieldset>
    </>
  );
}

function Choice({ form, name, says }: { form: FormState; name: EventChoice; says: string }) {
  const field = eventField(name);
  return (
    <label class="check">
      <input type="checkbox" name={field} value="1" checked={form.values[field] !== undefined} /> {says}{' '}
      <code class="small soft">{name}</code>
    </label>
  );
}
