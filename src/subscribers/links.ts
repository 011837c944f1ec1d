import type { App } from '../platform/app.ts';

/**
 * The personal links of one message. The URL alone identifies subscriber and send (LST-06) and never expires (OC-07).
 * @param sendId 0 for mail that belongs to no send, such as the welcome mail.
 */
export function personalLinks(app: Pick<App, 'keys' | 'config'>, subscriberId: number, sendId: number) {
  const link = (purpose: 'unsubscribe' | 'preferences') =>
    `${app.config.publicUrl}/${purpose}/${app.keys.signIds(purpose, [subscriberId, sendId])}`;
  return { unsubscribeUrl: link('unsubscribe'), preferencesUrl: link('preferences') };
}
