import type { HistoryWords } from './history-en.ts';

export const historyAr: HistoryWords = {
  heading: 'ما حدث حتى الآن',
  lead: ['كل موافقة ورفض مسجّلين للعنوان ', '، الأحدث أولاً.'],
  requested: 'أُدخل هذا العنوان للاشتراك.',
  on: (page) => `كان ذلك في ${page}.`,
  said: (text) => `كان النص: «${text}»`,
  confirmedBy: { code: 'أكّدت بالرمز الذي في رسالتنا.', link: 'أكّدت بالزر الذي في رسالتنا.' },
  imported: 'نقلت النشرة عنوانك من قائمة.',
  changed: (what) => `غيّرت: ${what}.`,
  changedFor: (what) => `غيّرت النشرة لك: ${what}.`,
  oneClick: 'ألغيت الاشتراك بنقرة واحدة في برنامج بريدك.',
  left: 'ألغيت الاشتراك.',
  leftFor: 'ألغت النشرة اشتراكك.',
  back: 'تراجعت عن ذلك: تستمر الرسائل.',
  address: {
    asked: 'طُلب الانتقال إلى عنوان آخر.',
    moved: 'انتقلت الرسائل إلى عنوان آخر.',
    restored: 'أُلغي الانتقال إلى عنوان آخر.',
  },
  fields: {
    rhythm: 'عدد الرسائل',
    topicIds: 'المواضيع',
    localHour: 'الساعة',
    timeZone: 'المنطقة الزمنية',
    busyDayCap: 'أقصى عدد للرسائل في اليوم',
    pausedUntil: 'التوقف المؤقت',
    language: 'اللغة',
    name: 'الاسم',
  },
  none: 'لا شيء مسجّل بعد.',
  noTracking: 'لا يُسجَّل فتحك للرسائل ولا نقراتك فيها.',
};
