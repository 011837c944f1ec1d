import os from 'node:os';
import { readImapUrl } from '../../inbound/index.ts';
import { readSmtpUrl } from '../../mailers/index.ts';
import type { App } from '../../platform/app.ts';
import { listTransports } from '../../transports/index.ts';
import type { CertificateUse } from '../../words/index.ts';
import type { Sighting } from '../incident.ts';
import { settle } from '../settle.ts';
import { severityOf } from './certificate-span.ts';
import { noteLook, takeLook } from './look-queries.ts';
import { minutesAfter } from './pace.ts';
import { readCertificate, type Place } from './read-certificate.ts';

const MINUTES = 720;
/** Whether it was renewed. */
const MINUTES_IN_NEED = 60;

interface Shown {
  use: CertificateUse;
  name: string;
  place: Place;
}

/** Looks when the certificates end on which mail and pages depend: our own, and those of mail servers. */
export async function watchCertificates(
  app: App,
  signal?: AbortSignal,
  read: (place: Place) => ReturnType<typeof readCertificate> = readCertificate,
): Promise<void> {
  for (const shown of await placesOf(app)) {
    if (signal?.aborted) return;
    const { use, name, place } = shown;
    const subject = `${use} ${name}`;
    const outside = { kind: 'certificate' as const, subject };
    const taken = await takeLook(app.db, outside);
    if (!taken) continue;
    const span = await read(place).catch(() => undefined);
    if (!span) {
      const failures = taken.failures + 1;
      await noteLook(app.db, outside, { failures, state: null, minutes: minutesAfter(failures) });
      continue;
    }
    const now = app.now();
    const severity = severityOf(span, now);
    const params = { use, name, endsAt: span.until.toISOString(), isOver: span.until <= now };
    const seen: Sighting[] = severity ? [{ publicationId: null, subject, severity, params }] : [];
    await settle(app, 'certificate-ends', seen, { subjects: [subject] });
    await noteLook(app.db, outside, {
      failures: 0,
      state: null,
      minutes: severity ? MINUTES_IN_NEED : MINUTES,
    });
  }
}

/** Those that somebody checks: where no certificate is checked, none can be in the way. */
async function placesOf(app: App): Promise<Shown[]> {
  const { publicUrl, smtpUrl, inboundImap, inboundTls, roles } = app.config;
  const found: Shown[] = [];
  const add = (use: CertificateUse, host: string, port: number, says: 'tls' | 'smtp' | 'imap') =>
    found.push({ use, name: `${host}:${port}`, place: { host, port, says } });
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol === 'https:') add('web', hostname.replace(/^\[|\]$/g, ''), Number(port) || 443, 'tls');
  for (const { kind, settings } of await listTransports(app)) {
    const url = kind === 'environment' ? smtpUrl : kind === 'smtp' ? settings['smtpUrl'] : undefined;
    if (typeof url !== 'string') continue;
    const { connection, insecurities } = readSmtpUrl(url);
    const { host = '', port: at = 0, secure, tls } = connection;
    if (insecurities.length === 0 && tls?.rejectUnauthorized)
      add('smtp', host, Number(at), secure ? 'tls' : 'smtp');
  }
  if (inboundImap !== undefined) {
    const { options } = readImapUrl(inboundImap);
    const { host = '', port: at = 0, secure, doSTARTTLS, tls } = options;
    if (tls?.rejectUnauthorized && (secure || doSTARTTLS)) add('imap', host, at, secure ? 'tls' : 'imap');
  }
  if (inboundTls && roles.inbound)
    found.push({
      use: 'inbound',
      name: `${os.hostname()} ${inboundTls.certFile}`,
      place: { file: inboundTls.certFile },
    });
  return [...new Map(found.map((one) => [`${one.use} ${one.name}`, one])).values()];
}
