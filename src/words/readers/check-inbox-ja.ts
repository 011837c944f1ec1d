import { pluralIn } from '../plural.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';

const plural = pluralIn('ja');

export const checkInboxJa: CheckInboxWords = {
  title: (name) => `メールをご確認ください – ${name}`,
  heading: 'メールをご確認ください',
  look: '{address} に届く{name}からのメールをご確認ください。件名の先頭にコードがあります。',
  lookFor: '{name}からのメールをご確認ください。件名の先頭にコードがあります。',
  code: '6桁のコード',
  confirm: '確認する',
  orButton: 'メールのボタンを押しても、同じように確認できます。',
  open: (site) => `${site}を開く`,
  slip: {
    typed: '入力された内容：',
    meant: 'もしかして',
    andThen: 'その場合は、',
    again: 'もう一度アドレスを入力してください',
  },
  noMail: '2分たってもメールが届きませんか？',
  spam: '迷惑メールフォルダーをご確認ください',
  from: (address) => `差出人：${address}`,
  sendAgain: 'もう一度送る',
  sendAgainIn: 'もう一度送る（{time}後）',
  threeADay: '1日3回まで',
  another: '別のアドレスを使う',
  cameBack: 'メールは戻ってきましたか？',
  thenSays: '戻ってきた場合はこのページに表示されます',
  slow: '同じネットワークから多くの方が申し込んでいるときや、別のニュースレターに申し込んだ直後は、時間がかかることがあります。',
  blockedOnce: (contact) =>
    `以前にここでアドレスをブロックしたか、当方のメールを迷惑メールとして報告された場合、メールをお送りできません。${contact} までご連絡ください。`,
  sixDigits: 'コードは6桁の数字です。メールの件名にあります。',
  wrong: (triesLeft) =>
    `コードが違うか、30分以上たっています。${plural(triesLeft, { other: 'あと#回' })}入力できます。メールからコピーするのが確実です。`,
  spent: 'このコードも違うため、コードは無効になりました。メールのボタンは引き続きお使いいただけます。',
  newCode: '新しいコードを送る',
  bounced: {
    title: (name) => `アドレスをご確認ください – ${name}`,
    heading: 'メールが戻ってきました',
    why: '{domain} のメールサーバーによると、{address} は存在しません。入力の間違いではありませんか？',
    check: 'このアドレスをご確認ください。',
  },
  already: {
    title: (name) => `${name}はすでに購読中です`,
    heading: 'すでに登録されています',
    gets: '{address} には{name}が{comes}届きます。',
    chose: '先ほど{rhythm}をお選びになりました。',
    leave: '今のままにする',
  },
  rhythms: { each: '記事ごと', daily: '1日1回', weekly: '週1回' },
};
