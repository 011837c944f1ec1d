import { Section } from '../components/Section.tsx';
import { When } from '../components/When.tsx';
import { useDesk } from '../use-desk.ts';
import type { Today } from './load-today.ts';

/** What went out last, and how it ended. */
export function PastSends({ today: { past, publication } }: { today: Today }) {
  const { words, number } = useDesk();
  return (
    <Section
      title={words.today.lastSends}
      aside={<a href={`/admin/${publication.slug}/sends?show=sent`}>{words.today.allSends}</a>}
    >
      {past.length === 0 && <p class="soft">{words.today.lastNone}</p>}
      <ul class="rows">
        {past.map(({ id, subject, finishedAt, accepted, audienceSize, left }) => (
          <li key={id}>
            <a class="title last" href={`/admin/${publication.slug}/sends/${id}`}>
              {subject || `#${id}`}
            </a>
            <div class="meta">
              <span>
                <When at={finishedAt} timeZone={publication.timeZone} />
              </span>
              <span>{words.today.acceptedOf(number(accepted), number(audienceSize ?? 0))}</span>
              {left > 0 && <span>{words.today.leftAfter(left)}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
