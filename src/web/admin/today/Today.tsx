import { says } from '../../../words/index.ts';
import { Note } from '../components/Note.tsx';
import { useDesk } from '../use-desk.ts';
import { Checks } from './Checks.tsx';
import { GoingNow } from './GoingNow.tsx';
import type { Today as TodayData } from './load-today.ts';
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
      <Checks today={today} />
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
function Stops({ today: { publication, obstacle, route, isKeptHere }, isAdmin }: Omit<Props, 'mayAct'>) {
  const { words, language } = useDesk();
  return (
    <div class="stack stack-s stops">
      {obstacle && (
        <Note kind="bad">
          {says(obstacle, language)}{' '}
          {isAdmin && <a href={`/admin/${publication.slug}/settings#postalAddress`}>{words.today.addIt}</a>}
        </Note>
      )}
      {route && <Note kind="warn">{says(route, language)}</Note>}
      {isKeptHere && (
        <Note>
          <b>{words.today.mailboxOnly}.</b> {words.today.mailboxMeans}{' '}
          <a href="/mailbox">{words.today.openMailbox}</a>
        </Note>
      )}
    </div>
  );
}
