import type { FollowWords } from './follow-en.ts';

export const japaneseFollow: FollowWords = {
  heading: 'フォローする',
  how: (days) =>
    `配信の頻度にかかわらず、新しい記事が出るとすぐにメールが届きます。${days}日間動きがなければ、自動的に終わります。`,
  link: {
    story: (name) => `「${name}」の続報をフォローする`,
    author: (name) => `${name}さんの記事をフォローする`,
    tag: (name) => `#${name} をフォローする`,
  },
  why: {
    daily: (name, site) =>
      `この記事に関わる内容をフォローしているため、${name}（${site}）の1日1通のメールとは別に、すぐにお届けしています。`,
    weekly: (name, site) =>
      `この記事に関わる内容をフォローしているため、${name}（${site}）の週1通のメールとは別に、すぐにお届けしています。`,
  },
  beside: {
    daily:
      '1日1通のメールに加え、フォロー中のためこのメールがすぐに届きました。タップすると頻度を変えられます。',
    weekly:
      '週1通のメールに加え、フォロー中のためこのメールがすぐに届きました。タップすると頻度を変えられます。',
  },
};
