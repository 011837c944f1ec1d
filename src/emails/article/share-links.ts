export interface ShareLink {
  label: string;
  url: string;
}

/** Plain links: nothing is loaded from anybody until the reader follows one. */
export function shareLinks(url: string, title: string, byEmail: string): ShareLink[] {
  const link = encodeURIComponent(url);
  const words = encodeURIComponent(title);
  const both = encodeURIComponent(`${title} ${url}`);
  return [
    { label: byEmail, url: `mailto:?subject=${words}&body=${encodeURIComponent(`${title}\r\n\r\n${url}`)}` },
    { label: 'WhatsApp', url: `https://wa.me/?text=${both}` },
    { label: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?u=${link}` },
    { label: 'Bluesky', url: `https://bsky.app/intent/compose?text=${both}` },
    { label: 'LinkedIn', url: `https://www.linkedin.com/sharing/share-offsite/?url=${link}` },
    { label: 'X', url: `https://x.com/intent/post?text=${words}&url=${link}` },
  ];
}
