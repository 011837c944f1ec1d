import { oneLine } from '../clean-text.ts';
import { htmlToText } from '../frame/text-part.ts';
import { BOX } from './email-styles.ts';

/** The first words of a few blocks, without the addresses of their links and what leads to players. */
export const plainWords = (blocks: string[]) =>
  oneLine(
    htmlToText(
      blocks
        .filter((block) => !block.startsWith(`<p style="${BOX}`))
        .join('\n')
        .slice(0, 50_000)
        .replace(/<a\s[^<>]*>|<\/a>/gi, ''),
    ),
  );
