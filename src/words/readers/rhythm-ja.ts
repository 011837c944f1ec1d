import { pluralIn } from '../plural.ts';
import type { RhythmPageWords } from './rhythm-en.ts';

const plural = pluralIn('ja');

export const rhythmJa: RhythmPageWords = {
  howOften: 'メールの頻度',
  labels: { each: '記事ごと', daily: '1日1回', weekly: '週1回' },
  aWeek: {
    each: (count) => plural(count, { other: '週に約#通' }),
    daily: (count) => plural(count, { other: '週に#通' }),
    weekly: () => '週に1通',
  },
  means: { each: '掲載後すぐに1通', daily: '1日分を1通に', weekly: '1週間分を1通に' },
  comes: {
    each: () => '記事が出るたびに',
    daily: (_weekday, time) => `1日1回、${time}に`,
    weekly: (weekday, time) => `週1回、${weekday}の${time}に`,
  },
  nextMail: (when) => `次のメールは${when}に届きます（それまでに新しい記事が出た場合）。`,
  nextWithArticle: '次のメールは次の記事が出たときに届きます。',
  nextAfterPause: (when) => `メールは休止中です。次のメールは${when}に届きます。`,
  ask: {
    each: '今後は記事ごとに受け取りますか？',
    daily: '今後は1日1回にしますか？',
    weekly: '今後は週1回にしますか？',
  },
  keepAsk: 'これまでどおりにしますか？',
  keepWhy: (name, comesNow) => `頻度を選んでいない方には、現在${name}が${comesNow}届きます。`,
  yes: { each: 'はい、記事ごとに', daily: 'はい、1日1回に', weekly: 'はい、週1回に' },
  would: {
    each: () => '記事が出るとすぐに1通届きます。',
    daily: (_weekday, time) => `1日1通、${time}に届きます。`,
    weekly: (weekday, time) => `毎週${weekday}の${time}に1通届きます。`,
  },
  ratherThan: {
    each: '現在は記事ごとに1通です。',
    daily: '現在は1日1通です。',
    weekly: '現在は週1通です。',
  },
  isKept: 'まだお送りしていない記事は、引き続き届きます。',
  nothingYet: 'まだ何も変更されていません。',
  allChoices: 'すべての設定を見る',
  already: {
    each: 'すでに記事ごとにメールが届く設定です',
    daily: 'すでに1日1回メールが届く設定です',
    weekly: 'すでに週1回メールが届く設定です',
  },
  done: { each: '記事ごとに変更しました', daily: '1日1回に変更しました', weekly: '週1回に変更しました' },
  undo: { each: '元に戻す：記事ごと', daily: '元に戻す：1日1回', weekly: '元に戻す：週1回' },
  choose: 'メールをどのくらいの頻度で受け取りますか？',
  notReader: 'メールはお送りしていません',
  notReaderWhy: (name) => `現在、${name}を購読されていないため、何も変更していません。`,
  subscribe: '購読する',
};
