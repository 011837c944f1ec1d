import type { FrameWords } from './frame-en.ts';

export const frameEs: FrameWords = { imprint: 'Aviso legal', privacy: 'Política de privacidad' };
