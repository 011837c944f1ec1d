import type { FollowPageWords } from './follow-en.ts';

export const followJa: FollowPageWords = {
  ask: {
    story: (name) => `「${name}」をフォローしますか？`,
    author: (name) => `${name}さんをフォローしますか？`,
    tag: (name) => `#${name} をフォローしますか？`,
  },
  would: {
    each: '新しい記事が出るとすぐにメールが届きます。選んだテーマ以外の記事も届きます。',
    daily: '1日1通のメールとは別に、新しい記事が出るとすぐにメールが届きます。',
    weekly: '週1通のメールとは別に、新しい記事が出るとすぐにメールが届きます。',
  },
  endsByItself: (days) => `${days}日間動きがなければ、自動的に終わります。`,
  soFar: (articles, weeks) => `これまで${weeks}週間に${articles}本の記事がありました。`,
  yes: 'はい、フォローする',
  name: {
    story: (name) => `「${name}」の続報`,
    author: (name) => `${name}さんの記事すべて`,
    tag: (name) => `#${name} の記事すべて`,
  },
  follows: (what) => `フォロー中：${what}`,
  no: (what) => `フォローをやめました：${what}`,
  endsOn: (day) => `動きがなければ${day}に終わります。`,
  ended: (day) => `動きがなかったため、${day}に自動的に終わりました。`,
  stop: 'フォローをやめる',
  again: 'もう一度フォローする',
  heading: 'フォロー中',
  gone: 'ここにはもうフォローできるものがありません',
  goneWhy: (name) => `${name}には長い間、これに関する新しい記事がありません。何も変更されていません。`,
  tooMany: (most) => `すでに${most}件をフォローしています。先にどれかをやめてください。`,
};
