import { pluralIn } from '../plural.ts';
import type { LeavingWords } from './leaving-en.ts';

const plural = pluralIn('ar');

export const leavingAr: LeavingWords = {
  title: (name) => `إلغاء الاشتراك في ${name}`,
  heading: (name) => `هل تريد مغادرة ${name}؟`,
  noMore: 'لن تصل إليه مقالات بعد الآن.',
  unsubscribe: 'إلغاء الاشتراك',
  changedMind: 'غيّرت رأيك؟ أغلق هذه الصفحة ويبقى كل شيء على حاله.',
  fewer: 'أو رسائل أقل فقط',
  instead: {
    each: 'كل مقال بدلاً من ذلك',
    daily: 'مرة في اليوم بدلاً من ذلك',
    weekly: 'مرة في الأسبوع بدلاً من ذلك',
  },
  pauseMonth: 'توقّف لمدة شهر',
  back: (day) => `العودة يوم ${day}`,
  ratherThan: (fewer, now) =>
    plural(fewer, {
      one: 'رسالة واحدة في الأسبوع بدلاً من ',
      two: 'رسالتان في الأسبوع بدلاً من ',
      few: '# رسائل في الأسبوع بدلاً من ',
      other: '# رسالة في الأسبوع بدلاً من ',
    }) + now,
  someTopics: 'بعض المواضيع فقط',
  allNow: 'تصلك الآن كلها',
  leftTitle: (name) => `ألغيت اشتراكك في ${name}`,
  left: 'تمّ إلغاء اشتراكك.',
  leftWhy: (name) => [`لن تصل مقالات ${name} بعد الآن إلى `, '.'],
  undo: 'كان ذلك خطأ: تراجع',
  undoUntil: (time) => `ممكن حتى ${time}`,
  why: {
    heading: 'هل تخبرنا بالسبب؟',
    hint: 'فقط إن أردت: يُحسب من دون عنوانك.',
    reasons: {
      'too-many': 'رسائل كثيرة جداً',
      topics: 'ليست مواضيعي',
      'on-site': 'أقرأ على الموقع',
      unasked: 'لم أشترك قط',
      other: 'سبب آخر',
    },
    send: 'إرسال',
    thanks: 'شكراً. تم احتسابه.',
  },
  barred: (contact) =>
    `العنوان محظور: لا يمكن إرسال أي نشرة إليه. هل تريد تلقّي الرسائل من جديد؟ اكتب إلى ${contact}.`,
  again: 'الاشتراك مرة أخرى',
  all: 'إلغاء الاشتراك في كل نشرات هذا الموقع',
  backTitle: (name) => `عاد اشتراكك في ${name}`,
  welcomeBack: 'سعداء بعودتك.',
  choices: 'عرض اختياراتي',
  asBefore: (name) => [`تصل مقالات ${name} كما في السابق إلى `, '.'],
};
