import type { ReaderLanguage } from '../languages.ts';

/** How a language puts days and times of day together. */
interface Joints {
  locale: string;
  today: string;
  tomorrow: string;
  on(day: string): string;
  at(day: string, time: string): string;
  clock(time: string): string;
}

const plain = (time: string) => time;

/** Such as “a las 8:00”, but “a la 1:00”. */
export const atEs = (time: string) => `${time.startsWith('1:') ? 'a la' : 'a las'} ${time}`;

/** Such as “às 8:00”, but “à 1:00”. */
export const atPt = (time: string) => `${time.startsWith('1:') ? 'à' : 'às'} ${time}`;

export const JOINTS: Record<ReaderLanguage, Joints> = {
  en: {
    locale: 'en-GB',
    today: 'today',
    tomorrow: 'tomorrow',
    on: (day) => `on ${day}`,
    at: (day, time) => `${day} at ${time}`,
    clock: plain,
  },
  de: {
    locale: 'de-DE',
    today: 'heute',
    tomorrow: 'morgen',
    on: (day) => `am ${day}`,
    at: (day, time) => `${day} um ${time}`,
    clock: (time) => `${time} Uhr`,
  },
  fr: {
    locale: 'fr',
    today: 'aujourd’hui',
    tomorrow: 'demain',
    on: (day) => `le ${day}`,
    at: (day, time) => `${day} à ${time}`,
    clock: (time) => time.replace(':', ' h '),
  },
  es: {
    locale: 'es',
    today: 'hoy',
    tomorrow: 'mañana',
    on: (day) => `el ${day}`,
    at: (day, time) => `${day} ${atEs(time)}`,
    clock: plain,
  },
  pt: {
    locale: 'pt',
    today: 'hoje',
    tomorrow: 'amanhã',
    on: plain,
    at: (day, time) => `${day} ${atPt(time)}`,
    clock: plain,
  },
  ja: {
    locale: 'ja',
    today: '今日',
    tomorrow: '明日',
    on: plain,
    at: (day, time) => `${day}の${time}`,
    clock: plain,
  },
  ar: {
    locale: 'ar',
    today: 'اليوم',
    tomorrow: 'غداً',
    on: (day) => `يوم ${day}`,
    at: (day, time) => `${day} عند الساعة ${time}`,
    clock: plain,
  },
};
