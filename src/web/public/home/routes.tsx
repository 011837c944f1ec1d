import { Router } from 'express';
import type { App } from '../../../platform/app.ts';
import { listPublications } from '../../../publications/index.ts';
import { assetUrl, sendModule } from '../../assets.ts';
import { sendPage } from '../../html.ts';
import { visitorSpeech } from '../visitor-speech.ts';
import { HomePage } from './HomePage.tsx';

/** `/`, and the small files that browsers and robots ask for. */
export function homeRoutes(app: App): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const publications = await listPublications(app.db);
    const [only] = publications;
    if (only && publications.length === 1) response.redirect(302, `/${only.slug}`);
    else {
      const listed = publications.filter(({ isListed }) => isListed);
      const speech = visitorSpeech(request, response);
      sendPage(response, <HomePage speech={speech} listed={listed} hasPublications={only !== undefined} />);
    }
  });
  router.get('/favicon.ico', (_request, response) => {
    response.redirect(302, assetUrl('icon.svg'));
  });
  router.get('/robots.txt', (_request, response) => {
    response.type('text').send('User-agent: *\nDisallow: /admin\nDisallow: /mailbox\nDisallow: /api\n');
  });
  router.get('/embed.js', (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    return sendModule(request, response, 'embed');
  });
  return router;
}
