import type { AddressWords } from './address-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('ja');

export const japaneseAddress: AddressWords = {
  ask: {
    subject: (name) => `${name}をこのアドレスで受け取りますか？`,
    heading: '今後このアドレスを使いますか？',
    body: (name, old, moment) =>
      `${moment}に、${name}を今後 ${old} ではなくこのアドレスで受け取りたいとのご依頼がありました。おそらくご本人によるものです。頻度やトピックなど、ほかの設定はそのままです。`,
    button: 'はい、このアドレスを使う',
    validity: (days) =>
      `ボタンは${plural(days, { other: '#日間' })}有効です。押されるまで、何も変わりません。`,
    why: (name) =>
      `このメールは、${name}の読者が新しいアドレスとしてこのアドレスを入力したため、一度だけお送りしています。`,
  },
  taken: {
    heading: (name) => `このアドレスではすでに${name}を受け取っています`,
    body: (name, old, moment) =>
      `${moment}に、${name}を今後 ${old} ではなくこのアドレスで受け取りたいとのご依頼がありました。おそらくご本人によるものです。すでにこちらに届いているため、何も変更していません。もう一方のアドレスへの配信を止めるには、そちらに届いたメールの「配信停止」を押してください。`,
  },
  moved: {
    subject: (name) => `${name}のお届け先が変わりました`,
    heading: 'メールのお届け先が変わりました',
    body: (name, now, moment) =>
      `${moment}に、${name}のお届け先がこのアドレスから ${now} に変わりました。新しいアドレスで確認済みです。頻度やトピックなど、ほかの設定はそのままです。`,
    undo: (day) => `お心当たりがない場合は、${day}まで元に戻せます：`,
    button: 'このアドレスのままにする',
    why: (name) => `このメールはお知らせのみです。${name}からこのアドレスへは、今後何もお送りしません。`,
  },
};
