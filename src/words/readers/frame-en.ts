/** What stands around every page that readers see. */
export interface FrameWords {
  imprint: string;
  privacy: string;
}

export const frameEn: FrameWords = { imprint: 'Imprint', privacy: 'Privacy policy' };
