import { z } from 'zod';
import { asShown, MAIL_LOOKS } from '../../../../emails/index.ts';
import { KINDS } from '../../../../kinds.ts';
import type { App } from '../../../../platform/app.ts';
import { AppError, InvalidInput, NotFound } from '../../../../platform/errors.ts';
import type { Publication } from '../../../../publications/index.ts';
import type { Desk } from '../../../../words/index.ts';
import { getSend, NO_NAME, NO_NAME_MARK, previewMail, type MailPreview } from '../../../../sends/index.ts';
import { idText, ofPublication, type AdminRoute } from '../../admin-route.ts';
import { faultLines } from '../../faults.ts';
import { framePolicy } from './frame-policy.ts';
import { Crumbs, PreviewActions, PreviewPage, type PreviewPageProps } from './PreviewPage.tsx';
import { readLooking, viewPath } from './looking.ts';
import { mailOrNothing } from './mail-or-nothing.ts';
import { newTestKey, reportOf, sendTestOnce, testForm } from './test-mail.ts';

const params = z.object({ id: idText });
const path = '/sends/:id/preview';

/** `/admin/:slug/sends/:id/preview`: the mail as readers get it, and a test of it. */
const pageRoutes = (role: 'viewer' | 'editor'): AdminRoute[] =>
  ofPublication.formPage({
    path,
    role,
    params,
    fields: testForm,
    start: ({ user }) => ({ to: user.email, key: newTestKey() }),
    async view({ app, desk, publication, params: { id }, query, may }, form) {
      const send = await getSend(app.db, publication.id, id);
      const looking = readLooking(query);
      const found = await findPreview({ app, desk }, publication, id, looking.as);
      const report = await reportOf(app, query['test']);
      const values = report
        ? { ...form.values, to: report.results.map(({ to }) => to).join(', ') }
        : form.values;
      const props: PreviewPageProps = {
        send,
        slug: publication.slug,
        timeZone: publication.timeZone,
        looking,
        found,
        report,
        form: may('editor') ? { ...form, values } : undefined,
      };
      const subject = send.subject || desk.words.preview.noSubject;
      return {
        title: desk.words.preview.title(subject),
        heading: <h1 class="theirs">{subject}</h1>,
        crumbs: <Crumbs {...props} />,
        actions: <PreviewActions {...props} />,
        current: 'sends',
        layout: 'rail',
        hasFrame: true,
        content: <PreviewPage {...props} />,
      };
    },
    async act({ app, desk, publication, params: { id }, query, fields }) {
      const report = await sendTestOnce(app, desk, { publicationId: publication.id, id }, fields);
      const page = viewPath(`/admin/${publication.slug}/sends/${id}/preview`, readLooking(query));
      return { to: `${page}${page.includes('?') ? '&' : '?'}test=${report}#test` };
    },
  });

const [page] = pageRoutes('viewer');
const [, submit] = pageRoutes('editor');

/** In a mode of high contrast, too: the colours are what one looks at. */
const OWN_COLORS = '<style>:root{forced-color-adjust:none}</style>';

const frameQuery = z.object({
  look: z.enum(MAIL_LOOKS).catch('light'),
  pictures: z.enum(['on', 'off']).catch('on'),
});

const frame = ofPublication.page({
  path: `${path}/mail`,
  role: 'viewer',
  params,
  async view({ app, desk, publication, params: { id }, query }) {
    const { look, pictures } = frameQuery.parse(query);
    const as = readLooking(query).as || NO_NAME;
    const html = await mailOrNothing(desk, previewMail(app, KINDS, publication.id, id, as));
    const body = `<!doctype html><base target="_blank">${OWN_COLORS}${markNoName(asShown(html, look))}`;
    return { type: 'html', policy: framePolicy(pictures), body };
  },
});

export const previewRoutes: AdminRoute[] = [page, submit, frame].filter((route) => route !== undefined);

/** The mail, or what keeps the draft from being one. */
async function findPreview(
  { app, desk }: { app: App; desk: Desk },
  publication: Publication,
  id: number,
  as: string,
): Promise<MailPreview | { fault: string }> {
  try {
    return await previewMail(app, KINDS, publication.id, id, as || NO_NAME);
  } catch (error) {
    if (!(error instanceof AppError) || error instanceof NotFound) throw error;
    if (error.code === 'digest-has-nothing') return { fault: desk.words.edition.nothing };
    return { fault: error instanceof InvalidInput ? faultLines(desk, error, {}).join(' ') : error.message };
  }
}

/** Between elements only: within a tag it would break it. */
const markNoName = (html: string) =>
  html.replace(/>[^<]*\[no name\][^<]*</g, (text) =>
    text.replaceAll(NO_NAME_MARK, `<mark>${NO_NAME_MARK}</mark>`),
  );
