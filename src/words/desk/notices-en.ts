import { personNoticesEn } from './person-en.ts';
import { bulkNoticesEn } from './bulk-en.ts';
import { correctionNoticesEn } from './correction-en.ts';
import { articleNoticesEn } from './articles-en.ts';
import { digestNoticesEn } from './digest-en.ts';
import { editionNoticesEn } from './edition-en.ts';
import { factorNoticesEn } from './factors-en.ts';
import { feedNoticesEn } from './feeds-en.ts';
import { securityNoticesEn } from './security-en.ts';
import { lookNoticesEn } from './look-en.ts';
import { segmentNoticesEn } from './segments-en.ts';
import { topicNoticesEn } from './topics-en.ts';
import { teamNoticesEn } from './team-en.ts';
import { templateNoticesEn } from './templates-en.ts';
import { webhookNoticesEn } from './webhooks-en.ts';
import { hookNoticesEn } from './hooks-en.ts';
/** Good news by name, and with what it is about. A page's address names it, and only sentences of ours are shown. */
export const noticesEn = {
  ...articleNoticesEn,
  ...bulkNoticesEn,
  ...personNoticesEn,
  ...correctionNoticesEn,
  ...digestNoticesEn,
  ...editionNoticesEn,
  ...factorNoticesEn,
  ...feedNoticesEn,
  ...hookNoticesEn,
  ...securityNoticesEn,
  ...lookNoticesEn,
  ...segmentNoticesEn,
  ...teamNoticesEn,
  ...topicNoticesEn,
  ...templateNoticesEn,
  ...webhookNoticesEn,
  'sign-ups-released': 'Released. The waiting confirmation mails are on their way.',
  'picture-added': 'The picture is at the end of the text.',
  'picture-scaled': 'The email has a small copy of the picture now.',
  saved: 'The settings are saved.',
  'sender-looked-at': 'Checked. What DNS says now is below.',
  'sender-not-yet': 'DNS takes its time. Load the page again in a minute.',
  'settings-saved': ({ changed = '' }: Record<string, string>) => `Saved: ${changed}.`,
  'settings-unchanged': 'Nothing was changed: what you saved was there already.',
  'saved-and-moved': ({ readers = '' }: Record<string, string>) =>
    `The settings are saved. Readers moved to the new rhythm: ${readers}.`,
  'mail-server-connected': 'Connected. Mail of this publication goes over your server from now on.',
  'account-saved': 'Your account is saved.',
  'held-released': 'Released. The held sends go on.',
  'held-dropped': 'Dropped. This copy of Paperround does not send them.',
  'send-paused': 'Paused. No more messages go out until you resume it.',
  'send-resumed': 'Resumed. It goes on from where it stopped.',
  'send-cancelled': 'Cancelled. Readers who had not got it yet will not get it.',
  'digest-cancelled': 'Cancelled. Readers who had not got it yet get its articles with their next digest.',
  'send-resent': 'Paperround tries once more for the readers it did not reach.',
  'send-reached-all':
    'There is nobody left to try again: the readers it did not reach have left, or their addresses do not exist.',
  'send-moved': ({ subject = '', moment = '' }: Record<string, string>) =>
    `“${subject}” goes out on ${moment}.`,
  'send-scheduled': ({ moment = '', zone = '' }: Record<string, string>) =>
    `Scheduled for ${moment}${zone && ` (${zone})`}.`,
  'send-taken-back': 'Taken back. It is a draft again, and nobody got it.',
  'send-goes-now': 'It goes out now.',
  'send-moved-back': 'Moved back to where it was.',
  'key-was-made':
    'This form has made its key already. A key is shown once: revoke it and make another if you lost it.',
  'key-revoked': 'Revoked. This key no longer works.',
  'password-set': 'Your password is set. Sign in with it.',
  'signed-out': 'You are signed out.',
  'link-sent': 'If this address belongs to an account, a link is on its way to it.',
  'archive-shown': 'Everybody can read it in the archive now.',
  'archive-hidden': 'It is no longer in the archive.',
  'letter-saved': 'Saved.',
  'letter-merged': 'Saved, together with what somebody else wrote meanwhile.',
  'letter-chosen': 'Saved. The text that you did not take is kept as a version.',
  'letter-restored': 'Restored. What stood there before is kept as a version.',
  'letter-copied': 'This is a new draft with the same words, for the same readers.',
} satisfies Record<string, string | ((params: Record<string, string>) => string)>;
export type NoticesWords = typeof noticesEn;
