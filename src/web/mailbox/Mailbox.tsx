import type { MailboxEntry } from '../../mailers/index.ts';
import { When } from '../admin/components/When.tsx';

interface Props {
  entries: MailboxEntry[];
  to: string;
  /** Address of the next page. */
  olderUrl: string | undefined;
  /** Sign-up pages, for a newcomer who has no mail yet. */
  publications: { slug: string; name: string }[];
}

export function Mailbox({ entries, to, olderUrl, publications }: Props) {
  return (
    <>
      <p>
        No mail leaves this machine while <code>SMTP_URL</code> is unset. Paperround keeps everything it would
        send here for 30 days, so that you can see what readers would get.
      </p>
      <form class="row find" method="get" action="/mailbox">
        <div>
          <label class="sr" for="to">
            Search address or subject
          </label>
          <input id="to" name="to" type="search" value={to} placeholder="Part of an address or subject" />
        </div>
        <div>
          <button class="btn">Find</button>
        </div>
      </form>
      <div class="sec">
        {entries.length === 0 && <Empty to={to} publications={publications} />}
        <div class="rows">
          {entries.map(({ id, subject, to: recipient, at }) => (
            <a key={id} class="item" href={`/mailbox/${id}`}>
              <div>
                <div>{subject || '(no subject)'}</div>
                <div class="small soft">to {recipient}</div>
              </div>
              <span class="small soft">
                <When at={at} timeZone="UTC" /> UTC
              </span>
            </a>
          ))}
        </div>
      </div>
      {olderUrl && (
        <a class="btn" href={olderUrl}>
          Older mail
        </a>
      )}
    </>
  );
}

function Empty({ to, publications }: Pick<Props, 'to' | 'publications'>) {
  if (to) return <p class="stack block-s">No mail has this in its address or subject.</p>;
  return (
    <div class="stack block-s">
      <p>There is no mail yet. Try it as a reader:</p>
      <ol>
        <li>
          Sign up{' '}
          {publications.length === 0
            ? 'on the sign-up page of a publication, once there is one'
            : publications.map(({ slug, name }, position) => (
                <span key={slug}>
                  {position > 0 && ' or '}
                  <a href={`/${slug}`}>for {name}</a>
                </span>
              ))}
          , with any address.
        </li>
        <li>Come back here and open the mail that asks you to confirm.</li>
        <li>Publish an article: its email arrives here, too.</li>
      </ol>
    </div>
  );
}
