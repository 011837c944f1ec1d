import type { PauseWords } from './pause-en.ts';

export const pauseAr: PauseWords = {
  heading: 'استراحة من الرسائل',
  why: 'عند عودتك تخبرك رسالة واحدة بما حدث في غيابك.',
  week: 'أسبوع',
  twoWeeks: 'أسبوعان',
  month: 'شهر',
  orUntil: 'أو حتى تاريخ',
  pause: 'ابدأ الاستراحة',
  paused: (day) => `الرسائل متوقّفة حتى ${day}`,
  pausedWhy: (when, comes) =>
    `ستخبرك رسالة واحدة بما حدث في غيابك، وتصل ${when}. بعد ذلك تعود الرسائل كما كانت، ${comes}.`,
  end: 'إنهاء الاستراحة الآن',
  ended: 'انتهت استراحتك',
  anotherDate: 'تاريخ آخر',
  notDay: 'اختر يوماً، مثل 2027-05-01.',
  tooEarly: 'اختر يوماً ابتداءً من الغد.',
  tooLate: 'اختر يوماً خلال سنة من الآن.',
};
