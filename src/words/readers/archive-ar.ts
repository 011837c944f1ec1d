import { pluralIn } from '../plural.ts';
import type { ArchiveWords } from './archive-en.ts';

const plural = pluralIn('ar');

export const archiveAr: ArchiveWords = {
  title: 'الرسائل السابقة',
  found: (words) => `الرسائل السابقة التي فيها «${words}»`,
  nothing: (words) => `لا شيء فيه «${words}»`,
  search: 'البحث في الرسائل السابقة',
  month: 'الشهر',
  allMonths: 'كل الشهور',
  topic: 'الموضوع',
  allTopics: 'كل المواضيع',
  submit: 'بحث',
  mails: (count) => plural(count, { one: 'رسالة واحدة', two: 'رسالتان', few: '# رسائل', other: '# رسالة' }),
  shown: (count, total) => `${count} من أصل ${total} رسالة`,
  showAll: 'عرض كل الرسائل السابقة',
  noneSince: (day) => `لا توجد رسالة منذ ${day} فيها هذه الكلمات. جرّب كلمات أقل أو أقصر.`,
  none: 'لا توجد رسائل هنا بعد.',
  pages: 'الصفحات',
  earlier: 'رسائل أقدم',
  newest: 'أحدث الرسائل',
  getIt: 'احصل عليها بالبريد',
  feed: 'خلاصة Atom',
  mailOf: (day) => `رسالة ${day}`,
  neighbours: 'الرسائل المجاورة',
  earlierMail: (subject) => `الأقدم: ${subject}`,
  laterMail: (subject) => `الأحدث: ${subject}`,
  ownCopy: 'هذه نسختك الخاصة، وروابطها لك وحدك.',
  publicPage: 'اعرض الصفحة العامة على الآخرين',
};
