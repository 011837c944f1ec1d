export type EmbedKind = 'video' | 'audio' | 'post' | 'other';

interface Found {
  kind: EmbedKind | 'none';
  url: string;
}

/** Host, then what its player's address says about the page that a person would open; `$1` … come from the path and query. */
const PAGES: [host: RegExp, address: RegExp, kind: EmbedKind | 'none', page: string][] = [
  [
    /(^|\.)youtube(-nocookie)?\.com$/,
    /^\/embed\/videoseries\?(?:.*&)?list=([\w-]+)/,
    'video',
    'https://www.youtube.com/playlist?list=$1',
  ],
  [
    /(^|\.)youtube(-nocookie)?\.com$/,
    /^\/(?:embed|v|shorts|live)\/([\w-]{6,})/,
    'video',
    'https://www.youtube.com/watch?v=$1',
  ],
  [
    /(^|\.)youtube(-nocookie)?\.com$/,
    /^\/watch\?(?:.*&)?v=([\w-]{6,})/,
    'video',
    'https://www.youtube.com/watch?v=$1',
  ],
  [/^youtu\.be$/, /^\/([\w-]{6,})/, 'video', 'https://www.youtube.com/watch?v=$1'],
  [/^player\.vimeo\.com$/, /^\/video\/(\d+)\?(?:.*&)?h=(\w+)/, 'video', 'https://vimeo.com/$1/$2'],
  [/^player\.vimeo\.com$/, /^\/video\/(\d+)/, 'video', 'https://vimeo.com/$1'],
  [/(^|\.)vimeo\.com$/, /^\/(.*)/, 'video', 'https://vimeo.com/$1'],
  [/(^|\.)dailymotion\.com$/, /^\/embed\/video\/(\w+)/, 'video', 'https://www.dailymotion.com/video/$1'],
  [/^geo\.dailymotion\.com$/, /[?&]video=(\w+)/, 'video', 'https://www.dailymotion.com/video/$1'],
  [/(^|\.)twitch\.tv$/, /[?&]video=v?(\d+)/, 'video', 'https://www.twitch.tv/videos/$1'],
  [/(^|\.)twitch\.tv$/, /[?&]channel=(\w+)/, 'video', 'https://www.twitch.tv/$1'],
  [
    /(^|\.)videopress\.com$|^video\.wordpress\.com$/,
    /^\/embed\/(\w+)/,
    'video',
    'https://videopress.com/v/$1',
  ],
  [/(^|\.)ted\.com$/, /^\/talks\/(.+)/, 'video', 'https://www.ted.com/talks/$1'],
  [
    /(^|\.)tiktok\.com$/,
    /^\/(?:embed(?:\/v\d)?|player\/v1)\/(\d+)/,
    'video',
    'https://www.tiktok.com/embed/v2/$1',
  ],
  [/(^|\.)facebook\.com$/, /^\/plugins\/video\.php\?(?:.*&)?href=([^&]+)/, 'video', '%$1'],
  [/(^|\.)facebook\.com$/, /^\/plugins\/(?:post|comment_embed)\.php\?(?:.*&)?href=([^&]+)/, 'post', '%$1'],
  [/(^|\.)facebook\.com$/, /^\/(?:tr|plugins\/like)/, 'none', ''],
  [/^open\.spotify\.com$/, /^\/(?:embed(?:-podcast)?\/)?(\w+\/\w+)/, 'audio', 'https://open.spotify.com/$1'],
  [/^embed\.(podcasts|music)\.apple\.com$/, /^(\/.*)/, 'audio', 'https://@.apple.com$1'],
  [/^w\.soundcloud\.com$/, /[?&]url=(https?(?:%3A|:)(?:%2F|\/){2}soundcloud\.com[^&]+)/i, 'audio', '%$1'],
  [/^w\.soundcloud\.com$/, /^(\/.*)/, 'audio', 'https://w.soundcloud.com$1'],
  [/^share\.transistor\.fm$/, /^\/e\/(\w+)/, 'audio', 'https://share.transistor.fm/s/$1'],
  [/^(anchor\.fm|podcasters\.spotify\.com)$/, /^\/(.*?)\/embed\/(.*)/, 'audio', 'https://@/$1/$2'],
  [/^(platform|syndication)\.(twitter|x)\.com$/, /[?&]id=(\d+)/, 'post', 'https://x.com/i/status/$1'],
  [/(^|\.)instagram\.com$/, /^\/(p|reel|tv)\/([\w-]+)/, 'post', 'https://www.instagram.com/$1/$2/'],
  [
    /^embed\.bsky\.app$/,
    /^\/embed\/(did:[\w:.]+)\/app\.bsky\.feed\.post\/(\w+)/,
    'post',
    'https://bsky.app/profile/$1/post/$2',
  ],
  [
    /(^|\.)linkedin\.com$/,
    /^\/embed\/feed\/update\/([\w:]+)/,
    'post',
    'https://www.linkedin.com/feed/update/$1',
  ],
  [/(^|\.)threads\.(net|com)$/, /^\/(@[\w.]+\/post\/[\w-]+)\/embed/, 'post', 'https://www.threads.com/$1'],
  [/^(www\.redditmedia|embed\.reddit)\.com$/, /^\/(r\/[^?]+)/, 'post', 'https://www.reddit.com/$1'],
  [/(^|\.)codepen\.io$/, /^\/([\w-]+)\/embed\/(?:preview\/)?(\w+)/, 'other', 'https://codepen.io/$1/pen/$2'],
  [
    /(^|\.)(googletagmanager|doubleclick|googlesyndication|google-analytics|adnxs|amazon-adsystem)\.(com|net)$/,
    /./,
    'none',
    '',
  ],
];

/** Hosts of players whose own address is all there is, and file names. */
const AUDIO =
  /podcast|podigee|buzzsprout|simplecast|megaphone|libsyn|acast|captivate|spreaker|audioboom|bandcamp|mixcloud|deezer|tidal|podbean|blubrry|castos|omny|art19|\.(mp3|m4a|ogg|oga|opus|wav|aac|flac)(\?|$)/i;
const VIDEO =
  /video|wistia|brightcove|jwplayer|vidyard|rumble\.com|loom\.com|odysee|bitchute|kaltura|streamable|media\.ccc\.de|\.(mp4|m4v|webm|mov|ogv|m3u8)(\?|$)/i;

/**
 * The page that shows what a player plays or a frame holds.
 * @param kind what the element says it is; `none` comes back for what shows nothing
 */
export function addressOfPage(
  source: string | undefined,
  base: string | null,
  kind: EmbedKind,
): Found | undefined {
  const url =
    source === undefined ? null : URL.parse(source.trim().replace(/^\/\//, 'https://'), base ?? undefined);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.href.length > 2_000)
    return undefined;
  const place = url.pathname + url.search;
  for (const [host, address, found, page] of PAGES) {
    const match = host.test(url.hostname) ? address.exec(place) : null;
    if (match)
      return found === 'none' ? { kind: found, url: '' } : { kind: found, url: filled(page, match, url) };
  }
  const isFrame = kind === 'other';
  // Mastodon, PeerTube, WordPress and many others add one word to the address of the page.
  const plain = isFrame ? withoutEmbed(url) : url.href;
  if (!isFrame) return { kind, url: plain };
  return { kind: AUDIO.test(url.href) ? 'audio' : VIDEO.test(url.href) ? 'video' : kind, url: plain };
}

function filled(page: string, match: RegExpExecArray, url: URL): string {
  const text = page
    .replace('@.apple', `${url.hostname.split('.')[1]}.apple`)
    .replace('@/', `${url.hostname}/`)
    .replace(/\$(\d)/g, (_all, number: string) => match[Number(number)] ?? '');
  if (!text.startsWith('%')) return URL.parse(text)?.href ?? url.href;
  const named = URL.parse(decodedPart(text.slice(1)));
  return named && /^https?:$/.test(named.protocol) ? named.href : url.href;
}

function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutEmbed(url: URL): string {
  const peerTube = /^\/videos\/embed\/([\w-]+)/.exec(url.pathname);
  if (peerTube) return `${url.origin}/w/${peerTube[1]}`;
  if (!/\/embed\/?$/.test(url.pathname) || /(^|\.)google\.\w+/.test(url.hostname)) return url.href;
  const page = new URL(url);
  page.pathname = url.pathname
    .replace(/embed\/?$/, '')
    .replace(/(?<=.)\/$/, (slash) => (url.hash.startsWith('#?secret') ? slash : ''));
  page.hash = '';
  return page.href;
}
