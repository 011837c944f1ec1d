import { says } from '../../../words/index.ts';
import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';
import { Checks } from './Checks.tsx';
import { GoingNow } from './GoingNow.tsx';
import type { Today as TodayData } from './load-today.ts';
import { FIRST_RUN_STEPS } from '../set-up/load-first-run.ts';
import { NeedsYou } from './NeedsYou.tsx';
import { NextSends } from './NextSends.tsx';
import { PastSends } from './PastSends.tsx';
import { Readers } from './Readers.tsx';

interface Props {
  today: TodayData;
  isAdmin: boolean;
  mayAct: boolean;
}

/** Is everything fine, and what comes next? */
export function Today({ today, isAdmin, mayAct }: Props) {
  const { words } = useDesk();
  return (
    <>
      <Stops today={today} isAdmin={isAdmin} />
      <Checks today={today} isAdmin={isAdmin} />
      <div class="cols cols-today">
        <div>
          <NeedsYou today={today} isAdmin={isAdmin} mayAct={mayAct} />
          <GoingNow today={today} mayAct={mayAct} />
          <NextSends today={today} mayAct={mayAct} />
        </div>
        <aside class="stack stack-l" aria-label={words.today.asideLabel}>
          <Readers today={today} />
          <PastSends today={today} />
        </aside>
      </div>
    </>
  );
}

/** What keeps all mail back. */
function Stops({
  today: { publication, obstacle, route, isKeptHere, setUpDone, past },
  isAdmin,
}: Omit<Props, 'mayAct'>) {
  const { words, language } = useDesk();
  return (
    <div class="stack stack-s stops">
      {isAdmin && setUpDone < FIRST_RUN_STEPS && past.length === 0 && (
        <Note>
          <b>{words.firstRun.title}.</b> {words.firstRun.done(setUpDone, FIRST_RUN_STEPS)}.{' '}
          <a href={`/admin/${publication.slug}/set-up`}>{words.firstRun.goOn}</a>
        </Note>
      )}
      {obstacle && (
        <Note kind="bad">
          {says(obstacle, language)}{' '}
          {isAdmin && (
            <a href={`/admin/${publication.slug}/settings/publication#postalAddress`}>{words.today.addIt}</a>
          )}
        </Note>
      )}
      {route && <Note kind="warn">{says(route, language)}</Note>}
      {isKeptHere && (
        <Note>
          <b>{words.today.mailboxOnly}.</b> {words.today.mailboxMeans}{' '}
          <a href="/mailbox">{words.today.openMailbox}</a>{' '}
          {isAdmin && <a href={`/admin/${publication.slug}/set-up`}>{words.today.connectServer}</a>}
        </Note>
      )}
    </div>
  );
}
