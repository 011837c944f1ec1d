/** Pictures of a letter. */
export const picturesEn = {
  title: 'Add a picture',
  picture: 'Picture',
  file: 'File',
  fileHint:
    'JPEG, PNG, GIF, WebP or AVIF, up to 25 MB. Paperround scales it and removes where and when it was taken.',
  alt: 'What does it show?',
  altHint:
    'Read aloud to people who cannot see it, and shown while pictures are off. Empty: it only decorates.',
  add: 'Add the picture',
  atTheEnd: 'It goes to the end of the text. Move it where it belongs.',
  noFile: 'Choose a file first.',
  uploading: (name: string) => `Uploading ${name}…`,
  preparing: (name: string) => `Preparing ${name}…`,
  ready: (name: string) => `${name} is ready.`,
  insert: 'Insert',
  leaveOut: 'Leave it out',
  next: (count: string) => `Then ${count} more.`,
  inserted: 'The picture is in the text.',
  noConnection: 'The picture did not get through. Check the connection and try again.',
  signedOut: 'You are signed out. Sign in again in another tab, then try again here.',
  tryAgain: 'Try again',
  pasted: 'Pasted as Markdown.',
  undo: 'Undo',
  undone: 'The paste is undone.',
};
export type PicturesWords = typeof picturesEn;
