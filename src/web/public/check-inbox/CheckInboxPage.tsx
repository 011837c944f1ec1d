import { maskAddress, WRONG_TRIES, type Ticket } from '../../../subscribers/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { CheckInboxWords, ReaderSpeech } from '../../../words/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { StrongText } from '../../components/StrongText.tsx';
import { contactOf } from '../contact.ts';
import { mailSiteOf } from './mail-site.ts';

export interface CheckInboxProps {
  publication: Publication;
  speech: ReaderSpeech;
  /** What the browser knows of its sign-up, opened and as it came. */
  ticket?: { opened: Ticket; sealed: string } | undefined;
  /** A domain that looks mistyped and the one that was probably meant (ADR-06). */
  slip?: { typed: string; meant: string } | undefined;
  isFrame: boolean;
  /** Until a new mail may go. */
  waitSeconds: number;
  /** After a code that was wrong, or none at all. */
  fault?: CodeFault | undefined;
}

export interface CodeFault {
  /** What was typed. */
  code: string;
  email: string;
  what: 'wrong' | 'digits' | 'address';
  /** Wrong codes on this page so far; only the browser counts them, or they would tell what others do. */
  wrong: number;
}

interface PartProps extends CheckInboxProps {
  say: CheckInboxWords;
  formUrl: string;
}

/** The same page whatever is known of the address (ENU-01). */
export function CheckInboxPage(props: CheckInboxProps) {
  const { publication, speech, isFrame, ticket, fault, waitSeconds } = props;
  const say = speech.words.checkInbox;
  const formUrl = `/${publication.slug}${isFrame ? '/embed' : ''}`;
  const parts = { ...props, say, formUrl };
  const isSpent = (fault?.wrong ?? 0) >= WRONG_TRIES;
  return (
    <PublicPage
      title={say.title(publication.name)}
      language={speech.language}
      publication={publication}
      {...(isFrame && { layout: 'frame' })}
      scripts={[...(isFrame ? ['frame-height.js'] : []), ...(ticket ? ['came-back.js'] : [])]}
      modules={waitSeconds > 0 ? ['again'] : []}
    >
      <div
        class="stack"
        {...(ticket && {
          'data-state': `/${publication.slug}/sign-up-state?${ticketQuery(ticket)}`,
          'data-page': `${formUrl}/check-inbox?${ticketQuery(ticket)}`,
        })}
      >
        <h1>{say.heading}</h1>
        <p class="lead">
          <StrongText
            text={ticket ? say.look : say.lookFor}
            values={{ name: publication.fromName, address: ticket ? shown(ticket.opened) : '' }}
          />
        </p>
        <Slip {...parts} />
        {isSpent ? <Spent {...parts} /> : <CodeForm {...parts} />}
        <OpenMail {...parts} />
        <NoMail {...parts} />
      </div>
    </PublicPage>
  );
}

const ticketQuery = ({ sealed }: { sealed: string }) => `ticket=${encodeURIComponent(sealed)}`;

const shown = ({ address, isMasked }: Ticket) => (isMasked ? maskAddress(address.key) : address.delivery);

function Slip({ slip, say, formUrl }: PartProps) {
  if (!slip) return null;
  return (
    <p class="notice">
      {say.slip.typed} <strong>{slip.typed}</strong>. {say.slip.meant} <strong>{slip.meant}</strong>?{' '}
      {say.slip.andThen} <a href={formUrl}>{say.slip.again}</a>.
    </p>
  );
}

function CodeForm(props: PartProps) {
  const { publication, ticket, isFrame, fault, speech, say } = props;
  return (
    <>
      <form class="stack" method="post" action={`/${publication.slug}/confirm-code`} novalidate>
        {ticket ? (
          <input type="hidden" name="ticket" value={ticket.sealed} />
        ) : (
          <div class="field">
            <label for="email">{speech.words.signUp.email}</label>
            <input
              id="email"
              name="email"
              type="email"
              autocomplete="email"
              inputmode="email"
              required
              value={fault?.email}
            />
          </div>
        )}
        {isFrame ? <input type="hidden" name="frame" value="1" /> : null}
        <input type="hidden" name="wrong" value={String(fault?.wrong ?? 0)} />
        <div class="field">
          <label for="code">{say.code}</label>
          <div class="code-row">
            <input
              class="code"
              id="code"
              name="code"
              type="text"
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength={20}
              required
              dir="ltr"
              value={fault?.code}
              autofocus={fault !== undefined}
              aria-invalid={fault ? 'true' : undefined}
              aria-describedby={fault ? 'code-fault' : undefined}
            />
            <button type="submit">{say.confirm}</button>
          </div>
          {fault ? (
            <p class="fault" id="code-fault" role="alert">
              {faultText(say, fault)}
            </p>
          ) : null}
        </div>
      </form>
      <p>{say.orButton}</p>
    </>
  );
}

function faultText(say: CheckInboxWords, { what, wrong }: CodeFault): string {
  if (what === 'address') return say.bounced.check;
  return what === 'digits' ? say.sixDigits : say.wrong(WRONG_TRIES - wrong);
}

/** After five wrong ones: a new code, or the button in the mail. */
function Spent(props: PartProps) {
  const { say, formUrl, ticket } = props;
  return (
    <>
      <p class="fault" role="alert">
        {say.spent}
      </p>
      {ticket ? (
        <SendAgain {...props} label={say.newCode} looks="large" />
      ) : (
        <a class="button large" href={formUrl}>
          {say.newCode}
        </a>
      )}
    </>
  );
}

function SendAgain({
  publication,
  ticket,
  isFrame,
  label,
  looks,
  isTimed = false,
  say,
  waitSeconds,
}: PartProps & { label: string; looks: string; isTimed?: boolean }) {
  return (
    <form method="post" action={`/${publication.slug}/send-again`}>
      <input type="hidden" name="ticket" value={ticket?.sealed} />
      {isFrame ? <input type="hidden" name="frame" value="1" /> : null}
      <button
        class={looks}
        type="submit"
        {...(isTimed &&
          waitSeconds > 0 && { 'data-again-in': say.sendAgainIn, 'data-again-after': waitSeconds })}
      >
        {label}
      </button>
    </form>
  );
}

function OpenMail({ publication, ticket, say }: PartProps) {
  const site = ticket && mailSiteOf(ticket.opened.address.domain, publication.fromAddress);
  return site ? (
    <a class="button quiet" href={site.url} target="_blank" rel="noopener noreferrer">
      {say.open(site.name)}
    </a>
  ) : null;
}

function NoMail(props: PartProps) {
  const { publication, ticket, say, formUrl } = props;
  return (
    <section class="section" aria-labelledby="no-mail">
      <h2 id="no-mail">{say.noMail}</h2>
      <ul class="links">
        <li>
          {say.spam}{' '}
          <span class="muted">
            <bdi>{say.from(publication.fromAddress)}</bdi>
          </span>
        </li>
        {ticket ? (
          <>
            <li>
              <SendAgain {...props} label={say.sendAgain} looks="bare" isTimed />
              <span class="muted">{say.threeADay}</span>
            </li>
            <li>
              <a href={`${formUrl}/check-inbox?${ticketQuery(ticket)}`}>{say.cameBack}</a>
              <span class="muted">{say.thenSays}</span>
            </li>
          </>
        ) : null}
        <li>
          <a href={formUrl}>{say.another}</a>
        </li>
      </ul>
      <p class="small">{say.slow}</p>
      <p class="small">{say.blockedOnce(contactOf(publication))}</p>
    </section>
  );
}
