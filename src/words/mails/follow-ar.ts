import type { FollowWords } from './follow-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('ar');

const afterQuiet = (days: number) =>
  plural(days, {
    one: 'بعد يوم بلا جديد',
    two: 'بعد يومين بلا جديد',
    few: 'بعد # أيام بلا جديد',
    many: 'بعد # يومًا بلا جديد',
    other: 'بعد # يوم بلا جديد',
  });

export const arabicFollow: FollowWords = {
  heading: 'تابع هذا',
  how: (days) =>
    `رسالة فور ظهور جديد، مهما كان إيقاع رسائلك. تنتهي المتابعة من تلقاء نفسها ${afterQuiet(days)}.`,
  link: {
    story: (name) => `تابع قصة «${name}»`,
    author: (name) => `تابع ${name}`,
    tag: (name) => `تابع ‎#${name}`,
  },
  why: {
    daily: (name, site) =>
      `تصلك هذه الرسالة فورًا، إلى جانب رسالتك اليومية من ${name} على ${site}، لأنك تتابع شيئًا مما فيها.`,
    weekly: (name, site) =>
      `تصلك هذه الرسالة فورًا، إلى جانب رسالتك الأسبوعية من ${name} على ${site}، لأنك تتابع شيئًا مما فيها.`,
  },
  beside: {
    daily: 'تصلك رسالة واحدة في اليوم، وهذه فورًا لأنك تتابعها. بنقرة واحدة يتغير الإيقاع.',
    weekly: 'تصلك رسالة واحدة في الأسبوع، وهذه فورًا لأنك تتابعها. بنقرة واحدة يتغير الإيقاع.',
  },
};
