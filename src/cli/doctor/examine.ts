import { hasOwner } from '../../accounts/index.ts';
import {
  checkMailServer,
  createMailer,
  listTransports,
  transportWarnings,
  type Transport,
} from '../../transports/index.ts';
import { listDkimKeys } from '../../sender-domains/index.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/database.ts';
import { missingFingerprints, readServer } from '../../platform/installation.ts';
import { createKeys, loadSecrets, type Keys } from '../../platform/keys.ts';
import { pendingMigrations } from '../../platform/migrate.ts';
import { listPublications, sendingObstacle } from '../../publications/index.ts';
import { alertSays, says } from '../../words/index.ts';
import { viewHeld } from '../../planning/index.ts';
import { listIncidents, listSignUpHolds } from '../../reports/index.ts';
import { localTime } from '../local-time.ts';
import { checkDkim } from './examine-dkim.ts';
import { checkDomains, domainOf } from './examine-domains.ts';
import { checkFeeds } from './examine-feeds.ts';
import { checkZoneRules } from './examine-zone-rules.ts';
import type { Finding } from './finding.ts';

const CLOCK_WARNING_MS = 5000;
const CLOCK_BAD_MS = 60_000;

/** Version, schema and clock of a database that answers. */
export async function checkDatabase(db: Db, embeddedPort: number | undefined): Promise<Finding[]> {
  const before = Date.now();
  const { version, now } = await readServer(db);
  const after = Date.now();
  const where = embeddedPort === undefined ? 'DATABASE_URL' : `embedded, port ${embeddedPort}`;
  const pending = await pendingMigrations(db);
  return [
    { name: 'database', state: 'good', says: `PostgreSQL ${version} answers (${where}).` },
    clockFinding(now.getTime() - (before + after) / 2),
    pending.length === 0
      ? { name: 'schema', state: 'good', says: 'The schema is up to date.' }
      : { name: 'schema', state: 'warning', says: `The next start applies ${pending.join(', ')}.` },
  ];
}

/** Due decisions follow the database's clock (TIM-06), expiry and dates this process's. */
function clockFinding(aheadMs: number): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) < CLOCK_WARNING_MS)
    return { name: 'clock', state: 'good', says: 'The clocks of the database and this machine agree.' };
  return {
    name: 'clock',
    state: Math.abs(aheadMs) < CLOCK_BAD_MS ? 'warning' : 'bad',
    says: `The database's clock is ${seconds} seconds ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's: set both by NTP.`,
  };
}

/** Secret, publications, DNS and transports, as a database with a schema has them. */
export async function checkInstallation(db: Db, config: Config): Promise<Finding[]> {
  const keys = createKeys(loadSecrets(config.appSecrets, config.dataDir));
  const missing = await missingFingerprints(db, keys.fingerprints);
  const secret: Finding =
    missing.length === 0
      ? {
          name: 'secret',
          state: 'good',
          says: `The secret is that of this database (${keys.fingerprints[0]}).`,
        }
      : {
          name: 'secret',
          state: 'bad',
          says: `APP_SECRET lacks a secret this database was used with (fingerprint ${missing.join(', ')}).`,
        };
  const publications = await listPublications(db, 0, 1000);
  const findings = publications.flatMap((publication): Finding[] => {
    const obstacle = sendingObstacle(publication);
    return obstacle ? [{ name: publication.slug, state: 'bad', says: says(obstacle) }] : [];
  });
  const count: Finding = {
    name: 'publications',
    state: publications.length > 0 ? 'good' : 'warning',
    says: publications.length > 0 ? `${publications.length} set up.` : 'There is none yet: run setup.',
  };
  const transports = await listTransports({ db, keys, config });
  const activeKeys = (await listDkimKeys(db)).filter(({ status }) => status === 'active');
  const slow = await Promise.all([
    checkDkim(db, keys, publications.map(domainOf)),
    checkDomains(publications, transports, activeKeys, config),
    checkTransports(db, config, keys, transports),
  ]);
  const feeds = await checkFeeds(db, publications);
  const zoneRules = await checkZoneRules(db, new Date());
  return [
    secret,
    count,
    ...findings,
    await checkAdmins(db),
    await checkHeld(db),
    await checkSignUps(db),
    ...(await checkIncidents(db)),
    ...feeds,
    ...zoneRules,
    ...slow.flat(),
  ];
}

/** Whether sign-up boxes ask for a calculation because confirmation mails are held. */
async function checkSignUps(db: Db): Promise<Finding> {
  const since = (await listSignUpHolds(db)).filter(({ why }) => why === 'spike').map((hold) => hold.since);
  if (since.length === 0) return { name: 'sign-ups', state: 'good', says: 'Sign-ups are as usual.' };
  const first = new Date(Math.min(...since.map((moment) => moment.getTime())));
  return {
    name: 'sign-ups',
    state: 'warning',
    says: `Sign-ups spike since ${localTime(first, 'UTC')}: boxes ask browsers for a calculation, and mails of those without wait (paperround sign-ups show).`,
  };
}

/** What the watchdog of the running program saw last. */
async function checkIncidents(db: Db): Promise<Finding[]> {
  const incidents = await listIncidents(db);
  if (incidents.length === 0)
    return [{ name: 'watchdog', state: 'good', says: 'Nothing else was seen to be wrong.' }];
  return incidents.map(({ news, severity }) => {
    const { headline, about, what, advice } = alertSays(news, 'en');
    return {
      name: 'watchdog',
      state: severity === 'severe' ? 'bad' : 'warning',
      says: `${headline}: ${about}. ${what} ${advice}`,
    };
  });
}

/** Transports beside that of `SMTP_URL`. */
async function checkTransports(
  db: Db,
  config: Config,
  keys: Keys,
  transports: Transport[],
): Promise<Finding[]> {
  const mailer = createMailer(config, db, keys);
  const others = transports.filter(({ kind }) => kind !== 'environment');
  const findings = others.map(async ({ name, warnings }): Promise<Finding[]> => {
    const refusal = await (await mailer.over(name)).check?.();
    return [
      refusal === undefined
        ? { name: 'transport', state: 'good', says: `${name} can be used.` }
        : { name: 'transport', state: 'bad', says: `${name} does not work: ${refusal}` },
      ...warnings.map((warning) => ({
        name: 'transport',
        state: 'warning' as const,
        says: `${name}: ${says(warning)}`,
      })),
    ];
  });
  const found = await Promise.all(findings);
  await mailer.close();
  return found.flat();
}

/** Sends that wait for an answer because another copy may have sent them. */
async function checkHeld(db: Db): Promise<Finding> {
  const { gaps, sends } = await viewHeld({ db });
  if (sends.length === 0) return { name: 'held', state: 'good', says: 'No send is held.' };
  const why = gaps.map((gap) => `${says(gap)} `).join('');
  const count = sends.length === 1 ? 'One send is held' : `${sends.length} sends are held`;
  return { name: 'held', state: 'warning', says: `${why}${count}: run send held.` };
}

const checkAdmins = async (db: Db): Promise<Finding> =>
  (await hasOwner(db))
    ? { name: 'admins', state: 'good', says: 'Somebody gets a mail when a send needs attention.' }
    : {
        name: 'admins',
        state: 'warning',
        says: 'There is no admin who gets a mail when a send needs attention: run user create.',
      };

/** Whether mail can leave, and whether its links will work. */
export async function checkMail(config: Config): Promise<Finding[]> {
  const { smtpUrl, publicUrl } = config;
  if (smtpUrl === undefined)
    return [
      {
        name: 'mail',
        state: 'warning',
        says: 'SMTP_URL is unset: the transport default is the built-in mailbox, and its mail stays here.',
      },
    ];
  const refusal = await checkMailServer(smtpUrl, config);
  const findings: Finding[] = [
    refusal === undefined
      ? { name: 'mail', state: 'good', says: 'The mail server answers and accepts the login.' }
      : { name: 'mail', state: 'bad', says: `The mail server does not work: ${refusal}` },
  ];
  for (const warning of transportWarnings('environment', {}, config))
    findings.push({ name: 'mail', state: 'warning', says: `SMTP_URL: ${says(warning)}` });
  if (new URL(publicUrl).hostname === 'localhost')
    findings.push({
      name: 'links',
      state: 'bad',
      says: `Links in mail begin with ${publicUrl}, which readers cannot reach: set PUBLIC_URL.`,
    });
  return findings;
}
