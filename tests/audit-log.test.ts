import { readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../src/accounts/index.ts';
import * as articles from '../src/articles/index.ts';
import * as backups from '../src/backups/index.ts';
import { templateFiles } from '../src/emails/index.ts';
import * as hooks from '../src/hooks/index.ts';
import { KINDS } from '../src/kinds.ts';
import { asActor, type App } from '../src/platform/app.ts';
import * as checks from '../src/checks/index.ts';
import * as publications from '../src/publications/index.ts';
import { queueHandlers } from '../src/schedule.ts';
import * as reviews from '../src/reviews/index.ts';
import * as senderDomains from '../src/sender-domains/index.ts';
import * as letters from '../src/letters/index.ts';
import * as media from '../src/media/index.ts';
import * as planning from '../src/planning/index.ts';
import * as setUps from '../src/set-up/index.ts';
import * as sends from '../src/sends/index.ts';
import * as segments from '../src/segments/index.ts';
import * as subscribers from '../src/subscribers/index.ts';
import * as webhooks from '../src/webhooks/index.ts';
import * as templates from '../src/templates/index.ts';
import * as topics from '../src/topics/index.ts';
import * as transports from '../src/transports/index.ts';
import { DESK_LANGUAGES, deskIn } from '../src/words/index.ts';
import { createTestApp } from './support/app/app.ts';
import { LEAVE_A_LINE } from './support/app/use-cases.ts';
import { codeOf } from './support/web/authenticator.ts';
import { auditTrail } from './support/app/audit.ts';
import { makePublication } from './support/app/publications.ts';
import { startSmtpSink } from './support/mail/smtp-sink.ts';
import { queuedNotices } from './support/mail/notices.ts';
import { evidence, signUpOf } from './support/readers/readers.ts';
import { makeLetter, prepareLetter } from './support/sends/letters.ts';
import { makeArticle, makeReaders, prepareSendOf } from './support/sends/sends.ts';
import { startFeedServer } from './support/feeds/feed-server.ts';
import { asFile, drawing } from './support/media/pictures.ts';

const opened = await createTestApp();
const ANN = 'user:7';
const ann = asActor(opened, ANN);
const person = { ip: '192.0.2.7', userAgent: 'a browser' };
const PASSWORD = 'a heron by the canal';

let publication: publications.Publication;
let serial = 0;
const fresh = (word: string) => `${word}${(serial += 1)}`;

const relay = await startSmtpSink();
beforeAll(async () => {
  publication = await makePublication(ann, { topics: [{ slug: 'town', name: 'Town' }] });
  // Two, so that one can be removed.
  for (const email of ['one@gazette.example', 'two@gazette.example'])
    await accounts.createUser(ann, { email, role: 'admin' });
});

const letter = () => makeLetter(ann, publication);
async function ignored(): Promise<number> {
  const id = await makeLetter(ann, publication, { markdown: 'TODO' });
  const soon = { patienceMs: 10 };
  await checks.ignoreFinding(ann, KINDS, publication.id, id, { code: 'placeholder-left' }, soon);
  return id;
}
async function digest(): Promise<number> {
  const articleIds = [await makeArticle(ann, publication)];
  return (await letters.createDigest(ann, publication.id, { articleIds })).id;
}
async function plannedDigest(): Promise<number> {
  const { id: publicationId } = publication;
  await subscribers.changeSubscriber(
    ann,
    await subscribers.getSubscriber(ann.db, publicationId, await reader()),
    { rhythm: 'daily' },
    evidence,
  );
  await planning.planDigests(ann);
  const { rows } = await ann.db.raw(
    `select id from sends where publication_id = ? and kind = 'digest' and occasion is not null`,
    [publicationId],
  );
  return rows[0].id;
}
async function scheduled(): Promise<number> {
  const id = await letter();
  await letters.scheduleLetter(ann, publication.id, id, {
    at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  return id;
}
async function paused(): Promise<number> {
  const id = await scheduled();
  await sends.pauseSend(ann, publication.id, id);
  return id;
}
async function heldArticle(): Promise<number> {
  const id = await makeArticle(ann, publication);
  await ann.db.raw(`update articles set verdict = 'held', released_at = null where id = ?`, [id]);
  return id;
}
async function heldSend(): Promise<number> {
  const id = await scheduled();
  await ann.db.raw("update sends set status = 'held', held_from = 'scheduled' where id = ?", [id]);
  return id;
}
async function inReview(): Promise<{ publicationId: number; sendId: number }> {
  const { id: publicationId, slug } = await makePublication(ann);
  await publications.updatePublication(ann, slug, { reviewMinutes: 30 });
  const articleId = await makeArticle(ann, await publications.getPublication(ann.db, slug));
  await planning.planArticleSends(ann);
  await reviews.openDueReviews(ann);
  const { rows } = await ann.db.raw('select id from sends where article_id = ?', [articleId]);
  return { publicationId, sendId: rows[0].id };
}
async function signedIn(): Promise<accounts.SignedIn> {
  const { id } = await user(true);
  const found = await accounts.findSession(ann, await accounts.startSession(ann, id, person));
  if (!found) throw new Error('not signed in');
  return found;
}
async function withSecondStep() {
  const found = await signedIn();
  const { secret, sealed } = accounts.showOffer(ann, found);
  const codes = await accounts.addAuthenticator(ann, found, { sealed, code: codeOf(secret) });
  if (!codes) throw new Error('the code was wrong');
  return { user: found, codes };
}
const viewerHere = () => ({ publicationId: publication.id, role: 'viewer' as const, maySend: false });
async function user(withPassword = false) {
  const email = `${fresh('person')}@gazette.example`;
  const made = await accounts.createUser(ann, { email, role: 'editor' });
  const token = made.setPasswordUrl.split('/').at(-1) ?? '';
  if (withPassword) await accounts.setPasswordByLink(ann, token, PASSWORD, '');
  return { ...made.user, token };
}
const signInAs = (email: string, password: string) =>
  accounts.signIn(asActor(opened, 'visitor'), {
    email,
    password,
    visitor: person,
    deviceToken: undefined,
    earlierToken: undefined,
  });
const segment = () =>
  segments.createSegment(ann, publication, {
    name: fresh('Segment '),
    rules: [{ field: 'paused', op: 'is', value: 'no' }],
  });
const template = () => {
  const source = `${templateFiles()['letter']}<!-- ${fresh('a')} -->`;
  return templates.saveTemplate(ann, publication, 'letter', { source });
};
const feed = () => articles.addFeed(ann, publication.id, `https://gazette.example/${fresh('feed')}`);
const dkim = () =>
  senderDomains.createDkimKeys(ann, { domain: `${fresh('d')}.example`, algorithm: 'ed25519' });
async function hook(): Promise<number> {
  return (await hooks.createHook(ann, publication.id, { provider: 'postmark' })).id;
}
async function webhook(): Promise<number> {
  const input = { url: 'https://crm.example/in', events: ['send.*'] };
  return (await webhooks.createWebhook(ann, publication.id, input)).webhook.id;
}
async function delivery() {
  const webhookId = await webhook();
  const { id } = await webhooks.testWebhook(ann, publication.id, webhookId);
  return { webhookId, id };
}
async function transport(): Promise<string> {
  const name = fresh('relay');
  await transports.createTransport(ann, { name, kind: 'mailbox' });
  return name;
}
async function reader(): Promise<number> {
  const [id = 0] = await makeReaders(ann, publication, 1, `${fresh('r')}.example`);
  return id;
}
async function suppressed(): Promise<string> {
  const email = `${fresh('gone')}@readers.example`;
  await ann.db.raw(
    `insert into suppressions (address_hash, publication_id, reason) values (?, 0, 'operator')`,
    [ann.keys.addressHashes(email)[0]],
  );
  return email;
}

/** What a use case leaves: its line's action, and who did it where that is not the App's actor. */
interface Case {
  action: string;
  by?: (found: string) => string;
  run: () => Promise<unknown>;
}
const leaves = (action: string, run: () => Promise<unknown>, by?: Case['by']): Case => ({
  action,
  run,
  ...(by && { by }),
});
const themselves = (subject: string) => subject;
const visitor = () => 'visitor';

/** Every use case by which somebody changes something. */
const LINES: Record<(typeof LEAVE_A_LINE)[number], Case> = {
  createApiKey: leaves('api-key.created', () => accounts.createApiKey(ann, 'website')),
  revokeApiKey: leaves('api-key.revoked', async () =>
    accounts.revokeApiKey(ann, (await accounts.createApiKey(ann, 'website')).id),
  ),
  authenticateApiKey: leaves(
    'api-key.used',
    async () => accounts.authenticateApiKey(ann, (await accounts.createApiKey(ann, 'website')).key),
    () => 'api-key:website',
  ),
  createUser: leaves('user.created', () => user()),
  ensureAdmin: leaves('user.created', () => accounts.ensureAdmin(ann, 'new@gazette.example')),
  changeUser: leaves('user.changed', async () =>
    accounts.changeUser(ann, (await user()).email, { maySend: false }),
  ),
  changeRole: leaves('user.role-changed', async () =>
    accounts.changeRole(ann, (await user()).id, publication.id, { role: 'viewer', maySend: false }),
  ),
  invitePerson: leaves('user.invited', () =>
    accounts.invitePerson(ann, `${fresh('person')}@gazette.example`, [viewerHere()]),
  ),
  inviteAgain: leaves('user.invited', async () => {
    const invited = await accounts.invitePerson(ann, `${fresh('person')}@gazette.example`, [viewerHere()]);
    await accounts.inviteAgain(ann, invited.id, publication.id);
  }),
  mailPasswordLink: leaves('password-link.requested', async () =>
    accounts.mailPasswordLink(ann, (await user()).id, publication.id),
  ),
  removeFrom: leaves('user.role-changed', async () => {
    const { id } = await user();
    await accounts.changeRole(ann, id, publication.id, { role: 'viewer', maySend: false });
    await accounts.removeFrom(ann, id, publication.id);
  }),
  endSessionsOf: leaves('sessions.ended', async () => {
    const { id } = await user();
    await accounts.startSession(ann, id, person);
    await accounts.endSessionsOf(ann, id);
  }),
  endOwnSession: leaves('session.ended', async () => {
    const session = await signedIn();
    await accounts.endOwnSession(ann, session.userId, session.sessionId);
  }),
  endOtherSessions: leaves('sessions.ended', async () => {
    const session = await signedIn();
    await accounts.endOtherSessions(ann, { ...session, sessionId: 0 });
  }),
  changeOwnPassword: leaves('password.set', async () =>
    accounts.changeOwnPassword(ann, await signedIn(), 'seven herons by the quay', person),
  ),
  proveAgain: leaves('proof.failed', async () =>
    accounts.proveAgain(ann, await signedIn(), { password: 'a wrong password', code: '' }, person),
  ),
  addAuthenticator: leaves('authenticator.added', () => withSecondStep()),
  removeAuthenticator: leaves('authenticator.removed', async () =>
    accounts.removeAuthenticator(ann, (await withSecondStep()).user),
  ),
  renewRecoveryCodes: leaves('recovery-codes.renewed', async () =>
    accounts.renewRecoveryCodes(ann, (await withSecondStep()).user),
  ),
  resetFactors: leaves('user.factors-reset', async () =>
    accounts.resetFactors(ann, (await withSecondStep()).user.userId),
  ),
  signInByPasskey: leaves('passkey.refused', () => accounts.signInByPasskey(ann, '{}', person, {}), visitor),
  signInByProvider: leaves(
    'single-sign-on.refused',
    () => {
      const config = {
        issuer: 'https://id.example',
        clientId: 'a',
        clientSecret: 'b',
        name: 'Id',
        roles: [],
      };
      const given = { query: '', kept: undefined, visitor: person, browser: {} };
      return accounts.signInByProvider(ann, config, given, async () => new Map());
    },
    visitor,
  ),
  proveByPasskey: leaves('proof.failed', async () =>
    accounts.proveByPasskey(ann, await signedIn(), '{}', person),
  ),
  setFactorRule: leaves('second-factor.rule-changed', () => accounts.setFactorRule(ann, true)),
  signInByCode: leaves(
    'recovery-code.used',
    async () => {
      const { user: found, codes } = await withSecondStep();
      const pending = await signInAs(found.email, PASSWORD);
      return accounts.signInByCode(asActor(opened, 'visitor'), {
        pendingToken: pending.kind === 'needs-code' ? pending.pendingToken : '',
        code: codes[0] ?? '',
        visitor: person,
        isToBeTrusted: false,
      });
    },
    themselves,
  ),
  removeUser: leaves('user.removed', async () => accounts.removeUser(ann, (await user()).email)),
  resetPassword: leaves('set-password-link.created', async () =>
    accounts.resetPassword(ann, (await user()).email),
  ),
  createSetPasswordLink: leaves('set-password-link.created', async () =>
    accounts.createSetPasswordLink(ann, (await user()).id),
  ),
  giveFirstPassword: leaves('password.set', async () =>
    accounts.giveFirstPassword(ann, await user(), 'a hash'),
  ),
  setPasswordByLink: leaves(
    'password.set',
    async () => accounts.setPasswordByLink(ann, (await user()).token, PASSWORD, ''),
    themselves,
  ),
  signIn: leaves(
    'sign-in.failed',
    async () => signInAs((await user(true)).email, 'a wrong password'),
    visitor,
  ),
  startSession: leaves(
    'session.started',
    async () => signInAs((await user(true)).email, PASSWORD),
    themselves,
  ),
  endSession: leaves(
    'session.ended',
    async () => accounts.endSession(ann, await accounts.startSession(ann, (await user()).id, person)),
    themselves,
  ),
  createSignInLink: leaves('sign-in-link.created', async () =>
    accounts.createSignInLink(ann, (await user()).id),
  ),
  signInByLink: leaves(
    'sign-in-link.used',
    async () => {
      const url = await accounts.createSignInLink(ann, (await user()).id);
      return accounts.signInByLink(ann, url.split('/').at(-1) ?? '', person, {});
    },
    themselves,
  ),

  connectMailServer: leaves('transport.created', async () => {
    const { port } = new URL(relay.url);
    await setUps.connectMailServer(ann, publication, { host: '127.0.0.1', port, user: '', password: '' });
    await publications.updatePublication(ann, publication.slug, { transports: ['default'] });
  }),
  createPublication: leaves('publication.created', () => makePublication(ann)),
  updatePublication: leaves('publication.changed', () =>
    publications.updatePublication(ann, publication.slug, { name: fresh('Gazette ') }),
  ),
  changePublication: leaves('publication.default-rhythm-changed', async () => {
    const { slug } = await makePublication(ann);
    return subscribers.changePublication(ann, slug, { defaultRhythm: 'weekly' });
  }),
  addTopic: leaves('publication.changed', () =>
    publications.addTopic(ann, publication.slug, { slug: 'sea', name: 'Sea', categories: [] }),
  ),
  changeTopic: leaves('publication.changed', () =>
    publications.changeTopic(ann, publication.slug, 'town', { name: fresh('Town ') }),
  ),
  mergeTopic: leaves('topic.merged', async () => {
    for (const slug of ['old-town', 'new-town'])
      await publications.addTopic(ann, publication.slug, { slug, name: slug, categories: [] });
    return topics.mergeTopic(ann, publication, { topic: 'old-town', into: 'new-town' });
  }),
  splitTopic: leaves('topic.split', async () => {
    const categories = ['harbour', 'beach'];
    await publications.addTopic(ann, publication.slug, { slug: 'coast', name: 'Coast', categories });
    return topics.splitTopic(ann, publication, 'coast', { name: 'Beach', categories: ['beach'] });
  }),
  removeTopic: leaves('publication.changed', () => publications.removeTopic(ann, publication.slug, 'town')),

  createSegment: leaves('segment.created', () => segment()),
  changeSegment: leaves('segment.changed', async () =>
    segments.changeSegment(ann, publication, (await segment()).id, { match: 'any' }),
  ),
  removeSegment: leaves('segment.removed', async () =>
    segments.removeSegment(ann, publication, (await segment()).id),
  ),

  saveTemplate: leaves('template.changed', () => template()),
  resetTemplate: leaves('template.changed', async () => {
    await template();
    await templates.resetTemplate(ann, publication, 'letter');
  }),
  restoreTemplate: leaves('template.changed', async () => {
    await template();
    const { version } = await template();
    await templates.restoreTemplate(ann, publication, 'letter', version - 1);
  }),

  addFeed: leaves('feed.added', () => feed()),
  changeFeed: leaves('feed.changed', async () =>
    articles.changeFeed(ann, publication.id, (await feed()).id, { status: 'paused' }),
  ),
  removeFeed: leaves('feed.removed', async () => articles.removeFeed(ann, publication.id, (await feed()).id)),
  restoreFeed: leaves('feed.restored', async () => {
    const { id } = await feed();
    await articles.removeFeed(ann, publication.id, id);
    await articles.restoreFeed(ann, publication.id, id);
  }),
  pushArticle: leaves('article.pushed', () =>
    articles.pushArticle(ann, publication, { url: 'https://gazette.example/pushed', title: 'Pushed' }),
  ),
  addPicture: leaves('picture.added', async () =>
    media.addPicture(ann, publication.id, asFile(await drawing(40, 20).png().toBuffer())),
  ),
  scaleRemotePicture: leaves('picture.added', async () => {
    const png = await drawing(30, 20).png().toBuffer();
    const site = await startFeedServer();
    const url = site.answer('/a.png', (_request, response) => response.end(png));
    return media.scaleRemotePicture(ann, publication.id, url);
  }),

  releaseArticles: leaves('article.released', async () =>
    planning.releaseArticles(ann, publication.id, [await heldArticle()]),
  ),
  dismissArticles: leaves('article.dismissed', async () =>
    planning.dismissArticles(ann, publication.id, [await heldArticle()]),
  ),

  decideArticles: leaves('article.held', async () =>
    planning.decideArticles(ann, publication.id, { hold: [await makeArticle(ann, publication)] }),
  ),
  takeBackDecision: leaves('article.decision-taken-back', async () => {
    const id = await heldArticle();
    await planning.dismissArticles(ann, publication.id, [id]);
    await planning.takeBackDecision(ann, publication.id, { ids: [id] });
  }),
  pickArticle: leaves('article.picked', async () =>
    articles.pickArticle(ann, publication.id, await makeArticle(ann, publication), true),
  ),
  editArticle: leaves('article.edited-for-mail', async () =>
    planning.editArticle(ann, publication.id, await makeArticle(ann, publication), { title: 'Shorter' }),
  ),
  correctArticle: leaves('article.corrected', async () => {
    await reader();
    const id = await makeArticle(ann, publication);
    await prepareSendOf(ann, id);
    await ann.db('articles').where({ id }).update({ title: 'Put right' });
    return planning.correctArticle(ann, publication.id, id, { note: 'We were wrong.' });
  }),
  createLetter: leaves('send.created', () => letter()),
  createDraft: leaves('send.created', () => letters.createDraft(ann, publication.id, {})),
  createDigest: leaves('send.created', () => digest()),
  changeDigest: leaves('send.changed', async () =>
    letters.changeDigest(ann, publication.id, await digest(), { introduction: 'Good morning.' }),
  ),
  saveDraft: leaves('send.changed', async () =>
    letters.saveDraft(ann, publication.id, await letter(), { subject: '' }),
  ),
  mergeDraft: leaves('send.merged', async () =>
    letters.mergeDraft(ann, publication.id, await letter(), { mine: { subject: 'Mine' }, take: 'both' }),
  ),
  restoreVersion: leaves('send.restored', async () => {
    const id = await letter();
    await letters.mergeDraft(ann, publication.id, id, { mine: { subject: 'Mine' }, take: 'mine' });
    const [version] = await letters.listVersions(ann, publication.id, id);
    await letters.restoreVersion(ann, publication.id, id, version?.id ?? 0);
  }),
  copyLetter: leaves('send.created', async () => letters.copyLetter(ann, publication.id, await letter())),
  changeLetter: leaves('send.changed', async () =>
    letters.changeLetter(ann, publication.id, await letter(), { subject: 'Another' }),
  ),
  rewriteDraft: leaves('send.changed', async () =>
    letters.rewriteDraft(ann, publication.id, await letter(), (text) => `${text} And more.`),
  ),
  deleteLetter: leaves('send.deleted', async () => letters.deleteLetter(ann, publication.id, await letter())),
  sendTest: leaves('send.tested', async () =>
    sends.sendTest(ann, KINDS, publication.id, await letter(), { to: ['ann@gazette.example'] }),
  ),
  scheduleLetter: leaves('send.scheduled', () => scheduled()),
  moveSend: leaves('send.moved', async () => {
    const articleId = await makeArticle(ann, publication);
    await planning.planArticleSends(ann);
    const [{ id } = { id: 0 }] = await sends.listSendStories(ann.db, publication.id, articleId);
    return letters.moveSend(ann, publication.id, id, { at: new Date(Date.now() + 3_600_000).toISOString() });
  }),
  unscheduleLetter: leaves('send.unscheduled', async () =>
    letters.unscheduleLetter(ann, publication.id, await scheduled()),
  ),
  ignoreFinding: leaves('send.warning-ignored', () => ignored()),
  heedFinding: leaves('send.warning-heeded', async () =>
    checks.heedFinding(ann, publication.id, await ignored(), { code: 'placeholder-left' }),
  ),
  pauseSend: leaves('send.paused', () => paused()),
  changeEdition: leaves('digest.edited', async () =>
    planning.changeEdition(ann, publication.id, await plannedDigest(), { introduction: 'Good morning.' }),
  ),
  runDigests: leaves('digests.run', () => planning.runDigests(ann, publication.id, { rhythm: 'daily' })),
  resumeSend: leaves('send.resumed', async () => sends.resumeSend(ann, publication.id, await paused())),
  cancelSend: leaves('send.cancelled', async () => sends.cancelSend(ann, publication.id, await scheduled())),
  putInArchive: leaves('send.archive-changed', async () =>
    sends.putInArchive(ann, publication.id, await scheduled(), false),
  ),
  decideHeld: leaves('send.released', async () => planning.decideHeld(ann, 'release', [await heldSend()])),
  resendSend: leaves('send.resent', async () => {
    const subscriberId = await reader();
    const id = await prepareLetter(ann, publication);
    await ann.db.raw("update send_batches set rejected = 1, state = 'done' where send_id = ?", [id]);
    await ann.db.raw("update sends set status = 'sent', finished_at = now() where id = ?", [id]);
    await ann.db.raw(
      `insert into messages (send_id, subscriber_id, state, reply, attempts) values (?, ?, 'rejected', '550', 1)`,
      [id, subscriberId],
    );
    return sends.resendSend(ann, publication.id, id);
  }),
  decideReview: leaves('send.approved', async () => {
    const { publicationId, sendId } = await inReview();
    return reviews.decideReview(ann, publicationId, sendId, { answer: 'approve' });
  }),
  changeReviewSubject: leaves('send.subject-changed', async () => {
    const { publicationId, sendId } = await inReview();
    return reviews.changeReviewSubject(ann, publicationId, sendId, 'Another subject');
  }),

  createSubscriber: leaves('subscriber.added', () =>
    subscribers.createSubscriber(ann, publication, {
      ...signUpOf(`${fresh('anna')}@readers.example`),
      consent: { source: 'paper form', at: new Date() },
    }),
  ),
  changeSubscriber: leaves('subscriber.changed', async () =>
    subscribers.changeSubscriber(
      ann,
      { id: await reader(), publicationId: publication.id },
      { name: 'Anna' },
      evidence,
    ),
  ),
  follow: leaves('subscriber.changed', async () =>
    subscribers.follow(
      ann,
      { id: await reader(), publicationId: publication.id },
      { id: 'author:ada-berg', name: 'Ada Berg' },
      evidence,
    ),
  ),
  stopFollowing: leaves('subscriber.changed', async () => {
    const own = { id: await reader(), publicationId: publication.id };
    const strand = { id: 'author:ada-berg', name: 'Ada Berg' };
    await subscribers.follow(asActor(opened, 'visitor'), own, strand, evidence);
    await subscribers.stopFollowing(ann, own, strand.id, evidence);
  }),
  unsubscribe: leaves('subscriber.unsubscribed', async () =>
    subscribers.unsubscribe(ann, { subscriberId: await reader(), sendId: 0 }, evidence),
  ),
  eraseSubscriber: leaves('subscriber.erased', async () =>
    subscribers.eraseSubscriber(ann, await reader(), evidence),
  ),
  importNow: leaves('import.started', () => subscribers.importNow(ann, publication, importFile())),
  receiveImport: leaves('import.started', () => subscribers.receiveImport(ann, publication, importFile())),
  confirmDraft: leaves('import.started', async () => {
    const file = { bytes: importFile().bytes, name: 'list.csv', format: 'csv' as const };
    const id = await subscribers.draftImport(ann, publication, file);
    await subscribers.runImport(ann, { importId: id });
    return subscribers.confirmDraft(ann, publication, id, { source: 'a list', at: undefined });
  }),
  undoImport: leaves('import.undo-started', async () => {
    const done = await subscribers.importNow(ann, publication, importFile());
    return subscribers.undoImport(ann, publication, done.import.id);
  }),
  askAgain: leaves('subscriber.asked', async () => {
    const { subscriber } = await subscribers.signUp(
      ann,
      publication,
      signUpOf(`${fresh('pending')}@readers.example`),
    );
    return subscribers.askAgain(ann, publication, { id: subscriber?.id ?? 0 }, evidence);
  }),
  addNote: leaves('subscriber.note-added', async () =>
    subscribers.addNote(ann, { id: await reader() }, 'Hello'),
  ),
  removeNote: leaves('subscriber.note-removed', async () => {
    const id = await reader();
    const note = await subscribers.addNote(ann, { id }, 'Hello');
    return subscribers.removeNote(ann, { id }, note.id);
  }),
  takeBackLeaving: leaves('subscriber.resubscribed', async () => {
    const id = await reader();
    await subscribers.unsubscribe(ann, { subscriberId: id, sendId: 0 }, { ...evidence, channel: 'desk' });
    return subscribers.takeBackLeaving(ann, { id, publicationId: publication.id }, evidence);
  }),
  startBulk: leaves('bulk-change.started', async () =>
    subscribers.startBulk(
      ann,
      publication,
      { action: 'unsubscribe' },
      subscribers.pickedByIds(publication.id, [await reader()]),
      'test',
    ),
  ),
  undoBulk: leaves('bulk-change.undo-started', async () => {
    const wish = { action: 'pause', until: new Date('2097-05-01') } as const;
    const picked = subscribers.pickedByIds(publication.id, [await reader()]);
    const { id } = await subscribers.startBulk(ann, publication, wish, picked, 'test');
    await subscribers.runBulk(ann, { bulkId: id }, async () => {});
    return subscribers.undoBulk(ann, publication, id);
  }),
  liftSuppression: leaves('suppression.lifted', async () =>
    subscribers.liftSuppression(ann, { email: await suppressed() }),
  ),
  liftSuppressionsOfSend: leaves('suppression.lifted', async () => {
    const id = await letter();
    await subscribers.markBounced(ann, publication.id, [await reader()], '550 5.1.1 No such user', id);
    return subscribers.liftSuppressionsOfSend(ann, id);
  }),
  releaseSignUps: leaves('sign-ups.released', async () => {
    await ann.db.raw("insert into sign_up_holds (domain_hash) values ('\\x01')");
    return subscribers.releaseSignUps(ann);
  }),

  createDkimKeys: leaves('dkim-key.created', () => dkim()),
  activateDkimKeys: leaves('dkim-key.activated', async () =>
    senderDomains.activateDkimKeys(ann, { domain: (await dkim())[0]?.domain ?? '', isUnchecked: true }),
  ),
  retireDkimKey: leaves('dkim-key.retired', async () => {
    const { domain = '', selector = '' } = (await dkim())[0] ?? {};
    await senderDomains.activateDkimKeys(ann, { domain, isUnchecked: true });
    return senderDomains.retireDkimKey(ann, { domain, selector });
  }),

  createTransport: leaves('transport.created', () => transport()),
  changeTransport: leaves('transport.changed', async () => {
    const name = fresh('relay');
    await transports.createTransport(ann, { name, kind: 'smtp', smtpUrl: 'smtp://127.0.0.1:2525' });
    return transports.changeTransport(ann, name, { messagesPerConnection: 7 });
  }),
  removeTransport: leaves('transport.removed', async () =>
    transports.removeTransport(ann, await transport()),
  ),
  tryTransport: leaves('transport.tried', async () =>
    transports.tryTransport(ann, await transport(), {
      from: { name: 'The Gazette', address: 'news@gazette.example' },
      to: 'ann@gazette.example',
      subject: 'A test',
      text: 'It works.',
    }),
  ),
  changeWarmUp: leaves('transport.warm-up-changed', async () =>
    transports.changeWarmUp(ann, await transport(), { plan: [50] }),
  ),
  changeLimit: leaves('limit.changed', async () =>
    transports.changeLimit(ann, { transport: await transport() }, { perSecond: 5 }),
  ),

  createHook: leaves('hook.created', () => hook()),
  changeHook: leaves('hook.changed', async () =>
    hooks.changeHook(ann, publication.id, await hook(), { signingKey: 'paper:round-the-clock' }),
  ),
  removeHook: leaves('hook.removed', async () => hooks.removeHook(ann, publication.id, await hook())),

  createWebhook: leaves('webhook.created', () => webhook()),
  changeWebhook: leaves('webhook.changed', async () =>
    webhooks.changeWebhook(ann, publication.id, await webhook(), { isOn: false }),
  ),
  removeWebhook: leaves('webhook.removed', async () =>
    webhooks.removeWebhook(ann, publication.id, await webhook()),
  ),
  rotateWebhookSecret: leaves('webhook.secret-rotated', async () =>
    webhooks.rotateWebhookSecret(ann, publication.id, await webhook()),
  ),
  testWebhook: leaves('webhook.tested', () => delivery()),
  replayDelivery: leaves('webhook.replayed', async () => {
    const { webhookId, id } = await delivery();
    await webhooks.replayDelivery(ann, publication.id, webhookId, id);
  }),

  writeBackup: leaves('backup.written', async () => {
    const file = path.join(os.tmpdir(), `paperround-audit-${process.pid}.backup`);
    await backups.writeBackup(ann, file);
    rmSync(file);
  }),
};

const importFile = () => ({
  bytes: (async function* () {
    yield Buffer.from(`email\n${fresh('listed')}@readers.example\n`);
  })(),
  format: 'csv' as const,
  consent: { source: 'paper form', channel: 'test', caller: 'test', at: new Date() },
});

describe('Who did it stands in the audit log (SEC-10):', () => {
  test.each(LEAVE_A_LINE)('%s', async (name) => {
    const { action, by = () => ANN, run } = LINES[name];
    const before = (await auditTrail(opened.db)).length;
    await run();
    const lines = (await auditTrail(opened.db)).slice(before).filter((line) => line.action === action);
    expect(lines.length).toBeGreaterThan(0);
    const last = lines.at(-1);
    expect(last?.actor).toBe(by(last?.subject ?? ''));
    expect(JSON.stringify(lines)).not.toMatch(/@readers|@gazette/);
  });
});

test('Every action in the log has words on the page', async () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const source = files.map((file) => readFileSync(path.join('src', file), 'utf8')).join('\n');
  const written = [...source.matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/g)].map(([, action = '']) => action);
  const found = new Set([...written, ...(await auditTrail(opened.db)).map(({ action }) => action)]);
  for (const language of DESK_LANGUAGES) {
    const { actions } = deskIn(language).words.audit;
    expect(
      [...found].filter((action) => !(action in actions)),
      'words/desk/audit-actions',
    ).toEqual([]);
  }
});

test('A job of a queue acts by the name of its queue', async () => {
  const { id, email } = await user();
  await accounts.requestSignInLink(asActor(opened, 'visitor'), email, person);
  const [noticeId = 0] = await queuedNotices(opened, 'sign-in-link');
  const handler = queueHandlers(opened).find(({ queue }) => queue.name === 'notice.send');
  await handler?.handle({ noticeId });
  expect((await auditTrail(opened.db, `user:${id}`)).at(-1)).toMatchObject({
    actor: 'job:notice.send',
    action: 'sign-in-link.created',
  });
});

test('Who signs in with an address that nobody has leaves a line without the address', async () => {
  await signInAs('somebody.else@example.org', PASSWORD);
  const last = (await auditTrail(opened.db)).at(-1);
  expect(last).toMatchObject({ actor: 'visitor', action: 'sign-in.failed', details: { ip: person.ip } });
  expect(last?.subject).toMatch(/^address:[0-9a-f]{12}$/);
});

test.each<[string, (app: App, id: number) => Promise<unknown>]>([
  ['unsubscribe', (app, id) => subscribers.unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence)],
  [
    'change what they want',
    (app, id) =>
      subscribers.changeSubscriber(app, { id, publicationId: publication.id }, { name: 'Anna' }, evidence),
  ],
])('Readers who %s themselves leave a consent record and no line', async (_what, act) => {
  const id = await reader();
  const before = (await subscribers.listConsentRecords(opened.db, id)).length;
  await act(asActor(opened, 'visitor'), id);
  expect(await auditTrail(opened.db, `subscriber:${id}`)).toEqual([]);
  expect(await subscribers.listConsentRecords(opened.db, id)).toHaveLength(before + 1);
});
