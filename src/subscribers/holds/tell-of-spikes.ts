import { raiseAlert } from '../../alerts/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { createRateLimit } from '../../platform/rate-limit.ts';
import { listCrowds } from '../sign-up/turn-queries.ts';

/** Word to the admins that confirmation mails wait, in the transaction that begins the hold. */
export async function tellOfHold(app: App, publicationId: number, isForEverybody: boolean): Promise<void> {
  await raiseAlert(app, {
    publicationId,
    headline: 'Confirmation mails are held',
    about: isForEverybody ? 'sign-ups at every mail provider' : 'sign-ups at one mail provider',
    what: `Far more people than usual signed up within the last hour and did not confirm. A bot may be typing other people’s addresses. Confirmation mails ${
      isForEverybody ? 'of all newsletters' : 'to addresses at this provider'
    } wait. Nobody is lost, and newsletters go out as usual.`,
    advice:
      'The mails leave by themselves when it is calmer. If you know where these people come from, let the mails go now: on the overview page, or by the command “paperround sign-ups release”.',
    reply: '',
  });
}

/** So many mails that wait for one network are worth an alert: a bot, or a school that somebody should let through. */
const CROWD = 100;

/** Word to the admins, once a day for each network (BOMB-02). */
export async function tellOfCrowds(app: App): Promise<void> {
  for (const { hash, publicationId, since, mails } of await listCrowds(app.db, CROWD)) {
    await inTransaction(app, async (inner) => {
      // Counted in the transaction: it goes back when the alert does.
      const told = createRateLimit(inner.db, { name: 'crowd-alert', tries: 1, seconds: 86_400 });
      if ((await told.take(hash.toString('base64url'))) !== undefined) return;
      await raiseAlert(inner, {
        publicationId,
        headline: 'Very many sign-ups from one network',
        about: `${mails} confirmation mails wait`,
        what: 'Within an hour more people signed up from one network than it may cause mails for. It may be a bot, or a school or an office. Their confirmation mails leave some an hour; everybody else gets theirs at once.',
        advice:
          'If you know these people, let the mails go now: on the overview page, or by the command “paperround sign-ups release”. Otherwise there is nothing to do.',
        reply: '',
        since,
      });
    });
  }
}
