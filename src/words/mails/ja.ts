import { japaneseAddress } from './address-ja.ts';
import { japaneseFollow } from './follow-ja.ts';
import { pluralIn } from '../plural.ts';
import { japaneseCorrection, japaneseDigest, japaneseRhythm } from './digests-ja.ts';
import type { Words } from './en.ts';

const plural = pluralIn('ja');

export const japanese: Words = {
  by: (names) => `文：${names}`,
  minutesToRead: (minutes) => `${minutes}分で読めます`,
  pictureOf: (title) => `画像：${title}`,
  readOnSite: 'サイトで読む',
  continueReading: '続きをサイトで読む',
  shortened: 'この記事はメールには長すぎるため、ここまでとなります。',
  share: '共有：',
  shareOn: (name) => `${name}で共有`,
  shareByEmail: 'メール',
  shareByEmailSays: 'メールで共有',
  think: 'ご意見をお聞かせください',
  comment: 'コメントを書く',
  related: 'こちらもおすすめ',
  moreOnSite: (count) => plural(count, { other: 'ほか#本はサイトで' }),
  embeds: { video: '動画を見る', audio: '音声を聴く', post: '投稿を見る', other: 'ページで見る' },
  digest: japaneseDigest,
  rhythm: japaneseRhythm,
  follow: japaneseFollow,
  correction: japaneseCorrection,
  whyArticle: (name, site) =>
    `このメールは、${site} で${name}の購読をお申し込みいただいた方にお送りしています。`,
  unsubscribe: '配信停止',
  preferences: '受信設定',
  viewInBrowser: 'ブラウザーで表示',
  archive: {
    publicCopy: (moment) =>
      `これは${moment}に送信されたメールの公開版です。個人用のリンクとアドレスは除いてあります。`,
    getIt: 'メールで受け取る',
    pastMails: 'これまでのメール',
  },
  imprint: '運営者情報',
  privacy: 'プライバシーポリシー',
  topics: 'テーマ',
  code: {
    subject: (code, name) => `${code} が${name}の確認コードです`,
    works: (minutes) => `コードは${minutes}分間有効です。`,
  },
  confirmation: {
    preheader:
      'お申し込みになったページに入力するか、このメールのボタンを押してください。それまで記事はお送りしません。',
    heading: 'あと1ステップです',
    request: (name, site, moment) =>
      `${moment}に、${name}（${site}）の新着記事をこのアドレスで受け取りたいとのお申し込みがありました。おそらくご本人によるものです。`,
    codeLabel: 'お申し込みになったページに、このコードを入力してください：',
    orButton: 'ページを閉じてしまいましたか？このボタンでも同じことができます：',
    button: 'アドレスを確認する',
    together: (names) => `コードとボタンで、${names}も確認されます。`,
    validity: (minutes, days) =>
      `コードは${minutes}分間、ボタンは${plural(days, { other: '#日間' })}有効です。確認されるまで、何もお送りしません。`,
    byReply: 'このメールにそのまま返信しても、アドレスを確認できます。',
    ignore: 'お心当たりがない場合は、このメールを無視してください。これ以上何も起こりません。',
    neverAgainAsk: '今後、誰もこのアドレスで申し込めないようにするには：',
    neverAgain: '今後一切メールを受け取らない',
    whatIsThis: (name) => `${name}とは？詳しくはこちら：`,
    why: (name) =>
      `このメールは、${name}の申し込みフォームにこのアドレスが入力されたため、一度だけお送りしています。確認されるまで、どの配信リストにも登録されません。`,
  },
  reminder: {
    subject: (name) => `${name}をまだご希望ですか？`,
    preheader: 'お申し込みの確認がまだお済みではありません。お知らせはこの1回だけです。',
    heading: 'あと1ステップ残っています',
    body: (name, day) =>
      `${day}に、${name}をこのアドレスで受け取りたいとのお申し込みがありました。おそらくご本人によるものですが、まだ確認されていません。引き続きご希望の場合は、こちらからどうぞ：`,
    ifNot: (day) =>
      `ご希望でない場合は、何もなさらなくて結構です。お知らせはこの1回だけで、アドレスは${day}を過ぎると削除されます。`,
  },
  ownData: {
    subject: (name) => `${name}に保存されているデータ`,
    heading: 'お客様のデータ',
    body: (name, moment) =>
      `${moment}に、どなたか（おそらくご本人）が、${name}が保存しているお客様のデータを請求しました。`,
    button: 'データを見る',
    validity: 'すべてダウンロードするか、削除することができます。ボタンは1日有効です。',
    why: (name) => `このメールは、${name}の設定ページで請求されたため、1通だけお送りしています。`,
  },
  address: japaneseAddress,
  welcome: {
    subject: (name) => `${name}へようこそ`,
    heading: '購読の手続きが完了しました',
    body: (name) => `ご確認ありがとうございます。今後、${name}の記事をこのアドレスにお届けします。`,
    mails: {
      each: '記事が出るたびにメールが届きます。',
      daily: 'メールは1日1回届きます。',
      weekly: 'メールは週1回届きます。',
    },
    first: (moment) => `最初のメールは${moment}です（それまでに新しい記事が出た場合）。`,
    firstWithArticle: '最初のメールは次の記事が出たときに届きます。',
    control: (hasTopics) =>
      hasTopics
        ? 'テーマも頻度もお選びいただけます。変更や配信停止はいつでも可能です。'
        : '頻度はお選びいただけます。変更や配信停止はいつでも可能です。',
    why: (name, site) => `このメールは、${site} で${name}の購読を確認された方にお送りしています。`,
  },
  alreadySubscribed: {
    heading: 'すでに購読中です',
    body: (name, site, moment) =>
      `${moment}に、${name}（${site}）へこのアドレスでのお申し込みがありました。おそらくご本人によるものです。すでに登録済みのため、何も変更していません。`,
    codeLabel: '先ほどのページで何かを変更するには、そこにこのコードを入力してください：',
    control: 'メールが届かない場合は、迷惑メールフォルダーか受信設定をご確認ください。',
    ignore: 'お心当たりがない場合は、このメールを無視してください。これ以上何も起こりません。',
    why: (name) => `このメールは、${name}の申し込みフォームにこのアドレスが入力されたためお送りしています。`,
  },
};
