import type { PictureFaultWords } from './picture-faults.ts';

export const englishPictureFaults: PictureFaultWords = {
  empty: () => 'The file is empty.',
  'no-picture': () => 'This file is not a picture, whatever its name says. Choose a JPEG, PNG, GIF or WebP.',
  svg: () => 'Most mail programs do not show SVG pictures. Save it as PNG and choose that file.',
  'foreign-kind': ({ kind }) => `Paperround cannot read ${kind} files. Save the picture as JPEG or PNG.`,
  damaged: () => 'The picture is damaged or cut off. Save it once more, or choose another file.',
  'too-many-pixels': ({ megapixels, limit }) =>
    `The picture has ${megapixels} million pixels. Paperround takes up to ${limit} million: save it smaller.`,
  'too-many-frames': ({ frames, limit }) =>
    `The animation has ${frames} frames. Paperround takes up to ${limit}: shorten it.`,
  'animation-too-large': ({ megabytes, limit }) =>
    `In the email, the animation would be ${megabytes} MB. Paperround takes up to ${limit} MB: shorten it or make it smaller.`,
  'too-large': ({ limit }) => `The file is larger than ${limit} MB. Save the picture smaller.`,
  'too-hard': () => 'Reading this picture takes too much time or memory. Save it smaller, or as JPEG.',
  unreachable: ({ status }) =>
    status === 0
      ? 'The picture could not be loaded from its site.'
      : `The site did not give the picture: it answered ${status}.`,
};
