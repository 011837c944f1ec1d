import { setTimeout as pause } from 'node:timers/promises';
import type { DemoApi } from './demo-api.ts';
import type { DemoSite } from './demo-site.ts';
import { inventReader } from './readers.ts';

export const DEMO_SLUG = 'courier';
const PUBLICATION = `/publications/${DEMO_SLUG}`;
const READERS = 200;
const PATIENCE_MS = 120_000;

interface Send {
  id: number;
  status: string;
  reason: { says: string } | null;
  counts: { audience: number; accepted: number; skipped: number };
}

interface Walk {
  api: DemoApi;
  site: DemoSite;
  publicUrl: string;
  /** Signs in as an admin, once. */
  signInUrl: string;
  /** The link of the unsubscribe header in a reader's mails. */
  unsubscribeUrl(subscriberId: number): Promise<string>;
  /** Prints a line. */
  say(line: string): void;
}

/** Walks through the whole journey by the API and the public pages of a running platform, and tells what happens. */
export async function walkThrough(walk: Walk): Promise<void> {
  const { say, publicUrl, signInUrl, site } = walk;
  const feedId = await setUpPaper(walk);
  await addReaders(walk);
  await signUpNewcomer(walk);
  say('4  The paper publishes an article.');
  await publish(walk, feedId);
  await leave(walk);
  say('6  The paper publishes another one.');
  await publish(walk, feedId);
  say(`
Look around; it runs until you press Ctrl-C:
   the editors' desk     ${signInUrl}
   the mails             ${publicUrl}/mailbox
   an article with a box ${site.newestUrl()}
   the sign-up page      ${publicUrl}/${DEMO_SLUG}
   the API, described    ${publicUrl}/api/docs
`);
}

async function setUpPaper({ api, site, say }: Walk): Promise<number> {
  await api('POST', '/publications', {
    slug: DEMO_SLUG,
    name: 'The Tidewater Courier',
    description: 'News from the harbour, the hill and everything between.',
    siteUrl: site.url,
    fromAddress: 'courier@tidewater.example',
    postalAddress: '4 Old Quay, 24103 Tidewater',
    timeZone: 'Europe/Berlin',
    accentColor: '#0f5c7a',
    articleBody: 'full',
    holdMinutes: 0,
    topics: ['Town', 'Transport', 'Culture', 'Food'].map((name) => ({ slug: name.toLowerCase(), name })),
  });
  const feed = await api<{ id: number }>('POST', `${PUBLICATION}/feeds`, { url: site.feedUrl });
  await api('POST', `${PUBLICATION}/feeds/${feed.id}/poll`);
  say(`1  A paper is set up, with a feed of invented articles: ${site.feedUrl}`);
  say('   What is in the feed already is the baseline: nobody is mailed about it.');
  return feed.id;
}

async function addReaders({ api, say }: Walk): Promise<void> {
  const consent = { source: 'the demo invented this reader', at: new Date().toISOString() };
  for (let number = 0; number < READERS; number += 1) {
    await api('POST', `${PUBLICATION}/subscribers`, { ...inventReader(number), confirmed: true, consent });
  }
  say(`2  ${READERS} invented readers are brought over, each with a record of when and where they agreed.`);
}

async function signUpNewcomer({ publicUrl, say }: Walk): Promise<void> {
  await fetch(`${publicUrl}/${DEMO_SLUG}/subscribe`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'wanda.newcomer@readers.example', source: 'demo' }),
  });
  say(
    '3  Wanda signs up in the box under an article. She gets a mail with a link; until she has confirmed, nothing else.',
  );
  say(`   Confirm for her: her mail is in ${publicUrl}/mailbox?to=wanda`);
}

async function publish({ api, site, say }: Walk, feedId: number): Promise<void> {
  const [earlier] = await newestSends(api);
  const title = site.publish();
  await api('POST', `${PUBLICATION}/feeds/${feedId}/poll`);
  say(`   "${title}" is in the feed, gets the verdict new, and becomes a send.`);
  const send = await finishedSend(api, earlier?.id ?? 0);
  say(`   Sent: ${send.counts.accepted} of ${send.counts.audience} messages accepted.`);
}

/** As a mail program does it for its "unsubscribe" button (RFC 8058). */
async function leave({ api, say, unsubscribeUrl }: Walk): Promise<void> {
  const { email } = inventReader(0);
  const { data } = await api<{ data: { id: number }[] }>(
    'GET',
    `${PUBLICATION}/subscribers?email=${encodeURIComponent(email)}`,
  );
  for (const { id } of data) {
    await fetch(await unsubscribeUrl(id), {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
  }
  say(
    '5  One reader presses "unsubscribe" in the mail program: one request, and not even a queued message goes there any more.',
  );
}

async function newestSends(api: DemoApi): Promise<Send[]> {
  const { data } = await api<{ data: Send[] }>('GET', `${PUBLICATION}/sends?limit=1`);
  return data;
}

/** The send after `earlierId`, once it is finished. */
async function finishedSend(api: DemoApi, earlierId: number): Promise<Send> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [send] = await newestSends(api);
    if (send && send.id > earlierId && send.status === 'sent') return send;
    if (Date.now() > deadline)
      throw new Error(`the send is still ${send?.status}: ${send?.reason?.says ?? 'no reason given'}`);
    await pause(300);
  }
}
