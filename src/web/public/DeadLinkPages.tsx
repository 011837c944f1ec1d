import { PublicPage } from '../components/PublicPage.tsx';

/** The person whom the link was made for is not here (any more): it acts on nobody, whoever has their number now. */
export function DeadLinkPage() {
  return (
    <PublicPage title="This link is not in use any more">
      <section class="card message">
        <h1>This link is not in use any more</h1>
        <p class="lead">
          It was made for a reader who is not stored here now, so it shows and changes nothing, and no mail is
          sent in its name.
        </p>
        <p class="small">
          Do you still get emails? Then please use the link in the newest one: that one is yours.
        </p>
      </section>
    </PublicPage>
  );
}

/** Behind the links of a test that an editor sent. */
export function TestLinkPage() {
  return (
    <PublicPage title="A link from a test email">
      <section class="card message">
        <h1>All is well: this was a test email</h1>
        <p class="lead">
          Readers get links of their own here, to unsubscribe and to change their choices. The links of a test
          belong to nobody, so nothing was changed.
        </p>
      </section>
    </PublicPage>
  );
}
