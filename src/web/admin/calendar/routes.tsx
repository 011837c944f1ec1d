import { ofPublication } from '../admin-route.ts';
import { CalendarActions, CalendarPage, calendarTitle, zoneSentence } from './CalendarPage.tsx';
import { loadCalendar } from './load-calendar.ts';
import { moveRoutes } from './move.tsx';

export const calendarRoutes = [
  ofPublication.page({
    path: '/calendar',
    role: 'viewer',
    async view({ app, publication, query, may, maySend, desk }) {
      const calendar = await loadCalendar(app, publication, query, may('editor') && maySend);
      const title = calendarTitle(desk, calendar);
      return {
        title: `${desk.words.frame.calendar}, ${title}`,
        heading: title,
        lede: zoneSentence(desk, calendar),
        actions: <CalendarActions calendar={calendar} mayWrite={may('editor')} />,
        current: 'calendar',
        layout: 'wide',
        scripts: ['calendar'],
        content: <CalendarPage calendar={calendar} title={title} />,
      };
    },
  }),
  ...moveRoutes,
];
