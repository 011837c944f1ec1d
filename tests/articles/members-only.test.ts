import { expect, test } from 'vitest';
import { parseFeed } from '../../src/articles/parsing/parse-feed.ts';

function itemOf(generator: string, fields: string) {
  const result = parseFeed({
    bytes: Buffer.from(
      `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>Gazette</title><generator>${generator}</generator><item>${fields}</item></channel></rss>`,
    ),
    contentType: undefined,
    url: undefined,
  });
  return result.kind === 'feed' ? result.feed.items[0] : undefined;
}

test.each([
  [
    'the form for a password of WordPress',
    'https://wordpress.org/?v=6.1.9',
    '<title>Protected: Plans</title><content:encoded><![CDATA[<form action="https://site.example/wp-login.php?action=postpass" class="post-password-form" method="post"><p>This content is password protected. To view it please enter your password below:</p></form>]]></content:encoded>',
  ],
  [
    'a sentence of WordPress instead of the summary',
    'https://wordpress.org/?v=6.1.9',
    '<title>Protected: Plans</title><description><![CDATA[There is no excerpt because this is a protected post.]]></description>',
  ],
  [
    'a protected title of a German WordPress without text',
    'https://wordpress.org/?v=6.1.9',
    '<title>Geschützt: Pläne</title><description><![CDATA[]]></description>',
  ],
  [
    'no text at all in Ghost',
    'Ghost 6.65',
    '<title>For members</title><description><![CDATA[]]></description><content:encoded><![CDATA[]]></content:encoded>',
  ],
  [
    'an excerpt alone in Ghost',
    'Ghost 5.8',
    '<title>For members</title><description><![CDATA[What it is about.]]></description>',
  ],
  [
    'the wall of Substack',
    'Substack',
    '<title>For payers</title><content:encoded><![CDATA[<p>This post is for paid subscribers.</p>]]></content:encoded>',
  ],
  [
    'access rights',
    'Drupal',
    '<title>For members</title><description>Teaser</description><dcterms:accessRights>members only</dcterms:accessRights>',
  ],
])('An article is for members only: %s', (_what, generator, fields) => {
  expect(itemOf(generator, fields)?.membersOnly).toBe(true);
});

test.each([
  ['Ghost 6.65', '<title>Open</title><content:encoded><![CDATA[<p>Words.</p>]]></content:encoded>'],
  [
    'https://wordpress.org/?v=6.1.9',
    '<title>Protected: a bird</title><description>Its nest was saved.</description>',
  ],
  ['Hugo', '<title>Empty</title>'],
  [
    'Hugo',
    '<title>Why we wall</title><description>We asked: who says "this post is for paid subscribers"? Nobody.</description>',
  ],
])('An article of %s is open: %s', (generator, fields) => {
  expect(itemOf(generator, fields)?.membersOnly).toBe(false);
});
