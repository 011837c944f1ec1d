import { pluralIn } from '../plural.ts';
import type { FollowPageWords } from './follow-en.ts';

const plural = pluralIn('ar');

export const followAr: FollowPageWords = {
  ask: {
    story: (name) => `متابعة «${name}»؟`,
    author: (name) => `متابعة ${name}؟`,
    tag: (name) => `متابعة ‎#${name}؟`,
  },
  would: {
    each: 'رسالة فور ظهور جديد عنه، حتى خارج مواضيعك.',
    daily: 'رسالة فور ظهور جديد عنه، إلى جانب رسالتك اليومية.',
    weekly: 'رسالة فور ظهور جديد عنه، إلى جانب رسالتك الأسبوعية.',
  },
  endsByItself: (days) =>
    `تنتهي المتابعة من تلقاء نفسها ${plural(days, {
      one: 'بعد يوم بلا جديد',
      two: 'بعد يومين بلا جديد',
      few: 'بعد # أيام بلا جديد',
      many: 'بعد # يومًا بلا جديد',
      other: 'بعد # يوم بلا جديد',
    })}.`,
  soFar: (articles, weeks) =>
    `حتى الآن: ${plural(articles, {
      zero: 'لا مقالات',
      one: 'مقال واحد',
      two: 'مقالان',
      few: '# مقالات',
      many: '# مقالًا',
      other: '# مقال',
    })} في ${plural(weeks, {
      one: 'أسبوع',
      two: 'أسبوعين',
      few: '# أسابيع',
      many: '# أسبوعًا',
      other: '# أسبوع',
    })}.`,
  yes: 'نعم، تابع',
  name: {
    story: (name) => `قصة «${name}»`,
    author: (name) => `كل ما يكتبه ${name}`,
    tag: (name) => `كل شيء عن ‎#${name}`,
  },
  follows: (what) => `أنت تتابع: ${what}`,
  no: (what) => `لم تعد تتابع: ${what}`,
  endsOn: (day) => `إن لم يظهر جديد تنتهي يوم ${day}.`,
  ended: (day) => `انتهت من تلقاء نفسها يوم ${day}: لم يظهر جديد.`,
  stop: 'أوقف المتابعة',
  again: 'تابع من جديد',
  heading: 'ما تتابعه',
  gone: 'لم يعد هنا ما يمكن متابعته',
  goneWhy: (name) => `لم يظهر في ${name} جديد عنه منذ وقت طويل. لم يتغير شيء.`,
  tooMany: (most) => `عدد ما تتابعه ${most} بالفعل. أوقف متابعة أحدها أولًا.`,
};
