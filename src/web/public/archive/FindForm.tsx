import type { ArchiveProps } from './archive-props.ts';

/** Words, month and topic in one form that changes nothing but the address. */
export function FindForm({ publication, speech, dates, topics, months, question }: ArchiveProps) {
  const say = speech.words.archive;
  return (
    <form class="find" role="search" method="get" action={`/${publication.slug}/archive`}>
      <div class="field">
        <label for="q">{say.search}</label>
        <input id="q" name="q" type="search" value={question.words} maxLength={200} />
      </div>
      <Choice
        name="month"
        label={say.month}
        all={say.allMonths}
        chosen={question.month}
        options={months.map((month) => ({ value: month, text: dates.month(month) }))}
      />
      {topics.length > 0 ? (
        <Choice
          name="topic"
          label={say.topic}
          all={say.allTopics}
          chosen={question.topic?.slug}
          options={topics.map(({ slug, name }) => ({ value: slug, text: name }))}
        />
      ) : null}
      <button class="button quiet" type="submit">
        {say.submit}
      </button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  /** Nothing chosen. */
  all: string;
  chosen: string | undefined;
  options: { value: string; text: string }[];
}

function Choice({ name, label, all, chosen, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{all}</option>
        {options.map(({ value, text }) => (
          <option key={value} value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
