import { pluralIn } from '../plural.ts';
import type { RhythmPageWords } from './rhythm-en.ts';

const plural = pluralIn('ar');

export const rhythmAr: RhythmPageWords = {
  howOften: 'كم مرة؟',
  labels: { each: 'كل مقال', daily: 'مرة في اليوم', weekly: 'مرة في الأسبوع' },
  aWeek: {
    each: (count) =>
      plural(count, {
        zero: 'لا رسائل تقريباً في الأسبوع',
        one: 'نحو رسالة واحدة في الأسبوع',
        two: 'نحو رسالتين في الأسبوع',
        few: 'نحو # رسائل في الأسبوع',
        other: 'نحو # رسالة في الأسبوع',
      }),
    daily: (count) =>
      plural(count, {
        zero: 'لا رسائل في الأسبوع',
        one: 'رسالة واحدة في الأسبوع',
        two: 'رسالتان في الأسبوع',
        few: '# رسائل في الأسبوع',
        other: '# رسالة في الأسبوع',
      }),
    weekly: () => 'رسالة واحدة في الأسبوع',
  },
  means: { each: 'رسالة في الحال', daily: 'اليوم في رسالة واحدة', weekly: 'الأسبوع في رسالة واحدة' },
  comes: {
    each: () => 'برسالة لكل مقال',
    daily: (_weekday, time) => `مرة في اليوم عند الساعة ${time}`,
    weekly: (weekday, time) => `مرة في الأسبوع، يوم ${weekday} عند الساعة ${time}`,
  },
  nextMail: (when) => `تصل الرسالة التالية ${when} إذا نُشر جديد حتى ذلك الحين.`,
  nextWithArticle: 'تصل الرسالة التالية مع المقال التالي.',
  nextAfterPause: (when) => `رسائلك متوقّفة مؤقتاً. تصل الرسالة التالية ${when}.`,
  ask: {
    each: 'رسالة لكل مقال من الآن فصاعداً؟',
    daily: 'مرة في اليوم من الآن فصاعداً؟',
    weekly: 'مرة في الأسبوع من الآن فصاعداً؟',
  },
  keepAsk: 'هل تبقيها كما كانت؟',
  keepWhy: (name, comesNow) => `من لم يختر تصله ${name} الآن ${comesNow}.`,
  yes: { each: 'نعم، كل مقال', daily: 'نعم، مرة في اليوم', weekly: 'نعم، مرة في الأسبوع' },
  would: {
    each: () => 'رسالة فور نشر كل مقال',
    daily: (_weekday, time) => `رسالة واحدة في اليوم عند الساعة ${time}`,
    weekly: (weekday, time) => `رسالة واحدة يوم ${weekday} عند الساعة ${time}`,
  },
  ratherThan: {
    each: 'بدلاً من رسالة لكل مقال.',
    daily: 'بدلاً من رسالة كل يوم.',
    weekly: 'بدلاً من رسالة كل أسبوع.',
  },
  isKept: 'ما لم يُرسل إليك بعد سيصلك أيضاً.',
  nothingYet: 'لم يتغيّر شيء بعد.',
  allChoices: 'عرض كل الاختيارات',
  already: {
    each: 'تصلك رسالة لكل مقال من قبل',
    daily: 'تصلك رسالة واحدة في اليوم من قبل',
    weekly: 'تصلك رسالة واحدة في الأسبوع من قبل',
  },
  done: {
    each: 'من الآن: كل مقال',
    daily: 'من الآن: مرة في اليوم',
    weekly: 'من الآن: مرة في الأسبوع',
  },
  undo: {
    each: 'تراجع: كل مقال',
    daily: 'تراجع: مرة في اليوم',
    weekly: 'تراجع: مرة في الأسبوع',
  },
  choose: 'كم مرة تودّ أن تصلك الرسائل؟',
  notReader: 'لا تُرسل إليك رسائل',
  notReaderWhy: (name) => `لست مشتركاً في ${name} حالياً، لذلك لم يتغيّر شيء.`,
  subscribe: 'اشترك',
};
