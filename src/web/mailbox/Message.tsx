import type { ComponentChild } from 'preact';
import type { MailboxMessage, ParsedMessage } from '../../mailers/index.ts';
import { When } from '../admin/components/When.tsx';
import { useDesk } from '../admin/use-desk.ts';

export const VIEWS = ['html', 'text', 'source'] as const;
type View = (typeof VIEWS)[number];

interface Props {
  message: MailboxMessage;
  parsed: ParsedMessage;
  view: View;
}

export function Message({ message, parsed, view }: Props) {
  const { mailbox } = useDesk().words;
  const header = (name: string) =>
    parsed.headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  return (
    <>
      <p class="soft">
        {mailbox.fromTo(header('from'), message.to)}, <When at={message.at} timeZone="UTC" /> UTC
      </p>
      <div class="sec">
        <div class="sec-head">
          <nav aria-label={mailbox.parts}>
            <ul class="nav nav-tabs card-header-tabs">
              {VIEWS.map((name) => (
                <li key={name} class="nav-item">
                  <a
                    class={`nav-link${name === view ? ' active' : ''}`}
                    href={`/mailbox/${message.id}?view=${name}`}
                    aria-current={name === view ? 'page' : undefined}
                  >
                    {mailbox.views[name]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <Body message={message} parsed={parsed} view={view} />
      </div>
      <p class="mt-3 row">
        <a class="btn" href="/mailbox">
          {mailbox.back}
        </a>
        <a class="btn" href={`/mailbox/${message.id}/message.eml`}>
          {mailbox.download}
        </a>
      </p>
    </>
  );
}

function Body({ message, parsed, view }: Props) {
  const { mailbox } = useDesk().words;
  if (view === 'text') return <pre class="mail-text">{withLinks(parsed.text)}</pre>;
  if (view === 'source') return <pre class="mail-text small">{message.source.toString('utf8')}</pre>;
  if (parsed.html === '') return <p class="stack block-s">{mailbox.noHtml}</p>;
  // The frame may open links in new tabs and nothing else: no scripts, no forms, no access to this page (SEC-07).
  return (
    <iframe
      class="mail-frame"
      title={mailbox.email}
      src={`/mailbox/${message.id}/frame`}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
    ></iframe>
  );
}

/** Web addresses in plain text become links. */
function withLinks(text: string): ComponentChild[] {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, position) =>
    position % 2 === 1 ? (
      <a key={position} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
