import type { MailboxEntry } from '../../mailers/index.ts';
import { Phrase } from '../admin/components/Phrase.tsx';
import { When } from '../admin/components/When.tsx';
import { useDesk } from '../admin/use-desk.ts';

interface Props {
  entries: MailboxEntry[];
  to: string;
  /** Address of the next page. */
  olderUrl: string | undefined;
  /** Sign-up pages, for a newcomer who has no mail yet. */
  publications: { slug: string; name: string }[];
}

export function Mailbox({ entries, to, olderUrl, publications }: Props) {
  const { mailbox } = useDesk().words;
  return (
    <>
      <p>
        <Phrase>{mailbox.lede}</Phrase>
      </p>
      <form class="row find" method="get" action="/mailbox">
        <div>
          <label class="sr" for="to">
            {mailbox.search}
          </label>
          <input id="to" name="to" type="search" value={to} placeholder={mailbox.searchHint} />
        </div>
        <div>
          <button class="btn">{mailbox.find}</button>
        </div>
      </form>
      <div class="sec">
        {entries.length === 0 && <Empty to={to} publications={publications} />}
        <div class="rows">
          {entries.map(({ id, subject, to: recipient, at }) => (
            <a key={id} class="item" href={`/mailbox/${id}`}>
              <div>
                <div>{subject || mailbox.noSubject}</div>
                <div class="small soft">{mailbox.to(recipient)}</div>
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
          {mailbox.older}
        </a>
      )}
    </>
  );
}

function Empty({ to, publications }: Pick<Props, 'to' | 'publications'>) {
  const { mailbox } = useDesk().words;
  if (to) return <p class="stack block-s">{mailbox.notFound}</p>;
  return (
    <div class="stack block-s">
      <p>{mailbox.none}</p>
      <ol>
        <li>
          {mailbox.signUp}
          {publications.length > 0 && (
            <ul>
              {publications.map(({ slug, name }) => (
                <li key={slug}>
                  <a href={`/${slug}`}>{mailbox.signUpFor(name)}</a>
                </li>
              ))}
            </ul>
          )}
        </li>
        <li>{mailbox.confirm}</li>
        <li>{mailbox.publish}</li>
      </ol>
    </div>
  );
}
