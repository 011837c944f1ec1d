import type { Words } from '../../words/index.ts';

export interface ShareLink {
  label: string;
  /** What a list of links reads out. */
  says: string;
  url: string;
}

/** Plain links: nothing is loaded from anybody until the reader follows one. */
export function shareLinks(url: string, title: string, words: Words): ShareLink[] {
  const link = encodeURIComponent(url);
  const headline = encodeURIComponent(title);
  const both = encodeURIComponent(`${title} ${url}`);
  const on = (label: string, address: string) => ({ label, says: words.shareOn(label), url: address });
  return [
    {
      label: words.shareByEmail,
      says: words.shareByEmailSays,
      url: `mailto:?subject=${headline}&body=${encodeURIComponent(`${title}\r\n\r\n${url}`)}`,
    },
    on('WhatsApp', `https://wa.me/?text=${both}`),
    on('Facebook', `https://www.facebook.com/sharer/sharer.php?u=${link}`),
    on('Bluesky', `https://bsky.app/intent/compose?text=${both}`),
    on('LinkedIn', `https://www.linkedin.com/sharing/share-offsite/?url=${link}`),
    on('X', `https://x.com/intent/post?text=${headline}&url=${link}`),
  ];
}
