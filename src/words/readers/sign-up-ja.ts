import type { SignUpWords } from './sign-up-en.ts';

export const signUpJa: SignUpWords = {
  title: (name) => `${name}を購読する`,
  pleaseCheck: 'ご確認ください：',
  heading: (name) => `${name}をメールで`,
  lead: (site) => `${site} の新着記事を、お好みの頻度でメールでお届けします。`,
  promises: [
    'お好みの頻度で：記事ごと、1日1回、または週1回',
    '確認が済むまで何もお送りしません',
    'どのメールからも1クリックで配信停止',
  ],
  latest: '新着記事',
  discover: (name) => `${name}をもっと読む`,
  boxLead: '新着記事を、お好みの頻度でメールでお届けします。',
  consent: (name) =>
    `購読すると、${name}の記事をメールで受け取ることに同意したことになります。頻度の変更や配信停止は、どのメールからも1クリックで行えます。`,
  email: 'メールアドレス',
  subscribe: '購読する',
  onlySome: '一部のテーマだけ受け取りますか？',
  tickNone: '何も選ばなければ、すべて届きます。',
  leaveEmpty: 'この欄は空のままにしてください',
  checkTitle: (name) => `メールをご確認ください – ${name}`,
  check: 'メールをご確認ください',
  checkLead: 'あと1ステップです。まもなく届くメールを開き、ボタンを押してください。',
  slip: {
    typed: '入力された内容：',
    meant: 'もしかして',
    andThen: 'その場合は、',
    again: 'もう一度アドレスを入力してください',
  },
  comesFrom: '差出人：',
  nothingYet:
    '数分たっても届きませんか？迷惑メールフォルダーをご確認ください。同じネットワークから多くの方が申し込んでいるときや、別のニュースレターに申し込んだ直後は、時間がかかることがあります。',
  stillNothing: {
    question: '15分たっても届かない場合は、',
    link: 'もう一度アドレスを入力し',
    rest: '、間違いがないかご確認ください。新しいメールをお送りします。',
  },
  blockedOnce: (contact) =>
    `以前にここでアドレスをブロックしたか、当方のメールを迷惑メールとして報告された場合、メールをお送りできません。${contact} までご連絡ください。`,
};
