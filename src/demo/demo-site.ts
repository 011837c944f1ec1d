import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { projectRoot } from '../platform/paths.ts';

interface DemoArticle {
  slug: string;
  title: string;
  summary: string;
  author: string;
  /** File name below demo/images, without `.jpg`. */
  image: string;
  categories: string[];
  paragraphs: string[];
}

/** A small news site on this machine: a feed, an article page with the sign-up box under it, pictures. */
export interface DemoSite {
  url: string;
  feedUrl: string;
  /** The page of the article published last. */
  newestUrl(): string;
  /** Publishes the next invented article; undefined when all are out. */
  publish(): string | undefined;
}

const PUBLISHED_AT_START = 5;
const HOUR_MS = 3_600_000;

/** @param boxUrl origin of the Paperround whose sign-up box stands under each article. */
export async function startDemoSite(boxUrl: string, slug: string): Promise<DemoSite> {
  const articles = JSON.parse(
    readFileSync(path.join(projectRoot, 'demo', 'articles.json'), 'utf8'),
  ) as DemoArticle[];
  const published: { article: DemoArticle; at: Date }[] = articles
    .slice(-PUBLISHED_AT_START)
    .map((article, index) => ({ article, at: new Date(Date.now() - (index + 2) * 26 * HOUR_MS) }));
  const waiting = articles.slice(0, -PUBLISHED_AT_START);
  const server = http.createServer((request, response) => {
    const origin = originOf(server);
    const [, folder, name = ''] = (request.url ?? '').split('/');
    const found = published.find(({ article }) => article.slug === name);
    if (folder === 'feed.json')
      send(response, 'application/feed+json', JSON.stringify(feedOf(origin, published)));
    else if (folder === 'images') sendImage(response, articles, name);
    else if (folder === 'articles' && found)
      send(response, 'text/html; charset=utf-8', pageOf(found.article, boxUrl, slug));
    else send(response, 'text/plain', 'Not found', 404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: originOf(server),
    feedUrl: `${originOf(server)}/feed.json`,
    newestUrl: () => `${originOf(server)}/articles/${published[0]?.article.slug}`,
    publish() {
      const article = waiting.shift();
      if (article) published.unshift({ article, at: new Date() });
      return article?.title;
    },
  };
}

function originOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(response: http.ServerResponse, type: string, body: string | Buffer, status = 200): void {
  response.writeHead(status, { 'Content-Type': type }).end(body);
}

function sendImage(response: http.ServerResponse, articles: DemoArticle[], name: string): void {
  // Only names that an article has: nothing else on the disk can be asked for.
  const isKnown = articles.some(({ image }) => `${image}.jpg` === name);
  if (isKnown) send(response, 'image/jpeg', readFileSync(path.join(projectRoot, 'demo', 'images', name)));
  else send(response, 'text/plain', 'Not found', 404);
}

function feedOf(origin: string, published: { article: DemoArticle; at: Date }[]) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'The Tidewater Courier',
    home_page_url: origin,
    feed_url: `${origin}/feed.json`,
    items: published.map(({ article, at }) => ({
      id: article.slug,
      url: `${origin}/articles/${article.slug}`,
      title: article.title,
      summary: article.summary,
      content_html: paragraphsOf(article),
      image: `${origin}/images/${article.image}.jpg`,
      date_published: at.toISOString(),
      authors: [{ name: article.author }],
      tags: article.categories,
    })),
  };
}

function pageOf(article: DemoArticle, boxUrl: string, slug: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(article.title)}</title>
<style>body{font:18px/1.6 Georgia,serif;max-width:38rem;margin:2rem auto;padding:0 1rem}img{width:100%;border-radius:6px}</style>
<p><b>The Tidewater Courier</b></p><h1>${escaped(article.title)}</h1><p><i>By ${escaped(article.author)}</i></p>
<img src="/images/${article.image}.jpg" alt="">${paragraphsOf(article)}
<script src="${boxUrl}/embed.js" data-publication="${slug}"></script></html>`;
}

function paragraphsOf(article: DemoArticle): string {
  return article.paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
