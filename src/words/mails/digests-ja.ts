import { pluralIn } from '../plural.ts';
import type { CorrectionWords, DigestWords, RhythmWords } from './digests-en.ts';

const plural = pluralIn('ja');

export const japaneseDigest: DigestWords = {
  names: {
    daily: '今日のまとめ',
    weekly: '今週のまとめ',
    'busy-day': '記事の多い一日のまとめ',
    'catch-up': 'お帰りなさい',
  },
  subject: (titles, more) => titles.join('、') + (more > 0 ? plural(more, { other: '、ほか#本' }) : ''),
  week: (day) => `${day}までの1週間`,
  busyDay: (count) => plural(count, { other: '記事の多い一日：あと#本' }),
  welcomeBack: 'お帰りなさい',
  articles: (count) => plural(count, { other: '記事#本' }),
  minutes: (count) => plural(count, { other: '約#分で読めます' }),
  startWith: (count) => plural(count, { other: 'まずはこの#本：' }),
  busy: () => '今日は個別のメールがたくさん届きました。残りの記事は1通にまとめてお届けします。',
  afterPause:
    '休止期間が終わりました。その間に出た記事を、おすすめ順に最大50本お届けします。ほかにさかのぼってお送りするものはありません。',
  whyAfterPause: (name) => `このメールは、${name}の休止期間が終わったためお送りしています。`,
  further: 'そのほか',
  readStory: '記事を読む',
};

export const japaneseRhythm: RhythmWords = {
  heading: 'メールをどのくらいの頻度で受け取りますか？',
  why: {
    each: '現在、記事ごとに1通届きます。タップすると、ボタンが1つあるページが開きます。',
    daily: '現在、1日1通届きます。タップすると、ボタンが1つあるページが開きます。',
    weekly: '現在、週1通届きます。タップすると、ボタンが1つあるページが開きます。',
  },
  whyNone: 'タップすると、ボタンが1つあるページが開きます。',
  labels: { each: '記事ごと', daily: '1日1回', weekly: '週1回' },
  now: (label) => `${label}（現在）`,
  means: { each: '掲載後すぐに', daily: '週に最大7通', weekly: '週に1通' },
  pause: 'メールを休止する',
  untilDate: '日付を指定',
  changed: {
    each: 'これまでは記事ごとに1通お送りしていましたが、変更されました。',
    daily: 'これまでは1日1通お送りしていましたが、変更されました。',
    weekly: 'これまでは週1通お送りしていましたが、変更されました。',
  },
  keep: 'これまでどおりにする',
};

export const japaneseCorrection: CorrectionWords = {
  subject: (title) => `訂正：${title}`,
  heading: '訂正のお知らせ',
  about: (title) =>
    `「${title}」についてのメールに誤りがありました。そのメールをお送りした方に、訂正もお送りしています。`,
  button: '訂正後の記事を読む',
  why: (name) =>
    `このメールは、誤りのあった記事を${name}からお送りした方にお届けしています。訂正は、メールの頻度の設定にかかわらず、すぐにお送りします。`,
};
