import type { AddressInfo } from 'node:net';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { helloName } from '../../mailers/index.ts';
import type { App } from '../../platform/app.ts';
import type { Listener } from '../../platform/config.ts';
import { AppError } from '../../platform/errors.ts';
import { networksOf } from '../../platform/fetch/network.ts';
import { createOutageReport } from '../../platform/outage.ts';
import { MOST_BYTES } from '../mail/limits.ts';
import { createKeeping } from '../store/keep-mail.ts';
import { certificateOf } from './certificate.ts';
import { createConnections } from './connections.ts';
import { eachOfOurs, whyRefused } from './recipients.ts';
import { refusal, type Refusal } from './refusals.ts';
import { takeOctets } from './take-octets.ts';

const MOST_CONNECTIONS = 100;
/** Of one mail: a report is to one. */
const MOST_RECIPIENTS = 20;
/** RFC 5321 §4.5.3.2 lets a sender be silent for three minutes within a mail. */
const SILENCE_MS = 3 * 60_000;
/** A certificate is renewed every few weeks. */
const LOOK_AT_CERTIFICATE_MS = 3600_000;

interface MailListener {
  /** The real one, also for port 0. */
  port: number;
  /** Takes no more connections, lets what is under way end for up to `limitMs`, then cuts it. */
  close(limitMs: number): Promise<void>;
}

/**
 * Takes mail at `where`, by SMTP or LMTP (RFC 2033). A mail is in the database before its sender hears 250; while the database is away, the sender
 * hears 451 and comes again.
 * @throws AppError that names the address at fault
 */
export async function listenForMail(app: App, where: Listener): Promise<MailListener> {
  const keep = createKeeping(app);
  const connections = createConnections();
  const reportOutage = createOutageReport(app.log);
  const later = (error: unknown) => {
    if (!reportOutage(error)) app.log.error({ event: 'inbound.failed', err: error });
    return refusal('later');
  };
  const take = (stream: SMTPServerDataStream, session: SMTPServerSession) =>
    connections.whileBusy(session, () => takeMail(stream, session));
  const takeMail = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const octets = await takeOctets(stream);
    if (stream.sizeExceeded) return refusal('too-large');
    const { mailFrom, rcptTo } = session.envelope;
    const mail = {
      way: where.protocol,
      from: mailFrom === false ? '' : mailFrom.address,
      peer: networksOf(session.remoteAddress)?.network === 'loopback' ? null : session.remoteAddress,
      at: null,
      octets,
    };
    const addresses = rcptTo.map(({ address }) => address);
    await Promise.all(eachOfOurs(app, addresses).map((to) => keep({ ...mail, to })));
    app.log.debug({ event: 'inbound.taken', bytes: stream.byteLength });
    return undefined;
  };
  /** A surprise is the database's fault or ours, so the sender comes again. */
  const answer = async (work: Promise<Refusal | undefined>, callback: (why?: Refusal) => void) =>
    callback(await work.catch(later));
  // Loaded here: most processes take no mail in.
  const library = await import('smtp-server');
  const server: SMTPServer = new library.SMTPServer({
    ...certificateOf(app.config),
    name: helloName(app.config.publicUrl, 'localhost.localdomain'),
    lmtp: where.protocol === 'lmtp',
    banner: 'Paperround',
    size: MOST_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    hideSMTPUTF8: false,
    maxClients: MOST_CONNECTIONS,
    maxRecipients: MOST_RECIPIENTS,
    socketTimeout: SILENCE_MS,
    onConnect: (session, callback) => callback(connections.open(server, session)),
    onClose: (session) => connections.close(session),
    onRcptTo: ({ address }, _session, callback) => void answer(whyRefused(app, address), callback),
    onData: (stream, session, callback) => void answer(take(stream, session), callback),
  });
  // A connection that fails is its sender's affair.
  const ignore = () => {};
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error) => reject(listenFailure(error, where));
    server.once('error', failed);
    server.listen(where.port, where.host, () => {
      server.off('error', failed);
      server.on('error', ignore);
      resolve();
    });
  });
  const renewal = setInterval(() => renew(app, server), LOOK_AT_CERTIFICATE_MS).unref();
  return {
    port: (server.server.address() as AddressInfo).port,
    close: (limitMs) =>
      new Promise((resolve) => {
        clearInterval(renewal);
        server.options.closeTimeout = limitMs;
        server.close(() => resolve());
        connections.cutIdle(server);
      }),
  };
}

/** Reads the operator's certificate again. */
function renew(app: App, server: SMTPServer): void {
  if (app.config.inboundTls === undefined) return;
  try {
    server.updateSecureContext(certificateOf(app.config));
  } catch (error) {
    app.log.error({ event: 'inbound.certificate-unreadable', err: error });
  }
}

function listenFailure(cause: NodeJS.ErrnoException, { host, port }: Listener): Error {
  const messages: Record<string, string> = {
    EADDRINUSE: `INBOUND_SMTP names port ${port} on ${host}, which is taken by another program.`,
    EACCES: `INBOUND_SMTP names port ${port}, which needs more rights than this user has. Choose one above 1023, and let the mail server in front hand over mail there.`,
    EADDRNOTAVAIL: `INBOUND_SMTP names ${host}, which is not an address of this machine.`,
    ENOTFOUND: `INBOUND_SMTP names ${host}, which is not an address of this machine.`,
  };
  const message = messages[cause.code ?? ''];
  return message ? new AppError('cannot-listen', message, { cause }) : cause;
}
