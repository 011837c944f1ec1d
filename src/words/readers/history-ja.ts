import type { HistoryWords } from './history-en.ts';

export const historyJa: HistoryWords = {
  heading: 'これまでの記録',
  lead: ['次のアドレスについて記録されている同意と取り消し（新しい順）：', '。'],
  requested: 'このアドレスで購読の申し込みがありました。',
  on: (page) => `場所：${page}`,
  said: (text) => `表示された文：「${text}」`,
  confirmedBy: { code: 'メールのコードで確認しました。', link: 'メールのボタンで確認しました。' },
  imported: '発行元がリストからこのアドレスを引き継ぎました。',
  changed: (what) => `変更した項目：${what}。`,
  changedFor: (what) => `発行元が変更した項目：${what}。`,
  oneClick: 'メールソフトから1クリックで配信停止しました。',
  left: '配信を停止しました。',
  leftFor: '発行元が配信を停止しました。',
  back: '取り消したため、配信は続いています。',
  address: {
    asked: '別のアドレスへの変更が申し込まれました。',
    moved: '別のアドレスに変更しました。',
    restored: 'アドレスの変更を取り消しました。',
  },
  fields: {
    rhythm: '配信の頻度',
    topicIds: 'テーマ',
    localHour: '配信の時刻',
    timeZone: 'タイムゾーン',
    busyDayCap: '1日のメールの上限',
    pausedUntil: '休止',
    language: '言語',
    name: '名前',
  },
  none: 'まだ記録はありません。',
  noTracking: 'メールの開封やクリックは記録していません。',
};
