import type { ComponentChildren } from 'preact';
import type { AddressView, KeepView } from '../../../subscribers/index.ts';
import { addressIn } from '../../../words/index.ts';
import { PublicPage } from '../../components/PublicPage.tsx';
import { DoneHeading } from '../../components/DoneHeading.tsx';
import { contactOf } from '../contact.ts';
import { speechFor } from '../with-reader.tsx';

type AnyView = Omit<AddressView, 'state'>;

/** A publication's words, and both addresses as they stand in sentences. */
function partsOf(view: AnyView) {
  const speech = speechFor(view.publication, view);
  return {
    speech,
    say: speech.words.address,
    name: view.publication.name,
    to: addressIn(speech.language, view.newAddress),
    from: addressIn(speech.language, view.oldAddress),
  };
}

interface MessageProps {
  view: AnyView;
  heading: string;
  lead: string;
  isDone?: boolean;
  children?: ComponentChildren;
}

function Message({ view, heading, lead, isDone, children }: MessageProps) {
  const { publication } = view;
  const { language } = speechFor(publication, view);
  return (
    <PublicPage title={`${heading} – ${publication.name}`} language={language} publication={publication}>
      {isDone ? <DoneHeading>{heading}</DoneHeading> : <h1>{heading}</h1>}
      <p class="lead">{lead}</p>
      {children}
    </PublicPage>
  );
}

/** Behind the link in the mail to the new address. Opening it changes nothing: the button does (CNF-01, CNF-02). */
export function AddressPage({ view, token }: { view: AddressView; token: string }) {
  const { speech, say, name, to, from } = partsOf(view);
  const { confirm, rhythm } = speech.words;
  switch (view.state) {
    case 'open':
      return (
        <Message view={view} heading={say.confirm.heading(name)} lead={say.confirm.lead(name, to, from)}>
          <form method="post" action={`/address/${token}`}>
            <button class="large" type="submit">
              {say.confirm.yes}
            </button>
          </form>
          <p class="small">{confirm.notYou}</p>
        </Message>
      );
    case 'moved':
      return <Message view={view} heading={say.moved.heading} lead={say.moved.lead(name, to)} isDone />;
    case 'undone':
      return <Message view={view} heading={say.kept.heading} lead={say.kept.lead(name, from)} />;
    case 'taken':
      return <Message view={view} heading={say.taken.heading(name)} lead={say.taken.lead(from)} />;
    case 'expired':
      return <Message view={view} heading={confirm.expired} lead={say.expired} />;
    case 'blocked':
      return (
        <Message
          view={view}
          heading={confirm.blocked}
          lead={confirm.blockedWhy(contactOf(view.publication))}
        />
      );
    case 'left':
      return <Message view={view} heading={rhythm.notReader} lead={rhythm.notReaderWhy(name)} />;
  }
}

/** Behind the link in the mail to the old address. Its button changes nothing: scanners press the buttons of pages that links lead to. */
export function KeepPage({ view, token }: { view: KeepView; token: string }) {
  const { say, name, to, from } = partsOf(view);
  switch (view.state) {
    case 'open':
      return (
        <Message view={view} heading={say.keep.heading} lead={say.keep.lead(name, to, from)}>
          <form method="post" action={`/keep-address/${token}`}>
            <button class="large" type="submit">
              {say.keep.goOn}
            </button>
          </form>
        </Message>
      );
    case 'undone':
      return <Message view={view} heading={say.kept.heading} lead={say.kept.lead(name, from)} isDone />;
    case 'late':
      return <Message view={view} heading={say.late.heading} lead={say.late.lead(name)} />;
    case 'taken':
      return <Message view={view} heading={say.taken.heading(name)} lead={say.taken.lead(to)} />;
  }
}

export function KeepForGoodPage({ view, token }: { view: KeepView; token: string }) {
  const { speech, say, from } = partsOf(view);
  const day = speech.moment(view.undoUntil, view.publication.timeZone);
  return (
    <Message view={view} heading={say.sure.heading(from)} lead={say.sure.lead(day)}>
      <form method="post" action={`/keep-address/${token}/for-good`}>
        <button class="large" type="submit">
          {say.sure.yes}
        </button>
      </form>
    </Message>
  );
}
