import type { OwnDataWords } from './own-data-en.ts';

export const ownDataJa: OwnDataWords = {
  send: 'リンクを送信する',
  title: (name) => `お客様のデータ – ${name}`,
  sent: '受信トレイをご確認ください',
  lead: ['次のアドレスにリンクを送信しました：', '。有効期間は1日です。'],
  file: [
    '次のアドレスについて保存されているすべてを1つのファイルに：',
    '（アドレス、設定、同意、送信したメールとその日時）。',
  ],
  expired: 'このリンクは期限切れです',
  expiredWhy: '有効期間は1日でした。設定ページから新しいリンクを請求できます。',
  states: {
    open: () => 'メールは転送されることがあるため、まずこのアドレスにリンクをお送りします。',
    'no-mail': (contact) =>
      `このアドレスにはメールを送れません。データについては ${contact} までご連絡ください。`,
    'just-moved': (contact) =>
      `アドレスの変更から7日間は、ここからデータを請求できません。お急ぎの場合は ${contact} までご連絡ください。`,
  },
};
