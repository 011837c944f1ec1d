import { auditActionsDe } from './audit-actions-de.ts';
import type { AuditWords } from './audit-en.ts';

export const auditDe: AuditWords = {
  title: 'Protokoll',
  lede: 'Wer was getan hat, das Neueste zuerst. Die Zeilen bleiben drei Jahre; Zeiten sind in UTC.',
  onlyHere:
    'Hier steht, was nur diesen Newsletter betrifft. Was seither gelöscht wurde, steht nur im Protokoll der Installation.',
  read: 'Protokoll lesen',
  when: 'Wann',
  who: 'Wer',
  what: 'Was',
  onWhat: 'Woran',
  details: 'Einzelheiten',
  from: 'Ab',
  anybody: 'Alle',
  show: 'Zeigen',
  export: 'Als CSV exportieren',
  nothing: 'Keine Zeile',
  nothingText:
    'Dazu steht nichts im Protokoll. Ein ganzer Name wie user.changed passt, und auch sein Anfang: user.',
  newest: 'Neueste Zeilen',
  older: 'Ältere Zeilen',
  actions: auditActionsDe,
  kinds: {
    'user:': 'Alle Personen',
    'api-key:': 'Alle API-Schlüssel',
    'job:': 'Zeitgesteuerte Aufgaben',
    'command-line': 'Die Befehlszeile',
    visitor: 'Nicht angemeldete Personen',
    'subscriber:': 'Leser',
    'set-up': 'Die Einrichtungsseite',
  },
};
