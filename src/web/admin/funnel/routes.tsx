import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { localTimeOf } from '../../../platform/time-zone.ts';
import type { Publication } from '../../../publications/index.ts';
import { listLeavingReasons, readFunnel, readFunnelRange } from '../../../subscribers/index.ts';
import { ofPublication } from '../admin-route.ts';
import { FunnelPage } from './FunnelPage.tsx';

export const funnelRoutes = [
  ofPublication.page({
    path: '/funnel',
    role: 'viewer',
    async view({ app, publication, query, may, desk }) {
      const { range, isWrong } = rangeOf(app, publication, query);
      const funnel = await readFunnel(app, publication, range);
      const reasons = await listLeavingReasons(app, publication, range);
      const { timeZone } = publication;
      const { signedUp, confirmed } = funnel.total;
      const lastDay = new Date(range.to.getTime() - 1);
      const days = {
        from: localTimeOf(range.from, timeZone).toPlainDate(),
        to: localTimeOf(lastDay, timeZone).toPlainDate(),
      };
      const { words } = desk;
      return {
        title: words.funnel.title,
        heading: words.funnel.heading(signedUp, desk.number(confirmed)),
        lede: words.funnel.period(
          desk.range(range.from, lastDay, timeZone),
          timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone,
        ),
        current: 'sign-ups',
        layout: 'wide',
        ...(isWrong && { status: 422 }),
        content: (
          <FunnelPage
            publication={publication}
            funnel={funnel}
            reasons={reasons}
            days={days}
            today={localTimeOf(app.now(), timeZone).toPlainDate()}
            isWrong={isWrong}
            isAdmin={may('admin')}
          />
        ),
      };
    },
  }),
];

/** The time that the address names, or the usual one. */
function rangeOf(app: App, publication: Publication, query: Record<string, unknown>) {
  const day = (name: string) => {
    const text = query[name];
    return typeof text === 'string' && text !== '' ? text : undefined;
  };
  try {
    return {
      range: readFunnelRange(app, publication, { from: day('from'), to: day('to') }),
      isWrong: false,
    };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { range: readFunnelRange(app, publication, {}), isWrong: true };
  }
}
