import type { FieldError } from '../../../platform/errors.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { kindOf, MOST_RULES, opsOf, RULE_FIELDS, type Rule } from '../../../segments/index.ts';
import { SUBSCRIBER_STATUSES } from '../../../subscribers/index.ts';
import { Faults, FormFaults } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import { SegmentWho } from './SegmentWho.tsx';
import type { SegmentForm } from './segment-form.ts';
import type { SegmentProps } from './segment-props.ts';

/** Rules, what they mean as a sentence, and whom. Script counts again after each change. */
export function SegmentEditor(props: SegmentProps) {
  const { segments: say } = useDesk().words;
  const { action, form, errors, says, mayChange, list } = props;
  return (
    <form method="post" action={action} class="cols cols-seg" data-segment id="segment">
      <div class="stack">
        <FormFaults form={{ values: {}, errors }} labels={labelsOf(say, form)} />
        <button class="sr" name="step" value="count" tabIndex={-1} aria-hidden="true" />
        <div class="field">
          <label for="name">{say.name}</label>
          <input
            id="name"
            name="name"
            class="medium"
            value={form.name}
            maxLength={100}
            aria-invalid={errors.some(({ field }) => field === 'name') ? 'true' : undefined}
          />
          <Faults name="name" messages={messagesOf(errors, 'name')} />
        </div>
        <fieldset class="rules">
          <legend class="label">{say.readersWho}</legend>
          <p class="row small-select">
            <label class="sr" for="match">
              {say.meet}
            </label>
            <select id="match" name="match">
              {(['all', 'any'] as const).map((match) => (
                <option key={match} value={match} selected={match === form.match}>
                  {say.matches[match]}
                </option>
              ))}
            </select>
          </p>
          <ol class="stack stack-s">
            {form.rules.map((rule, place) => (
              <RuleLine key={place} {...props} rule={rule} place={place} />
            ))}
          </ol>
          {mayChange && (
            <div class="row">
              {form.rules.length < MOST_RULES && (
                <button class="btn btn-small" name="step" value="add">
                  <Icon name="plus" />
                  {say.addRule}
                </button>
              )}
              <button class="btn btn-small btn-plain" name="step" value="count">
                {say.count}
              </button>
            </div>
          )}
        </fieldset>
        {says !== '' && <p class="summary-line">{says}</p>}
        {mayChange && (
          <div class="form-foot">
            <button class="btn btn-main" name="step" value="save">
              {say.save}
            </button>
            {props.id === undefined && (
              <button class="btn" name="step" value="write">
                {say.saveAndWrite}
              </button>
            )}
            <a class="btn btn-plain" href={list}>
              {say.leave}
            </a>
          </div>
        )}
      </div>
      <SegmentWho {...props} />
    </form>
  );
}

const messagesOf = (errors: FieldError[], name: string) =>
  errors.filter(({ field }) => field === name).map(({ message }) => message);

type Say = ReturnType<typeof useDesk>['words']['segments'];

const labelsOf = (say: Say, { rules }: SegmentForm): Record<string, string> => ({
  name: say.name,
  ...Object.fromEntries(rules.map((_rule, place) => [`rules.${place}.value`, say.value(place + 1)])),
});

function RuleLine({
  rule,
  place,
  counts,
  places,
  errors,
  form,
  mayChange,
  ...choices
}: SegmentProps & { rule: Rule; place: number }) {
  const { words, number } = useDesk();
  const { segments: say } = words;
  const count = counts?.each[places.indexOf(place)];
  const left = form.match === 'all' ? say.left : say.inAll;
  const field = `rules.${place}.value`;
  return (
    <li class="rule" id={field}>
      <label class="sr" for={`a${place}`}>
        {say.what(place + 1)}
      </label>
      <select id={`a${place}`} name={`field.${place}`} data-recount>
        {RULE_FIELDS.map((one) => (
          <option key={one} value={one} selected={one === rule.field}>
            {say.fields[one]}
          </option>
        ))}
      </select>
      <label class="sr" for={`b${place}`}>
        {say.how(place + 1)}
      </label>
      <select id={`b${place}`} name={`op.${place}`} data-recount>
        {opsOf(rule.field).map((op) => (
          <option key={op} value={op} selected={op === rule.op}>
            {say.ops[op]}
          </option>
        ))}
      </select>
      <label class="sr" for={`c${place}`}>
        {say.value(place + 1)}
      </label>
      <RuleValue rule={rule} place={place} {...choices} />
      <span class="rule-n small soft">
        {count !== undefined && (
          <>
            {counts?.isExact ? number(count) : say.about(number(count))}
            <span class="sr"> {left}</span>
          </>
        )}
      </span>
      {mayChange && form.rules.length > 1 && (
        <button
          class="btn btn-small btn-icon btn-plain"
          name="step"
          value={`take-out.${place}`}
          aria-label={say.takeOut(place + 1)}
        >
          <Icon name="x" />
        </button>
      )}
      <Faults name={`c${place}`} messages={messagesOf(errors, field)} />
    </li>
  );
}

/** The control that fits the rule: a list where there is one. */
function RuleValue({
  rule: { field, op, value },
  place,
  topics,
  sends,
}: Pick<SegmentProps, 'topics' | 'sends'> & { rule: Rule; place: number }) {
  const { words } = useDesk();
  const { subscribers, segments: say } = words;
  const kind = kindOf(field, op) ?? 'text';
  const options = {
    status: SUBSCRIBER_STATUSES.map((one) => ({ value: one as string, text: subscribers.statuses[one] })),
    rhythm: RHYTHMS.map((one) => ({ value: one as string, text: subscribers.rhythms[one] })),
    topic: topics.map(({ slug, name }) => ({ value: slug, text: name })),
    'yes-no': [
      { value: 'yes', text: subscribers.yes },
      { value: 'no', text: subscribers.no },
    ],
    send: sends.map(({ id, subject }) => ({ value: String(id), text: subject || `#${id}` })),
  }[kind as string];
  const shared = { id: `c${place}`, name: `value.${place}` };
  const kept = <input type="hidden" name={`kind.${place}`} value={kind} />;
  if (!options)
    return (
      <>
        {kept}
        {kind === 'day' ? (
          <input {...shared} type="date" value={value} data-recount />
        ) : (
          <input
            {...shared}
            type="text"
            inputMode={kind === 'days' ? 'numeric' : undefined}
            value={value}
            maxLength={300}
            placeholder={say.hints[kind]}
            autocomplete="off"
            spellcheck={false}
            data-recount
          />
        )}
      </>
    );
  const isKnown = value === '' || options.some((one) => one.value === value);
  return (
    <>
      {kept}
      <select {...shared} data-recount>
        <option value="">{say.choose}</option>
        {!isKnown && (
          <option value={value} selected>
            {value}
          </option>
        )}
        {options.map((one) => (
          <option key={one.value} value={one.value} selected={one.value === value}>
            {one.text}
          </option>
        ))}
      </select>
    </>
  );
}
