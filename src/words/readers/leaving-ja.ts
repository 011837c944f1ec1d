import { pluralIn } from '../plural.ts';
import type { LeavingWords } from './leaving-en.ts';

const plural = pluralIn('ja');

export const leavingJa: LeavingWords = {
  title: (name) => `${name}の配信停止`,
  heading: (name) => `${name}の配信を停止しますか？`,
  noMore: 'には、今後記事が届かなくなります。',
  unsubscribe: '配信を停止する',
  changedMind: 'お気持ちが変わった場合は、このページを閉じてください。設定はそのまま残ります。',
  fewer: 'メールを減らすだけにする',
  instead: { each: '記事ごとに変更', daily: '1日1回に変更', weekly: '週1回に変更' },
  pauseMonth: '1か月休む',
  back: (day) => `${day}に再開`,
  ratherThan: (fewer, now) => `週${now}通から${plural(fewer, { other: '#通' })}に`,
  someTopics: '一部のテーマだけ受け取る',
  allNow: '現在はすべて届いています',
  leftTitle: (name) => `${name}の配信を停止しました`,
  left: '配信を停止しました。',
  leftWhy: (name) => [`今後、${name}の記事は `, ' に届きません。'],
  undo: '間違えたので元に戻す',
  undoUntil: (time) => `${time}まで可能`,
  why: {
    heading: '理由を教えていただけますか？',
    hint: '任意です。アドレスとは結び付けずに集計します。',
    reasons: {
      'too-many': 'メールが多すぎる',
      topics: '関心のあるテーマではない',
      'on-site': 'サイトで読んでいる',
      unasked: '登録した覚えがない',
      other: 'その他',
    },
    send: '送信',
    thanks: 'ありがとうございます。集計しました。',
  },
  barred: (contact) =>
    `このアドレスはブロックされているため、ニュースレターを送れません。再び受け取りたい場合は、${contact} までご連絡ください。`,
  again: 'もう一度購読する',
  all: 'このサイトのニュースレターをすべて停止する',
  backTitle: (name) => `${name}の購読を再開しました`,
  welcomeBack: 'お帰りなさい。',
  choices: '設定を見る',
  asBefore: (name) => [`${name}の記事は、これまでどおり `, ' に届きます。'],
};
