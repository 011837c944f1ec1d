import type { FrameWords } from './frame-en.ts';

export const framePt: FrameWords = { imprint: 'Expediente', privacy: 'Política de privacidade' };
