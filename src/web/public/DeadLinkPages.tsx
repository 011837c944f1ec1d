import { PublicPage } from '../components/PublicPage.tsx';

/** The person whom the link was made for is not here (any more): it acts on nobody, whoever has their number now. */
export function DeadLinkPage() {
  return (
    <PublicPage title="This link is no longer in use">
      <section class="card message">
        <h1>This link is no longer in use</h1>
        <p class="lead">
          It belonged to a reader whose data is no longer stored here. It shows nothing, changes nothing, and
          causes no mail.
        </p>
        <p class="small">Do you still get emails? Then please use the link in the newest one.</p>
      </section>
    </PublicPage>
  );
}

/** Behind the links of a test that an editor sent. */
export function TestLinkPage() {
  return (
    <PublicPage title="A link from a test email">
      <section class="card message">
        <h1>All is well: that was a test email</h1>
        <p class="lead">
          In a real email, this link lets readers unsubscribe and change their choices. Links in a test email
          belong to nobody, so nothing was changed.
        </p>
      </section>
    </PublicPage>
  );
}
