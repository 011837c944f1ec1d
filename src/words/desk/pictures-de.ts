import type { PicturesWords } from './pictures-en.ts';

export const picturesDe: PicturesWords = {
  title: 'Bild hinzufügen',
  picture: 'Bild',
  file: 'Datei',
  fileHint:
    'JPEG, PNG, GIF, WebP oder AVIF, bis 25 MB. Paperround verkleinert es und entfernt Ort und Zeit der Aufnahme.',
  alt: 'Was ist darauf zu sehen?',
  altHint:
    'Wird vorgelesen, wenn jemand es nicht sieht, und steht da, solange Bilder aus sind. Leer: Es schmückt nur.',
  add: 'Bild hinzufügen',
  atTheEnd: 'Es kommt ans Ende des Textes. Verschieben Sie es an seinen Platz.',
  noFile: 'Wählen Sie zuerst eine Datei.',
  uploading: (name) => `${name} wird hochgeladen…`,
  preparing: (name) => `${name} wird vorbereitet…`,
  ready: (name) => `${name} ist bereit.`,
  insert: 'Einfügen',
  leaveOut: 'Weglassen',
  next: (count) => `Danach noch ${count}.`,
  inserted: 'Das Bild steht im Text.',
  noConnection: 'Das Bild kam nicht an. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  signedOut:
    'Sie sind abgemeldet. Melden Sie sich in einem anderen Tab an und versuchen Sie es hier noch einmal.',
  tryAgain: 'Noch einmal',
  pasted: 'Als Markdown eingefügt.',
  undo: 'Rückgängig',
  undone: 'Das Einfügen ist rückgängig gemacht.',
};
