import type { MediaNs } from 'feedsmith';

interface Media {
  title: string | undefined;
  description: string | undefined;
  /** Pictures, best first. */
  images: (string | undefined)[];
  thumbnails: (string | undefined)[];
  /** Everything that has an address. */
  urls: (string | undefined)[];
  categories: (string | undefined)[];
}

/** Media RSS, groups included. */
export function mediaOf(media: MediaNs.ItemOrFeed | undefined): Media {
  const groups = media?.groups ?? [];
  const contents = [...(media?.contents ?? []), ...groups.flatMap((group) => group.contents ?? [])];
  const all = [media, ...groups, ...contents].filter((element) => element !== undefined);
  const thumbnails = all.flatMap((element) => element.thumbnails ?? []).map((thumbnail) => thumbnail.url);
  return {
    title: all.find((element) => element.title)?.title?.value,
    description: all.find((element) => element.description)?.description?.value,
    images: contents
      .filter(isImage)
      .sort((a, b) => (b.width ?? 0) - (a.width ?? 0))
      .map((content) => content.url),
    thumbnails,
    urls: [
      ...contents.map((content) => content.url),
      ...thumbnails,
      ...all.map((element) => element.player?.url),
    ],
    categories: all
      .flatMap((element) => element.categories ?? [])
      .map((category) => category.label ?? category.name),
  };
}

function isImage({ medium, type, url }: MediaNs.Content): boolean {
  if (medium !== undefined) return medium === 'image';
  if (type !== undefined) return type.startsWith('image/');
  return /\.(jpe?g|png|gif|webp)(\?|$)/i.test(url ?? '');
}
