import type { FrameWords } from './frame-en.ts';

export const frameJa: FrameWords = { imprint: '運営者情報', privacy: 'プライバシーポリシー' };
