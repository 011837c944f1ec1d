import type { PauseWords } from './pause-en.ts';

export const pauseJa: PauseWords = {
  heading: 'しばらく休む',
  why: '再開のときに、お休み中の出来事を1通のメールでお知らせします。',
  week: '1週間',
  twoWeeks: '2週間',
  month: '1か月',
  orUntil: '日付を選ぶ（この日まで）',
  pause: '休止する',
  paused: (day) => `${day}まで休止中です`,
  pausedWhy: (when, comes) =>
    `お休み中の出来事は1通のメールで${when}にお届けします。そのあとは、これまでどおり${comes}届きます。`,
  end: '今すぐ再開する',
  ended: '休止を終了しました',
  anotherDate: '別の日付',
  notDay: '日付を選んでください（例：2027-05-01）。',
  tooEarly: '明日以降の日付を選んでください。',
  tooLate: '1年以内の日付を選んでください。',
};
