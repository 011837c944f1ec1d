import type { FrameWords } from './frame-en.ts';

export const frameAr: FrameWords = { imprint: 'بيانات الناشر', privacy: 'سياسة الخصوصية' };
