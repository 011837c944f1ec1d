import type { App } from '../platform/app.ts';
import type { Publication } from '../publications/index.ts';
import { mailAddresses } from './links/mail-addresses.ts';
import type { MailableReader } from './notice-queries.ts';

/**
 * To whom a notice goes, where its replies go, and what its server cannot deliver.
 * @param nonce of a confirmation: a reply confirms, where mail is taken.
 */
export function envelopeTo(app: App, brand: Publication, reader: MailableReader, nonce?: Buffer) {
  const addresses = mailAddresses(app, brand);
  const confirm = nonce && addresses?.confirm(reader, nonce);
  return {
    to: reader.deliveryAddress,
    replyTo: confirm ?? brand.replyTo ?? undefined,
    returnPath: addresses?.bounce(reader),
  };
}
