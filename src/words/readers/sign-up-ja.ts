import type { SignUpWords } from './sign-up-en.ts';

export const signUpJa: SignUpWords = {
  title: (name) => `${name}を購読する`,
  pleaseCheck: 'ご確認ください：',
  heading: (name) => `${name}をメールで`,
  lead: (site) => `${site} の新着記事を、お好みの頻度でメールでお届けします。`,
  untilConfirmed: '確認が済むまで何もお送りしません。',
  latest: '新着記事',
  pastMails: '先にこれまでのメールを見る',
  discover: (name) => `${name}をもっと読む`,
  boxLead: '新着記事を、お好みの頻度でメールでお届けします。',
  consent: (name) =>
    `購読すると、${name}の記事をメールで受け取ることに同意したことになります。頻度の変更や配信停止は、どのメールからも1クリックで行えます。`,
  email: 'メールアドレス',
  subscribe: '購読する',
  onlySome: '一部のテーマだけ受け取りますか？',
  tickNone: '何も選ばなければ、すべて届きます。',
  together: '同じ確認で、こちらも受け取りますか？',
  leaveEmpty: 'この欄は空のままにしてください',
  slip: {
    didYouMean: 'もしかして {address} ですか？',
    changeIt: 'はい、修正する',
    keepIt: 'いいえ、これで正しい',
  },
  backToForm: 'フォームに戻る',
};
