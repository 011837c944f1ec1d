import type { SignUpWords } from './sign-up-en.ts';

export const signUpAr: SignUpWords = {
  title: (name) => `الاشتراك في ${name}`,
  pleaseCheck: 'يُرجى التحقّق: ',
  heading: (name) => `${name} في بريدك`,
  lead: (site) => `المقالات الجديدة من ${site} في بريدك، بالوتيرة التي تناسبك.`,
  untilConfirmed: 'لا نرسل شيئاً قبل أن تؤكّد.',
  latest: 'أحدث المقالات',
  pastMails: 'اطّلع أولاً على الرسائل السابقة',
  discover: (name) => `المزيد من ${name}`,
  boxLead: 'اشترك لتصلك المقالات الجديدة بالبريد، بالوتيرة التي تناسبك.',
  consent: (name) =>
    `باشتراكك توافق على أن تصلك مقالات ${name} بالبريد الإلكتروني. يمكنك تغيير عدد الرسائل أو المغادرة بنقرة من كل رسالة.`,
  email: 'عنوان البريد الإلكتروني',
  subscribe: 'اشترك',
  onlySome: 'بعض المواضيع فقط؟',
  tickNone: 'اتركها كلها فارغة ليصلك كل شيء.',
  together: 'هل تريد هذه أيضاً بالتأكيد نفسه؟',
  leaveEmpty: 'اترك هذا الحقل فارغاً',
  slip: { didYouMean: 'هل تقصد {address}؟', changeIt: 'نعم، صحّحه', keepIt: 'لا، إنه صحيح' },
  backToForm: 'العودة إلى النموذج',
};
