import type { ConfirmWords } from './confirm-en.ts';

export const confirmJa: ConfirmWords = {
  title: (name) => `${name}の購読を確認`,
  heading: 'あと1クリックで完了です',
  will: (name, comes) => `には、${name}が${comes}届くようになります。`,
  together: (names) => `同じクリックで：${names}`,
  yes: 'はい、購読します',
  notYou: 'お心当たりがない場合は、このページを閉じてください。何も送信されません。',
  doneTitle: (name) => `${name}の購読を開始しました`,
  welcome: 'ようこそ。購読の手続きが完了しました。',
  already: '購読の手続きはすでに完了しています。',
  nothingToDo: 'は確認済みです。ほかに必要な手続きはありません。',
  firstMail: (when) => `最初のメールは${when}に届きます（それまでに新しい記事が出た場合）。`,
  firstWithArticle: '最初のメールは次の記事が出たときに届きます。',
  facts: { often: '頻度', topics: 'テーマ', everything: 'すべて', to: '宛先' },
  keepFromSpam: (address) => `迷惑メールに入らないよう、${address} を連絡先に追加してください。`,
  everyEmail: 'どのメールにも、配信停止と設定変更のリンクがあります。',
  goTo: (site) => `${site}へ`,
  backToArticle: '記事に戻る',
  expiredTitle: (name) => `リンクの有効期限切れ – ${name}`,
  expired: 'このリンクは期限が切れています',
  expiredWhy: (day) =>
    `確認用のリンクは7日間有効です。お持ちのリンクは${day}のものでした。新しいメールは1分ほどで届きます。`,
  goesTo: ['宛先：', ''],
  newLink: '新しいリンクを送る',
  leftTitle: (name) => `${name}の購読は停止されています`,
  used: 'このリンクはすでに使われています',
  usedWhy:
    'このリンクで確認したあと、配信を停止されました。記事を再び受け取るには、もう一度お申し込みください。',
  again: 'もう一度申し込む',
  blockedTitle: (name) => `購読できません – ${name}`,
  blocked: 'このアドレスはブロックされています',
  blockedWhy: (contact) =>
    `このアドレスにはニュースレターを送れないため、何も変更していません。再び受け取りたい場合は、${contact} までご連絡ください。`,
};
