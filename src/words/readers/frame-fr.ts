import type { FrameWords } from './frame-en.ts';

export const frameFr: FrameWords = { imprint: 'Mentions légales', privacy: 'Politique de confidentialité' };
