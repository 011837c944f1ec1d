import { says } from '../../../words/index.ts';
import type { Role } from '../../../accounts/index.ts';
import type { Config } from '../../../platform/config.ts';
import type { SignUpHold } from '../../../reports/index.ts';
import type { Held } from '../../../planning/index.ts';
import { Feeds } from '../articles/Feeds.tsx';
import { HeldArticles } from '../articles/HeldArticles.tsx';
import { HeldSends } from '../sends/HeldSends.tsx';
import type { PublicationOverview } from './load-overview.ts';
import { Sends } from '../sends/Sends.tsx';
import { SignUpHolds } from '../subscribers/SignUpHolds.tsx';

interface Props {
  may(role: Role): boolean;
  overviews: PublicationOverview[];
  holds: SignUpHold[];
  heldSends: Held;
  config: Pick<Config, 'publicUrl' | 'smtpUrl'>;
}

export function Overview({ may, overviews, holds, heldSends, config }: Props) {
  const isKeptHere =
    config.smtpUrl === undefined &&
    (overviews.length === 0 || overviews.some(({ publication }) => publication.transports[0] === 'default'));
  return (
    <>
      {isKeptHere && (
        <div class="alert alert-info">
          <div>
            No mail is sent yet. Messages are kept in the <a href="/mailbox">built-in mailbox</a>, where you
            can read them. Set <code>SMTP_URL</code> and restart Paperround to send mail.
          </div>
        </div>
      )}
      {heldSends.sends.length > 0 && (
        <HeldSends
          held={heldSends}
          timeZone={overviews[0]?.publication.timeZone ?? 'UTC'}
          mayAct={may('editor')}
        />
      )}
      {holds.length > 0 && (
        <SignUpHolds
          holds={holds}
          timeZone={overviews[0]?.publication.timeZone ?? 'UTC'}
          mayAct={may('admin')}
        />
      )}
      {overviews.length === 0 && (
        <p>
          There is no publication yet. Make one with <code>npx paperround setup</code>.
        </p>
      )}
      {overviews.map((overview) => (
        <PublicationSection
          key={overview.publication.slug}
          overview={overview}
          may={may}
          publicUrl={config.publicUrl}
        />
      ))}
    </>
  );
}

function PublicationSection({
  overview,
  may,
  publicUrl,
}: Pick<Props, 'may'> & { overview: PublicationOverview; publicUrl: string }) {
  const { publication, obstacle, feeds, held, heldTotal, sends } = overview;
  const { slug, name, timeZone } = publication;
  return (
    <section class="mb-5" aria-labelledby={`publication-${slug}`}>
      <div class="heading-row mb-2">
        <h2 id={`publication-${slug}`} class="mb-0">
          {name}
        </h2>
        <div class="btn-list">
          <a class="btn btn-sm" href={`/${slug}`}>
            Sign-up page
          </a>
          {may('admin') && (
            <a class="btn btn-sm" href={`/admin/publications/${slug}/settings`}>
              Settings
            </a>
          )}
        </div>
      </div>
      {obstacle && (
        <div class="alert alert-warning">
          <div>
            {says(obstacle)}{' '}
            {may('admin') && <a href={`/admin/publications/${slug}/settings#postalAddress`}>Add it now</a>}
          </div>
        </div>
      )}
      <Subscribers overview={overview} />
      {heldTotal > 0 && (
        <HeldArticles slug={slug} timeZone={timeZone} held={held} total={heldTotal} mayAct={may('editor')} />
      )}
      <Sends slug={slug} sends={sends} timeZone={timeZone} mayAct={may('editor')} />
      <Feeds feeds={feeds} timeZone={timeZone} />
      <Embed slug={slug} publicUrl={publicUrl} />
    </section>
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
  return (
    <div class="card mb-3">
      <div class="card-body">
        <h3 class="card-title">Subscribers</h3>
        <dl class="figures">
          {STATUSES.map(({ status, label }) => (
            <div key={status}>
              <dt class="text-secondary">{label}</dt>
              <dd class="h2 mb-0">{(counts[status] ?? 0).toLocaleString('en')}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

function Embed({ slug, publicUrl }: { slug: string; publicUrl: string }) {
  const snippet = `<script src="${publicUrl}/embed.js" data-publication="${slug}" async></script>`;
  return (
    <details class="card mb-3">
      <summary class="card-header">
        <h3 class="card-title">The sign-up box on your site</h3>
      </summary>
      <div class="card-body">
        <p>Put this line where you want the box, for example under each article.</p>
        <pre id={`embed-${slug}`} class="snippet" tabIndex={0}>
          {snippet}
        </pre>
        <button class="btn btn-sm" type="button" data-copy={`embed-${slug}`}>
          Copy
        </button>
      </div>
    </details>
  );
}
