import { arabicAddress } from './address-ar.ts';
import { arabicFollow } from './follow-ar.ts';
import { pluralIn } from '../plural.ts';
import { arabicCorrection, arabicDigest, arabicRhythm } from './digests-ar.ts';
import type { Words } from './en.ts';

const plural = pluralIn('ar');

export const arabic: Words = {
  by: (names) => `بقلم ${names}`,
  minutesToRead: (minutes) =>
    plural(minutes, {
      one: 'دقيقة للقراءة',
      two: 'دقيقتان للقراءة',
      few: '# دقائق للقراءة',
      other: '# دقيقة للقراءة',
    }),
  pictureOf: (title) => `صورة: ${title}`,
  readOnSite: 'القراءة على الموقع',
  continueReading: 'متابعة القراءة على الموقع',
  shortened: 'هذا المقال أطول من أن تتّسع له رسالة، فينتهي هنا.',
  share: 'شارك المقال:',
  shareOn: (name) => `شارك على ${name}`,
  shareByEmail: 'البريد',
  shareByEmailSays: 'شارك بالبريد',
  think: 'أخبرنا برأيك',
  comment: 'اكتب تعليقاً',
  related: 'قد يعجبك أيضاً',
  moreOnSite: (count) =>
    plural(count, {
      one: 'ومقال آخر على الموقع',
      two: 'ومقالان آخران على الموقع',
      few: 'و# مقالات أخرى على الموقع',
      other: 'و# مقالاً آخر على الموقع',
    }),
  embeds: {
    video: 'شاهد الفيديو',
    audio: 'استمع',
    post: 'اعرض المنشور',
    other: 'اعرضه على الصفحة',
  },
  digest: arabicDigest,
  rhythm: arabicRhythm,
  follow: arabicFollow,
  correction: arabicCorrection,
  whyArticle: (name, site) => `تصلك هذه الرسالة لأنك اشتركت في ${name} على ${site}.`,
  unsubscribe: 'إلغاء الاشتراك',
  preferences: 'تفضيلاتي',
  viewInBrowser: 'العرض في المتصفح',
  archive: {
    publicCopy: (moment) =>
      `هذه هي النسخة العامة من رسالة أُرسلت في ${moment}. حُذفت منها الروابط الشخصية والعناوين.`,
    getIt: 'احصل عليها بالبريد',
    pastMails: 'كل الرسائل السابقة',
  },
  imprint: 'بيانات الناشر',
  privacy: 'سياسة الخصوصية',
  topics: 'المواضيع',
  code: {
    subject: (code, name) => `${code} هو رمزك لدى ${name}`,
    works: (minutes) =>
      `الرمز صالح لمدة ${plural(minutes, { one: 'دقيقة واحدة', two: 'دقيقتين', few: '# دقائق', other: '# دقيقة' })}.`,
  },
  confirmation: {
    preheader: 'أدخله حيث اشتركت، أو اضغط على الزر في هذه الرسالة. لن نرسل إليك شيئاً قبل ذلك.',
    heading: 'بقيت خطوة واحدة',
    request: (name, site, moment) =>
      `طلب شخص ما، أنت على الأرجح، بتاريخ ${moment} إرسال المقالات الجديدة من ${name} (${site}) إلى هذا العنوان.`,
    codeLabel: 'أدخل هذا الرمز حيث اشتركت:',
    orButton: 'أغلقت الصفحة؟ هذا الزر يفعل الشيء نفسه:',
    button: 'تأكيد عنواني',
    together: (names) => `الرمز والزر يؤكدان أيضاً اشتراكك في ${names}.`,
    validity: (minutes, days) =>
      `الرمز صالح لمدة ${plural(minutes, { one: 'دقيقة واحدة', two: 'دقيقتين', few: '# دقائق', other: '# دقيقة' })}، والزر لمدة ${plural(days, { one: 'يوم واحد', two: 'يومين', few: '# أيام', other: '# يوماً' })}. لن نرسل إليك شيئاً حتى تؤكّد.`,
    byReply: 'أو ردّ على هذه الرسالة فحسب: الرد يؤكد عنوانك أيضاً.',
    ignore: 'لست أنت من طلب ذلك؟ تجاهل هذه الرسالة ولن يحدث أي شيء آخر.',
    neverAgainAsk: 'كي لا يستطيع أحد تسجيل هذا العنوان مرة أخرى:',
    neverAgain: 'لا تراسلوني أبداً',
    whatIsThis: (name) => `ما هي ${name}؟ اقرأ عنها هنا:`,
    why: (name) =>
      `تصلك هذه الرسالة الوحيدة لأن عنوانك أُدخل في نموذج الاشتراك في ${name}. لن يكون في أي قائمة حتى تؤكّد.`,
  },
  reminder: {
    subject: (name) => `هل ما زلت تريد ${name}؟`,
    preheader: 'اشتركت ولم تؤكّد بعد. هذا هو التذكير الوحيد، والزر نقرة واحدة.',
    heading: 'بقيت خطوة واحدة',
    body: (name, day) =>
      `طلب شخص ما، أنت على الأرجح، بتاريخ ${day} أن تصل ${name} إلى هذا العنوان، ولم يُؤكَّد الطلب بعد. إن كنت ما زلت تريدها:`,
    ifNot: (day) => `وإلا فلا تفعل شيئاً. هذا هو التذكير الوحيد، وسيُحذف عنوانك بعد ${day}.`,
  },
  ownData: {
    subject: (name) => `بياناتك لدى ${name}`,
    heading: 'بياناتك',
    body: (name, moment) => `بتاريخ ${moment} طلب شخص، هو أنت على الأرجح، البيانات التي تحفظها ${name} عنك.`,
    button: 'عرض بياناتي',
    validity: 'هناك يمكنك تنزيل كل شيء أو طلب محوه. يعمل الزر ليوم واحد.',
    why: (name) => `تصلك هذه الرسالة وحدها لأنها طُلبت من صفحة اختياراتك لدى ${name}.`,
  },
  address: arabicAddress,
  welcome: {
    subject: (name) => `أهلاً بك في ${name}`,
    heading: 'تمّ تأكيد اشتراكك',
    body: (name) => `شكراً لتأكيدك. ستصل مقالات ${name} القادمة إلى هذا العنوان.`,
    mails: {
      each: 'تصلك رسالة لكل مقال.',
      daily: 'تصلك رسالة واحدة في اليوم.',
      weekly: 'تصلك رسالة واحدة في الأسبوع.',
    },
    first: (moment) => `الأولى: ${moment}، إذا نُشر جديد حتى ذلك الحين.`,
    firstWithArticle: 'تصل الأولى مع المقال التالي.',
    control: (hasTopics) =>
      hasTopics
        ? 'أنت من يقرّر عمّ نكتب إليك وكم مرة: يمكنك تغيير المواضيع وعدد الرسائل أو إلغاء الاشتراك في أي وقت.'
        : 'أنت من يقرّر كم مرة نكتب إليك: يمكنك تغيير ذلك أو إلغاء الاشتراك في أي وقت.',
    why: (name, site) => `تصلك هذه الرسالة لأنك أكّدت اشتراكك في ${name} على ${site}.`,
  },
  alreadySubscribed: {
    heading: 'أنت مشترك بالفعل',
    body: (name, site, moment) =>
      `سجّل شخص ما، أنت على الأرجح، بتاريخ ${moment} هذا العنوان في ${name} (${site}). كان العنوان في القائمة من قبل، لذلك لم يتغيّر شيء.`,
    codeLabel: 'لتغيير شيء حيث كنت قبل قليل، أدخل هذا الرمز هناك:',
    control: 'لا تصلك رسائلنا؟ ابحث في مجلد الرسائل غير المرغوب فيها أو راجع تفضيلاتك.',
    ignore: 'لست أنت من طلب ذلك؟ تجاهل هذه الرسالة ولن يحدث أي شيء آخر.',
    why: (name) => `تصلك هذه الرسالة لأن عنوانك أُدخل في نموذج الاشتراك في ${name}.`,
  },
};
