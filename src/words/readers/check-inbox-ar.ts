import { pluralIn } from '../plural.ts';
import type { CheckInboxWords } from './check-inbox-en.ts';

const plural = pluralIn('ar');

export const checkInboxAr: CheckInboxWords = {
  title: (name) => `تفقّد بريدك – ${name}`,
  heading: 'تفقّد بريدك',
  look: 'ابحث عن رسالة من {name} إلى {address}. يبدأ موضوعها برمز.',
  lookFor: 'ابحث عن رسالة من {name}. يبدأ موضوعها برمز.',
  code: 'رمز من ستة أرقام',
  confirm: 'تأكيد',
  orButton: 'أو اضغط على الزر في الرسالة: كلاهما يفعل الشيء نفسه.',
  open: (site) => `افتح ${site}`,
  slip: {
    typed: 'كتبت',
    meant: 'هل تقصد',
    andThen: 'إذاً',
    again: 'أدخل عنوانك مرة أخرى',
  },
  noMail: 'لم تصل رسالة بعد دقيقتين؟',
  spam: 'ابحث في مجلد الرسائل غير المرغوب فيها',
  from: (address) => `من ${address}`,
  sendAgain: 'أرسلها مرة أخرى',
  sendAgainIn: 'أرسلها مرة أخرى (بعد {time})',
  threeADay: 'ثلاث مرات في اليوم على الأكثر',
  another: 'استخدم عنواناً آخر',
  cameBack: 'هل عادت إلينا الرسالة؟',
  thenSays: 'عندئذ تقول هذه الصفحة ذلك',
  slow: 'يستغرق الأمر وقتاً أطول حين يشترك كثيرون من شبكتك، أو إذا اشتركت قبل قليل في نشرة أخرى.',
  blockedOnce: (contact) =>
    `هل حظرت عنوانك هنا من قبل أو أبلغت عن رسالتنا كرسالة مزعجة؟ عندئذ لا يحق لنا أن نكتب إليك. تواصل مع ${contact}.`,
  sixDigits: 'الرمز من ستة أرقام، وتجده في موضوع الرسالة.',
  wrong: (triesLeft) =>
    `ليس هذا هو الرمز، أو مضى عليه أكثر من 30 دقيقة. ${plural(triesLeft, { one: 'بقيت محاولة واحدة', two: 'بقيت محاولتان', few: 'بقيت # محاولات', other: 'بقيت # محاولة' })}؛ الأضمن أن تنسخه من الرسالة.`,
  spent: 'ليس هذا هو الرمز أيضاً، ولم يعد الرمز صالحاً. ما زال الزر في الرسالة يعمل.',
  newCode: 'أرسل رمزاً جديداً',
  bounced: {
    title: (name) => `تحقّق من عنوانك – ${name}`,
    heading: 'عادت رسالتنا إلينا',
    why: 'يقول خادم البريد في {domain} إن {address} غير موجود. ربما خطأ في الكتابة؟',
    check: 'يُرجى التحقّق من هذا العنوان.',
  },
  already: {
    title: (name) => `تصلك ${name} بالفعل`,
    heading: 'أنت في القائمة بالفعل',
    gets: 'تصل {name} إلى {address} {comes}.',
    chose: 'اخترت قبل قليل: {rhythm}.',
    leave: 'اتركه كما هو',
  },
  rhythms: { each: 'كل مقال', daily: 'مرة في اليوم', weekly: 'مرة في الأسبوع' },
};
