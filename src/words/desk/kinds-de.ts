import type { KindsWords } from './kinds-en.ts';

export const kindsDe: KindsWords = {
  article: 'Artikel',
  digest: 'Zusammenfassung',
  letter: 'Rundschreiben',
  correction: 'Berichtigung',
};
