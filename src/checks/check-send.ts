import { setTimeout as pause } from 'node:timers/promises';
import { viewAudience } from '../audiences/index.ts';
import { findLetter } from '../letters/index.ts';
import type { App } from '../platform/app.ts';
import { getPublicationById, sendingObstacle, type Publication } from '../publications/index.ts';
import { getSendRow, getSendStory, type Send, type SendKinds } from '../sends/index.ts';
import { ASPECTS, isBlocker, type Aspect } from '../words/index.ts';
import { ASPECT_OF } from './aspects.ts';
import { checkDelivery } from './delivery/check-delivery.ts';
import { askForTheWorld, type DnsResolver } from './delivery/ask-for-the-world.ts';
import { checkSender } from './delivery/check-sender.ts';
import { fingerprint, listIgnored, type Ignored } from './ignore-queries.ts';
import { finding, type Finding } from './finding.ts';
import { checkMail, checkSubject, type MailReport } from './mail/check-mail.ts';
import { makeMail } from './mail/make-mail.ts';
import { checkNamesakes, checkTime } from './same-subject.ts';
import { checkAddresses } from './visits/check-addresses.ts';

export interface CheckOptions {
  /** How long somebody waits for other people's servers. What did not answer by then is in `unfinished`. */
  patienceMs?: number;
  /** Of a test. */
  resolver?: DnsResolver;
}

/** A warning that somebody said is meant so. */
export interface IgnoredFinding extends Ignored {
  finding: Finding;
}

export interface CheckReport {
  checkedAt: Date;
  /** It cannot go out before these are mended. */
  blockers: Finding[];
  /** Somebody should look at these. */
  warnings: Finding[];
  ignored: IgnoredFinding[];
  /** Aspects in which nothing was found. */
  passed: Aspect[];
  /** Aspects whose servers have not answered yet: another look finds more. */
  unfinished: Aspect[];
  /** Aspects that cannot be checked from here, such as links without a way to the world. */
  unchecked: Aspect[];
  /** Of its HTML, with the longest links; null when it cannot be made. */
  kilobytes: number | null;
}

const PATIENCE_MS = 20_000;

/**
 * Looks at a send as it would go out now: at the mail, at what it links to, and at its way to the readers. It changes nothing.
 * @throws NotFound
 */
export async function checkSend(
  app: App,
  kinds: SendKinds,
  publicationId: number,
  id: number,
  { patienceMs = PATIENCE_MS, resolver }: CheckOptions = {},
): Promise<CheckReport> {
  const send = await getSendRow(app.db, publicationId, id);
  const publication = await getPublicationById(app.db, publicationId);
  const [mail, ways] = await Promise.all([
    lookAtMail(app, kinds, send, publication),
    checkDelivery(app, publication),
  ]);
  const { report } = mail;
  const knowsTheWorld = async () => (await within(patienceMs, askForTheWorld(resolver))) ?? false;
  const [addresses, sender, rest] = await Promise.all([
    report && checkAddresses(app, report, { patienceMs, knowsTheWorld }),
    within(patienceMs, checkSender(app, publication, ways.leaving, resolver)),
    checkRest(app, send, publication),
  ]);
  const findings = [
    ...mail.findings,
    ...(addresses?.findings ?? []),
    ...(sender ?? []),
    ...ways.findings,
    ...rest,
  ];
  const unfinished: Aspect[] = [...(addresses?.unfinished ?? []), ...(sender ? [] : (['sender'] as const))];
  return sorted(findings, {
    ignored: await listIgnored(app.db, id),
    unfinished,
    unchecked: addresses?.unchecked ?? [],
    unseen: report ? [] : OF_THE_MAIL,
    kilobytes: report?.kilobytes ?? null,
  });
}

/** Nothing is known of these while there is no mail. */
const OF_THE_MAIL = ASPECTS.filter(
  (aspect) =>
    !['subject', 'address', 'sender', 'transport', 'same-subject', 'time', 'audience'].includes(aspect),
);

async function lookAtMail(
  app: App,
  kinds: SendKinds,
  send: Send,
  publication: Publication,
): Promise<{ findings: Finding[]; report: MailReport | undefined }> {
  const markdown = (await findLetter(app.db, send.id))?.markdown;
  const place = markdown === undefined ? 'article' : 'markdown';
  const made = await makeMail(app, kinds, send, publication, place);
  if ('findings' in made)
    return { findings: [...checkSubject(send.subject), ...made.findings], report: undefined };
  const report = checkMail({ content: made.content, publication, markdown, place });
  return { findings: report.findings, report };
}

async function checkRest(app: App, send: Send, publication: Publication): Promise<Finding[]> {
  const hasAddress = sendingObstacle(publication) === undefined;
  return [
    ...(hasAddress ? [] : [finding({ code: 'no-postal-address', params: {} }, 'settings')]),
    ...(await checkNamesakes(app.db, send, publication.timeZone)),
    ...checkTime(send, publication.timeZone, app.now()),
    ...(await checkAudience(app, send)),
  ];
}

/** The audience of an article is known when it is prepared. */
async function checkAudience(
  app: App,
  { publicationId, id, articleId, startedAt }: Send,
): Promise<Finding[]> {
  if (articleId !== null || startedAt !== null) return [];
  const { count } = await viewAudience(app.db, await getSendStory(app.db, publicationId, id));
  return count === 0 ? [finding({ code: 'audience-empty', params: {} }, 'audience')] : [];
}

/** Undefined when it takes longer; it goes on, and its result is remembered. */
function within<Result>(ms: number, work: Promise<Result>): Promise<Result | undefined> {
  return Promise.race([work, pause(ms, undefined, { ref: false })]);
}

interface Seen {
  ignored: Ignored[];
  unfinished: Aspect[];
  unchecked: Aspect[];
  unseen: Aspect[];
  kilobytes: number | null;
}

function sorted(
  findings: Finding[],
  { ignored, unfinished, unchecked, unseen, kilobytes }: Seen,
): CheckReport {
  const meant = new Map(ignored.map((one) => [one.fingerprint, one]));
  const ignorance = (one: Finding) => (isBlocker(one.code) ? undefined : meant.get(fingerprint(one)));
  const found = new Set(findings.map(({ code }) => ASPECT_OF[code]));
  const isOpen = (aspect: Aspect) =>
    found.has(aspect) || [unfinished, unchecked, unseen].some((list) => list.includes(aspect));
  return {
    checkedAt: new Date(),
    blockers: findings.filter(({ code }) => isBlocker(code)),
    warnings: findings.filter((one) => !isBlocker(one.code) && !ignorance(one)),
    ignored: findings.flatMap((one) => {
      const by = ignorance(one);
      return by ? [{ ...by, finding: one }] : [];
    }),
    passed: ASPECTS.filter((aspect) => !isOpen(aspect)),
    unfinished,
    unchecked,
    kilobytes,
  };
}
