import type { FrameWords } from './frame-en.ts';

export const frameDe: FrameWords = { imprint: 'Impressum', privacy: 'Datenschutzerklärung' };
