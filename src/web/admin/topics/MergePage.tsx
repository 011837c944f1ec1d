import type { Topic } from '../../../publications/index.ts';
import type { MergeEffect } from '../../../topics/index.ts';
import { Field } from '../components/Field.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  slug: string;
  topic: Topic;
  others: Topic[];
  /** Once another is chosen. */
  effect: MergeEffect | undefined;
}

/** First another topic is chosen; then the page says what that does, and its button does it. */
export function MergePage({ slug, topic, others, effect }: Props) {
  const { topics: say } = useDesk().words;
  const base = `/admin/${slug}/topics`;
  const here = `${base}/${topic.slug}/merge`;
  if (others.length === 0) return <p>{say.mergeOnly}</p>;
  const options = others.map(({ slug: value, name }) => ({ value, text: name }));
  return (
    <>
      <form class="stack" method="get" action={here}>
        <Field
          form={{ values: { into: effect?.into.slug ?? '' }, errors: [] }}
          name="into"
          label={say.labels.into}
          options={options}
        />
        <p>
          <button class={effect ? 'btn' : 'btn btn-main'}>{say.show}</button>
        </p>
      </form>
      {effect && <Effect slug={slug} effect={effect} here={here} base={base} />}
    </>
  );
}

function Effect({
  slug,
  effect,
  here,
  base,
}: {
  slug: string;
  effect: MergeEffect;
  here: string;
  base: string;
}) {
  const { words, list } = useDesk();
  const { topics: say } = words;
  const { from, into, readers, both, others, sends, segments } = effect;
  return (
    <Section title={say.effect}>
      <ul class="stack stack-s">
        <li>{say.moves(readers, into.name)}</li>
        {both > 0 && <li>{say.both(both)}</li>}
        <li>{say.others(others, from.name)}</li>
        <li>{say.everything}</li>
        <li>
          {say.sends(sends.length)}{' '}
          {sends.map(({ id, subject }, place) => (
            <span key={id}>
              {place > 0 && ', '}
              <a class="theirs" href={`/admin/${slug}/sends/${id}`}>
                {subject || words.preview.noSubject}
              </a>
            </span>
          ))}
        </li>
        <li>{say.segments(list(segments))}</li>
        <li>{say.forms(from.slug)}</li>
        <li>{say.safe}</li>
      </ul>
      <form class="row block-s" method="post" action={here}>
        <input type="hidden" name="into" value={into.slug} />
        <button class="btn btn-bad">{say.mergeButton(from.name, into.name)}</button>
        <a class="btn btn-plain" href={base}>
          {say.leave}
        </a>
      </form>
    </Section>
  );
}
