import { dayText } from '../languages.ts';

type Named = 'daily' | 'weekly' | 'busy-day' | 'catch-up';

const NAMES: Record<string, Record<Named, string>> = {
  en: {
    daily: 'Daily digest',
    weekly: 'Weekly digest',
    'busy-day': 'End of a busy day',
    'catch-up': 'Welcome back',
  },
  de: {
    daily: 'Tägliche Zusammenfassung',
    weekly: 'Wöchentliche Zusammenfassung',
    'busy-day': 'Ende eines vollen Tages',
    'catch-up': 'Willkommen zurück',
  },
  fr: {
    daily: 'Résumé du jour',
    weekly: 'Résumé de la semaine',
    'busy-day': 'Fin d’une journée chargée',
    'catch-up': 'Bon retour',
  },
  es: {
    daily: 'Resumen del día',
    weekly: 'Resumen de la semana',
    'busy-day': 'Fin de un día con muchas noticias',
    'catch-up': 'Hola de nuevo',
  },
};

/** What a digest is called until its articles are known. @param language BCP 47 tag. */
export function digestName(rhythm: Named, day: Date, language: string, timeZone: string): string {
  const names = NAMES[language.split('-')[0]?.toLowerCase() ?? ''] ?? NAMES['en'];
  return `${names?.[rhythm] ?? rhythm}, ${dayText(day, language, timeZone)}`;
}
