import { says } from '../../../words/index.ts';
import type { Role } from '../../../accounts/index.ts';
import type { Config } from '../../../platform/config.ts';
import type { SignUpHold } from '../../../reports/index.ts';
import type { Held } from '../../../planning/index.ts';
import { Feeds } from '../articles/Feeds.tsx';
import { HeldArticles } from '../articles/HeldArticles.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { HeldSends } from '../sends/HeldSends.tsx';
import type { PublicationOverview } from './load-overview.ts';
import { Sends } from '../sends/Sends.tsx';
import { SignUpHolds } from '../subscribers/SignUpHolds.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  may(role: Role): boolean;
  overview: PublicationOverview;
  holds: SignUpHold[];
  heldSends: Held;
  config: Pick<Config, 'publicUrl' | 'smtpUrl'>;
}

export function Overview({ may, overview, holds, heldSends, config }: Props) {
  const { publication, obstacle, feeds, held, heldTotal, sends } = overview;
  const { slug, timeZone } = publication;
  const isKeptHere = config.smtpUrl === undefined && publication.transports[0] === 'default';
  return (
    <>
      {isKeptHere && (
        <Note>
          No mail is sent yet. Messages are kept in the <a href="/mailbox">built-in mailbox</a>, where you can
          read them. Set <code>SMTP_URL</code> and restart Paperround to send mail.
        </Note>
      )}
      {heldSends.sends.length > 0 && (
        <HeldSends held={heldSends} timeZone={timeZone} mayAct={may('editor')} />
      )}
      {holds.length > 0 && <SignUpHolds holds={holds} timeZone={timeZone} mayAct={may('admin')} />}
      {obstacle && (
        <Note kind="warn">
          {says(obstacle)} {may('admin') && <a href={`/admin/${slug}/settings#postalAddress`}>Add it now</a>}
        </Note>
      )}
      <Subscribers overview={overview} />
      {heldTotal > 0 && (
        <HeldArticles slug={slug} timeZone={timeZone} held={held} total={heldTotal} mayAct={may('editor')} />
      )}
      <Sends slug={slug} sends={sends} timeZone={timeZone} mayAct={may('editor')} />
      <Feeds feeds={feeds} timeZone={timeZone} />
    </>
  );
}

const STATUSES = [
  { status: 'active', label: 'active' },
  { status: 'pending', label: 'not confirmed yet' },
  { status: 'unsubscribed', label: 'unsubscribed' },
  { status: 'bounced', label: 'bounced' },
  { status: 'complained', label: 'complained' },
] as const;

function Subscribers({ overview: { counts } }: { overview: PublicationOverview }) {
  const { number } = useDesk();
  return (
    <Section title="Subscribers">
      <dl class="figures">
        {STATUSES.map(({ status, label }) => (
          <div key={status}>
            <dt>{label}</dt>
            <dd>{number(counts[status] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
