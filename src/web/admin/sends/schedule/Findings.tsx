import { fingerprint, type CheckReport, type Finding } from '../../../../checks/index.ts';
import { findingWords, isBlocker, passedSays, type Desk } from '../../../../words/index.ts';
import type { People } from '../../composer/people.ts';
import { Icon } from '../../components/Icon.tsx';
import { Hidden } from '../../components/MoveForm.tsx';
import { useDesk } from '../../use-desk.ts';

interface Props {
  slug: string;
  /** `/admin/:slug/sends/:id`. */
  path: string;
  timeZone: string;
  report: CheckReport;
  people: People;
}

/** What the check found: a verdict, what to mend or look at, what somebody ignored, and what is in order. */
export function Findings({ slug, path, timeZone, report, people }: Props) {
  const desk = useDesk();
  const { schedule } = desk.words;
  const { blockers, warnings, ignored, passed, unfinished, checkedAt, kilobytes } = report;
  return (
    <section
      aria-labelledby="check"
      id="findings"
      data-unfinished={unfinished.length > 0 ? 'true' : undefined}
    >
      <div class="sec-head">
        <h2 id="check">{schedule.check}</h2>
        <span class="small soft">
          {desk.time(checkedAt, timeZone)} · <a href={`${path}/check`}>{schedule.checkAgain}</a>
        </span>
      </div>
      <Verdict report={report} />
      <ul class="rows finds">
        {[...blockers, ...warnings].map((one) => (
          <Row key={fingerprint(one)} slug={slug} path={path} found={one} />
        ))}
        {ignored.map(({ finding, actor, at }) => (
          <li key={fingerprint(finding)} class="is-done">
            <span class="faint">
              <Icon name="check" />
            </span>
            <div>
              <b>{findingWords(finding, desk.language).what}</b>
              <p class="small soft">
                {schedule.ignoredBy(people.actor(actor) ?? schedule.somebody, desk.shortMoment(at, timeZone))}
              </p>
              <form class="row" method="post" action={`${path}/check/heed`}>
                <Hidden fields={{ code: finding.code, fingerprint: fingerprint(finding) }} />
                <button class="btn btn-small btn-plain">{schedule.heed}</button>
              </form>
            </div>
          </li>
        ))}
      </ul>
      {passed.length > 0 && (
        <details class="more">
          <summary>{schedule.passed(passed.length)}</summary>
          <ul class="passed small">
            {passed.map((aspect) => (
              <li key={aspect}>
                <Icon name="check" />
                {passedSays(aspect, { kilobytes: kilobytes ?? 0 }, desk.language)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Verdict({ report: { blockers, warnings, unfinished, unchecked } }: { report: CheckReport }) {
  const desk = useDesk();
  const { schedule } = desk.words;
  const isBlocked = blockers.length > 0;
  return (
    <>
      <p class="verdict">
        <span class={isBlocked ? 'is-bad' : 'is-good'}>
          <Icon name={isBlocked ? 'alert-circle' : 'circle-check'} />
        </span>{' '}
        <b>{isBlocked ? schedule.itCannotGo : schedule.nothingBlocks}</b>{' '}
        {isBlocked ? schedule.toMend(blockers.length) : schedule.toLookAt(warnings.length)}
      </p>
      {unfinished.length > 0 && (
        <p class="small soft" role="status">
          {schedule.stillLooking(aspectNames(desk, unfinished))}
        </p>
      )}
      {unchecked.length > 0 && <p class="small soft">{schedule.notChecked(aspectNames(desk, unchecked))}</p>}
    </>
  );
}

function aspectNames({ words: { schedule }, list }: Desk, aspects: string[]): string {
  const names: Record<string, string> = schedule.aspects;
  return list(aspects.map((aspect) => names[aspect] ?? schedule.aspectOther));
}

function Row({ slug, path, found }: { slug: string; path: string; found: Finding }) {
  const desk = useDesk();
  const { schedule } = desk.words;
  const { what, why } = findingWords(found, desk.language);
  const isBlocking = isBlocker(found.code);
  const place = placeOf(desk, slug, path, found);
  const isPicture = found.code === 'picture-heavy' || found.code === 'picture-large';
  return (
    <li>
      <span class={isBlocking ? 'is-bad' : 'is-warn'}>
        <Icon name={isBlocking ? 'alert-circle' : 'alert-triangle'} />
      </span>
      <div>
        <b>{what}</b>
        <p class="small soft">{why}</p>
        <form class="row" method="post" action={`${path}/check/ignore`}>
          <Hidden fields={{ code: found.code, fingerprint: fingerprint(found), back: `${path}/check` }} />
          {isPicture && (
            <button
              class="btn btn-small"
              formaction={`${path}/pictures/scale`}
              name="url"
              value={found.params.url}
            >
              {schedule.makeSmaller}
            </button>
          )}
          {place && (
            <a class={isPicture ? 'btn btn-small btn-plain' : 'btn btn-small'} href={place.href}>
              {isPicture ? schedule.showMe : place.name}
            </a>
          )}
          {!isBlocking && (
            <button class="btn btn-small btn-plain" aria-label={schedule.ignoreThat(what)}>
              {schedule.ignore}
            </button>
          )}
        </form>
      </div>
    </li>
  );
}

/** Where something is mended. */
function placeOf(
  { words: { schedule } }: Desk,
  slug: string,
  path: string,
  { where }: Finding,
): { href: string; name: string } | undefined {
  const [field = '', line] = where.split(':');
  if (/^article$/.test(field)) return { href: `/admin/${slug}/articles`, name: schedule.changeArticle };
  switch (field) {
    case 'subject':
      return { href: `${path}/edit#subject`, name: schedule.changeSubject };
    case 'preheader':
      return { href: `${path}/edit#preheader`, name: schedule.changeText };
    case 'picks':
    case 'articleIds':
      return { href: `${path}/edit#picks`, name: schedule.changePicks };
    case 'introduction':
    case 'markdown':
      return {
        href: `${path}/edit#body`,
        name: line === undefined ? schedule.changeText : schedule.changeTextAt(line),
      };
    case 'audience':
      return { href: `${path}/edit#audience`, name: schedule.changeAudience };
    case 'settings':
      return { href: `/admin/${slug}/settings/publication`, name: schedule.changeSettings };
    case 'sender':
    case 'transports':
      return { href: `/admin/${slug}/settings/${field}`, name: schedule.changeSettings };
    default:
      return undefined;
  }
}
