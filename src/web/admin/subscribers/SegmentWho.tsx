import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { ReaderName } from './ReaderTable.tsx';
import type { SegmentProps } from './segment-props.ts';

/** How many there are, five of them, and what is sent to them. */
export function SegmentWho({
  counts,
  examples,
  id,
  list,
  uses,
  sendsAt,
}: Pick<SegmentProps, 'counts' | 'examples' | 'id' | 'list' | 'uses' | 'sendsAt'>) {
  const { words, number } = useDesk();
  const { segments: say } = words;
  const count = counts?.each.at(-1);
  return (
    <aside class="stack" aria-label={say.who} id="segment-who">
      <section class="panel panel-ground" role="status">
        <p class="soft">{say.now}</p>
        {count === undefined ? (
          <p class="small soft">{say.notCounted}</p>
        ) : (
          <>
            <p class="big">{counts?.isExact ? number(count) : say.about(number(count))}</p>
            <p class="small soft">{say.readers(count)}</p>
          </>
        )}
      </section>
      {examples.length > 0 && (
        <Section
          title={say.examples}
          aside={id !== undefined && <a href={`${list}?segment=${id}`}>{say.all}</a>}
        >
          <ul class="rows small people">
            {examples.map((reader) => (
              <li key={reader.id}>
                <div>
                  <ReaderName reader={reader} to={`${list}/${reader.id}`} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {uses.length > 0 && (
        <Section title={say.uses}>
          <ul class="rows small">
            {uses.map(({ id: sendId, subject, status }) => (
              <li key={sendId}>
                <a href={`${sendsAt}/${sendId}`}>{subject || words.composer.noSubject}</a>{' '}
                <span class="soft">{words.states[status]}</span>
              </li>
            ))}
          </ul>
          <p class="small soft">{say.usesMean}</p>
        </Section>
      )}
    </aside>
  );
}
