import { expect, test } from 'vitest';
import { linkEmbeds } from '../../../src/platform/html/embeds.ts';

const base = 'https://gazette.example/2026/mill';
const embeds = (html: string) =>
  [
    ...linkEmbeds(html, base).matchAll(
      /<a data-embed="(\w+)"(?: data-picture="([^"]*)")? href="([^"]*)">([^<]*)<\/a>/g,
    ),
  ].map(([, kind, picture, href, words]) => ({ kind, picture, href: href?.replaceAll('&amp;', '&'), words }));
const frame = (src: string, more = '') =>
  `<iframe width="560" height="315" src="${src}" ${more} allowfullscreen></iframe>`;

test.each<[string, string, string]>([
  [
    'video',
    'https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  ],
  ['video', '//www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  [
    'video',
    'https://www.youtube.com/embed/videoseries?list=PL123abc',
    'https://www.youtube.com/playlist?list=PL123abc',
  ],
  ['video', 'https://player.vimeo.com/video/123?h=ab12&amp;dnt=1', 'https://vimeo.com/123/ab12'],
  ['video', 'https://player.vimeo.com/video/123', 'https://vimeo.com/123'],
  ['video', 'https://www.dailymotion.com/embed/video/x7tgad0', 'https://www.dailymotion.com/video/x7tgad0'],
  ['video', 'https://player.twitch.tv/?video=v99&parent=x', 'https://www.twitch.tv/videos/99'],
  ['video', 'https://videopress.com/embed/ab12', 'https://videopress.com/v/ab12'],
  [
    'video',
    'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F',
    'https://www.facebook.com/a/videos/1/',
  ],
  ['video', 'https://tube.example/videos/embed/1a2b-3c', 'https://tube.example/w/1a2b-3c'],
  [
    'audio',
    'https://open.spotify.com/embed/episode/4rOo?utm_source=generator',
    'https://open.spotify.com/episode/4rOo',
  ],
  [
    'audio',
    'https://embed.podcasts.apple.com/us/podcast/x/id1?i=2',
    'https://podcasts.apple.com/us/podcast/x/id1?i=2',
  ],
  [
    'audio',
    'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=1',
    'https://soundcloud.com/a/b',
  ],
  ['audio', 'https://share.transistor.fm/e/ab12', 'https://share.transistor.fm/s/ab12'],
  [
    'audio',
    'https://gazette.podigee.io/12-ferry/embed?context=external',
    'https://gazette.podigee.io/12-ferry?context=external',
  ],
  ['post', 'https://platform.twitter.com/embed/Tweet.html?id=99', 'https://x.com/i/status/99'],
  ['post', 'https://www.instagram.com/p/Cab_1-2/embed/captioned/', 'https://www.instagram.com/p/Cab_1-2/'],
  [
    'post',
    'https://embed.bsky.app/embed/did:plc:ab12/app.bsky.feed.post/3k',
    'https://bsky.app/profile/did:plc:ab12/post/3k',
  ],
  ['other', 'https://social.example/@anna/112/embed', 'https://social.example/@anna/112'],
  ['other', 'https://other.example/post/embed/#?secret=x', 'https://other.example/post/'],
  ['other', 'https://www.google.com/maps/embed?pb=!1m18', 'https://www.google.com/maps/embed?pb=!1m18'],
  ['other', 'https://datawrapper.example/ab12/1/', 'https://datawrapper.example/ab12/1/'],
  ['other', '/charts/2026.html', 'https://gazette.example/charts/2026.html'],
])('A frame of %s at %s becomes a link to %s', (kind, src, href) => {
  expect(embeds(`<p>a</p>${frame(src)}<p>b</p>`)).toMatchObject([{ kind, href }]);
  expect(linkEmbeds(`<p>a</p>${frame(src)}<p>b</p>`, base)).toMatch(/^<p>a<\/p> <a .*<\/a> <p>b<\/p>$/);
});

test.each<[string, string, object]>([
  [
    'a video with a poster',
    '<video poster="/p.jpg"><source src="/v.mp4"><track src="x"><a href="/v.mp4">Load</a></video>',
    { kind: 'video', href: 'https://gazette.example/v.mp4', picture: 'https://gazette.example/p.jpg' },
  ],
  [
    'a sound',
    '<audio controls src="https://cdn.example/ep1.mp3">old browser</audio>',
    { kind: 'audio', href: 'https://cdn.example/ep1.mp3', words: 'cdn.example' },
  ],
  [
    'a frame that loads after consent',
    '<iframe src="about:blank" data-cookieblock-src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
    { kind: 'video', href: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' },
  ],
  [
    'a frame whose attribute holds markup',
    '<iframe title="1 > 0" srcdoc="<p>hello</p>" src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
    { words: '1 &gt; 0' },
  ],
  [
    'an object',
    '<object data="https://www.youtube.com/v/dQw4w9WgXcQ"><embed src="https://www.youtube.com/v/dQw4w9WgXcQ"></object>',
    { kind: 'video' },
  ],
  [
    'a component',
    '<lite-youtube videoid="dQw4w9WgXcQ" playlabel="Night ferry"></lite-youtube>',
    { kind: 'video', words: 'Night ferry' },
  ],
  [
    'an AMP player',
    '<amp-youtube data-videoid="dQw4w9WgXcQ" layout="responsive"></amp-youtube>',
    { kind: 'video' },
  ],
  [
    'a gist',
    '<script src="https://gist.github.com/ann/0123abc.js"></script>',
    { href: 'https://gist.github.com/ann/0123abc' },
  ],
  ['a player without an address', '<video></video>', { kind: 'video', href: base }],
  ['a script address', '<iframe src="javascript:alert(1)"></iframe>', { href: base }],
  [
    'a title in entities',
    frame('https://a.example/x', 'title="&#8220;Ferry&#8221; &amp; quay"'),
    { words: '“Ferry” &amp; quay' },
  ],
  [
    'a title that says nothing',
    frame('https://www.youtube.com/embed/dQw4w9WgXcQ', 'title="YouTube video player"'),
    { words: 'youtube.com' },
  ],
])('%s leads to what it shows', (_what, html, expected) => {
  expect(embeds(html)).toMatchObject([expected]);
});

test.each([
  [
    'a tracker’s frame',
    '<iframe src="https://www.googletagmanager.com/ns.html?id=G" height="0" width="0"></iframe>',
  ],
  ['a hidden frame', '<iframe src="https://a.example/" style="display: none"></iframe>'],
  [
    'a frame behind the quotation that it replaces',
    '<blockquote class="wp-embedded-content"><a href="https://o.example/">A</a></blockquote><iframe class="wp-embedded-content" src="https://o.example/embed/"></iframe>',
  ],
])('%s shows nothing', (_what, html) => {
  expect(embeds(html)).toEqual([]);
  expect(linkEmbeds(html, base)).not.toContain('<iframe');
});

test.each([
  '<p>No players here: video, audio &amp; iframe.</p>',
  '<!-- <iframe src="https://a.example/"></iframe> --><p>x</p>',
  '<noscript><iframe src="https://a.example/"></iframe></noscript>',
  '<script>document.write("<iframe src=x>")</script>',
])('HTML without a player stays as it is: %s', (html) => {
  expect(linkEmbeds(html, base)).toBe(html);
});

test.each(['<iframe', '<iframe src="', '<video>', '<object><', '<!--', '<script>', '<iframe title="x'])(
  '300 kB of %s are read in a moment',
  (piece) => {
    const linked = linkEmbeds(piece.repeat(300_000 / piece.length), base);
    expect(linked.split('data-embed').length - 1).toBeLessThanOrEqual(100);
  },
);
