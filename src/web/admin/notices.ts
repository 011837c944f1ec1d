/** Good news by name: the address of a page names it (`/admin?notice=saved`), and only sentences of ours are shown. */
const NOTICES = {
  released: 'Released: what was held is on its way.',
  dismissed: 'Dismissed: it is never mailed.',
  'sign-ups-released': 'Released: the confirmation mails that waited are on their way.',
  saved: 'The settings are saved.',
  'held-released': 'On their way: what was held goes on.',
  'held-dropped': 'Dropped: this copy does not send it.',
  'send-paused': 'Paused: nothing more of it leaves until you resume it.',
  'send-resumed': 'Resumed: it goes on where it was.',
  'send-cancelled': 'Cancelled: whoever had not got it will not get it.',
  'send-resent': 'Those it did not reach are being tried once more.',
  'send-reached-all':
    'There is nobody to send it to again: those it did not reach left, or their addresses do not exist.',
  'key-revoked': 'Revoked: nobody gets in with this key any more.',
  'password-set': 'Your password is set. Sign in with it.',
  'signed-out': 'You are signed out.',
  'link-sent': 'If somebody signs in with this address, a link is on its way to it.',
};

export type Notice = keyof typeof NOTICES;

/** What the address of a page names; undefined for a name that is not ours. */
export function noticeIn(query: Record<string, unknown>): string | undefined {
  const { notice } = query;
  return typeof notice === 'string' && Object.hasOwn(NOTICES, notice) ? NOTICES[notice as Notice] : undefined;
}
