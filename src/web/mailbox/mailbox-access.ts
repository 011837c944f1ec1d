import type { Request } from 'express';
import ipaddr from 'ipaddr.js';
import { rightsHere, roleCovers } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { NotFound } from '../../platform/errors.ts';
import { currentUser } from '../admin/current-user.ts';
import type { Admit } from '../admin/door.ts';

/** The mailbox holds everybody's mail and their personal links: only an admin, or a person at the machine, may look. */
export const admitMailboxReader: Admit = async (app, request) => {
  if (app.config.smtpUrl !== undefined) throw new NotFound('This page');
  const user = await currentUser(app, request);
  const isAdmin = user !== undefined && !user.lacksFactor && roleCovers(rightsHere(user).role, 'admin');
  if (!isAdmin && !isAtTheMachine(app, request)) throw new NotFound('This page');
  return { user };
};

/** A proxy on this machine also comes from loopback, for people from anywhere: these give it away. */
const PROXY_HEADERS = [
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Real-IP',
  'Forwarded',
  'Via',
];

function isAtTheMachine(app: App, request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  if (!ipaddr.isValid(address) || ipaddr.process(address).range() !== 'loopback') return false;
  // nginx speaks HTTP/1.0 to what is behind it unless told otherwise; no browser does.
  const isProxied =
    app.config.trustProxy.length > 0 ||
    request.httpVersion === '1.0' ||
    PROXY_HEADERS.some((name) => request.get(name) !== undefined);
  // Another site whose name suddenly resolves to 127.0.0.1 still sends its own name as Host, as do most proxies; and
  // with a public address of our own some proxy is in front, whatever it sends.
  const isLocal = isLocalName(`http://${request.get('Host') ?? ''}`) && isLocalName(app.config.publicUrl);
  return !isProxied && isLocal;
}

function isLocalName(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(url)?.hostname ?? '');
}
