import type { Temporal } from 'temporal-polyfill';
import type { Publication } from '../../../publications/index.ts';
import type { Funnel, ReasonCount } from '../../../subscribers/index.ts';
import { Note } from '../components/Note.tsx';
import { Empty, Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { BySource } from './BySource.tsx';
import { WhatBecame } from './WhatBecame.tsx';
import { WhyLeft } from './WhyLeft.tsx';

interface Props {
  publication: Publication;
  funnel: Funnel;
  reasons: ReasonCount[];
  /** The first and the last of it. */
  days: Record<'from' | 'to', Temporal.PlainDate>;
  today: Temporal.PlainDate;
  /** What was asked for is no period; this is the usual one. */
  isWrong: boolean;
  isAdmin: boolean;
}

/** Where sign-ups come from, and where they are lost. */
export function FunnelPage({ publication, funnel, reasons, isWrong, isAdmin, ...period }: Props) {
  const { funnel: words } = useDesk().words;
  const { rows, total } = funnel;
  return (
    <>
      {isWrong && <Note kind="bad">{words.wrongPeriod}</Note>}
      <Period slug={publication.slug} {...period} />
      {rows.length === 0 ? (
        <Section title={words.bySource}>
          <Empty title={words.emptyTitle}>
            <p>{words.emptyText}</p>
            {isAdmin && (
              <p>
                <a href={`/admin/${publication.slug}/settings/embed`}>{words.emptyLink}</a>
              </p>
            )}
          </Empty>
        </Section>
      ) : (
        <>
          {total.signedUp > 0 && (
            <Section title={words.whatBecame}>
              <WhatBecame total={total} />
            </Section>
          )}
          <Section title={words.bySource}>
            <BySource rows={rows} />
            <p class="small soft funnel-note">{words.howCounted}</p>
          </Section>
        </>
      )}
      {reasons.length > 0 && (
        <Section title={words.whyLeft}>
          <WhyLeft reasons={reasons} />
        </Section>
      )}
    </>
  );
}

const PERIODS = [7, 28, 90];

function Period({ slug, days, today }: Pick<Props, 'days' | 'today'> & { slug: string }) {
  const { funnel: words } = useDesk().words;
  const address = `/admin/${slug}/funnel`;
  const isShown = (count: number) =>
    days.to.equals(today) && days.from.equals(today.subtract({ days: count - 1 }));
  return (
    <>
      <nav class="tabs" aria-label={words.periods}>
        {PERIODS.map((count) => (
          <a
            key={count}
            href={`${address}?from=${today.subtract({ days: count - 1 }).toString()}&to=${today.toString()}`}
            aria-current={isShown(count) ? 'page' : undefined}
          >
            {words.lastDays(count)}
          </a>
        ))}
      </nav>
      <form class="row block-s funnel-days" method="get" action={address}>
        {(['from', 'to'] as const).map((name) => (
          <label key={name} class="row">
            <span>{words[name]}</span>
            <input type="date" name={name} value={days[name].toString()} max={today.toString()} required />
          </label>
        ))}
        <button class="btn">{words.show}</button>
      </form>
    </>
  );
}
