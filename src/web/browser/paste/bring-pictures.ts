import type { Editor } from '../composer/editor.ts';

/** Pictures that their program shows for some hours only: Google Docs, and stores whose addresses carry their end. */
const EXPIRING =
  /\]\((https?:\/\/(?:[\w-]+\.googleusercontent\.com\/[^\s)]+|[^\s)]+[?&](?:X-Amz-Expires|Expires|se)=[^\s)]+))\)/g;

/** Puts copies of ours in their places, while somebody writes on. One that cannot be loaded stays, and the check tells of it. */
export async function bringPictures(
  editor: Editor,
  markdown: string,
  to: string,
  replaced: (from: string, to: string) => void,
): Promise<void> {
  const addresses = new Set([...markdown.matchAll(EXPIRING)].map(([, address = '']) => address));
  for (const address of addresses) {
    const copy = await copyOf(address, to);
    const at = copy === undefined ? -1 : editor.text().indexOf(address);
    if (copy === undefined || at < 0) continue;
    editor.replace(at, at + address.length, copy);
    replaced(address, copy);
  }
}

async function copyOf(address: string, to: string): Promise<string | undefined> {
  try {
    const answer = await fetch(to, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ url: address }),
    });
    return answer.ok ? ((await answer.json()) as { url: string }).url : undefined;
  } catch {
    return undefined;
  }
}
