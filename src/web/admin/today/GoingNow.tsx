import { says } from '../../../words/index.ts';
import { Bar } from '../components/Bar.tsx';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';
import type { Today } from './load-today.ts';
import { goingBar, goingName, goingSpeed } from './today-news.ts';

/** What is being sent now, and how far it is. */
export function GoingNow({
  today: { going, feeds, publication },
  mayAct,
}: {
  today: Today;
  mayAct: boolean;
}) {
  const { words, duration } = useDesk();
  return (
    <Section title={words.today.goingNow}>
      {going.length === 0 && (
        <p class="soft quiet-line">
          {feeds.length > 0
            ? words.today.goingNoneFeeds(duration(publication.holdMinutes * 60))
            : words.today.goingNone}
        </p>
      )}
      {going.map((send) => (
        <Going key={send.id} send={send} slug={publication.slug} mayAct={mayAct} />
      ))}
    </Section>
  );
}

function Going({ send, slug, mayAct }: { send: Today['going'][number]; slug: string; mayAct: boolean }) {
  const { words, language } = useDesk();
  const path = `/admin/${slug}/sends/${send.id}`;
  return (
    <div class="panel now" data-send={send.id}>
      <div class="row row-between">
        <div class="meta">
          <span>{words.kinds[send.kind]}</span>
        </div>
        <State of={send.status} />
      </div>
      <h3>
        <a class="title" href={path}>
          {send.subject || `#${send.id}`}
        </a>
      </h3>
      {send.reason && <p class="small soft">{says(send.reason, language)}</p>}
      <Progress send={send} />
      <form method="post" action={`${path}/pause`} class="row">
        <input type="hidden" name="back" value={`/admin/${slug}`} />
        <a class="btn btn-small" href={path}>
          {words.today.watch}
        </a>
        {mayAct && (
          <button class="btn btn-small" aria-label={`${words.today.pause}: ${send.subject || `#${send.id}`}`}>
            <Icon name="player-pause" />
            {words.today.pause}
          </button>
        )}
      </form>
    </div>
  );
}

function Progress({ send }: { send: Today['going'][number] }) {
  const desk = useDesk();
  const { id, audienceSize } = send;
  if (audienceSize === null) return <p>{desk.words.today.preparing}</p>;
  const { counts, says: sentence } = goingBar(desk, send);
  const kinds = ['good', 'bad', 'none'] as const;
  return (
    <>
      <Bar
        live={goingName(id, 'bar')}
        says={sentence}
        parts={kinds.map((kind, index) => ({ kind, count: counts[index] ?? 0 }))}
      />
      <p>
        <b data-live={goingName(id, 'accepted')}>{sentence}</b>
        <span class="soft" data-live={goingName(id, 'speed')}>
          {goingSpeed(desk, send)}
        </span>
      </p>
    </>
  );
}
