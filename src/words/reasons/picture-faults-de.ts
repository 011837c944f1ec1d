import type { PictureFaultWords } from './picture-faults.ts';

export const germanPictureFaults: PictureFaultWords = {
  empty: () => 'Die Datei ist leer.',
  'no-picture': () =>
    'Diese Datei ist kein Bild, auch wenn sie so heißt. Wählen Sie ein JPEG, PNG, GIF oder WebP.',
  svg: () =>
    'Die meisten Mailprogramme zeigen keine SVG-Bilder. Speichern Sie es als PNG und wählen Sie diese Datei.',
  'foreign-kind': ({ kind }) =>
    `Paperround kann keine ${kind}-Dateien lesen. Speichern Sie das Bild als JPEG oder PNG.`,
  damaged: () =>
    'Das Bild ist beschädigt oder unvollständig. Speichern Sie es noch einmal oder wählen Sie eine andere Datei.',
  'too-many-pixels': ({ megapixels, limit }) =>
    `Das Bild hat ${megapixels} Millionen Pixel. Paperround nimmt bis zu ${limit} Millionen: Speichern Sie es kleiner.`,
  'too-many-frames': ({ frames, limit }) =>
    `Die Animation hat ${frames} Einzelbilder. Paperround nimmt bis zu ${limit}: Kürzen Sie sie.`,
  'animation-too-large': ({ megabytes, limit }) =>
    `In der E-Mail hätte die Animation ${megabytes} MB. Paperround nimmt bis zu ${limit} MB: Kürzen oder verkleinern Sie sie.`,
  'too-large': ({ limit }) => `Die Datei hat mehr als ${limit} MB. Speichern Sie das Bild kleiner.`,
  'too-hard': () =>
    'Dieses Bild zu lesen braucht zu viel Zeit oder Speicher. Speichern Sie es kleiner oder als JPEG.',
  unreachable: ({ status }) =>
    status === 0
      ? 'Das Bild ließ sich nicht von seiner Website laden.'
      : `Die Website hat das Bild nicht herausgegeben: Sie antwortete ${status}.`,
};
