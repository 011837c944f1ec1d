import type { DeliverySettingsWords } from './delivery-settings-en.ts';

const numbers = new Intl.NumberFormat('de-DE');

export const deliverySettingsDe: DeliverySettingsWords = {
  servers: {
    title: 'Wie sie stehen',
    states: {
      working: 'Nimmt Mails an',
      waiting: 'Bald neuer Versuch',
      'out-of-order': 'Außer Betrieb',
      full: 'Voll für heute',
    },
    kinds: {
      environment: 'SMTP, aus SMTP_URL',
      smtp: 'SMTP',
      ses: 'Amazon SES',
      file: 'Dateien auf diesem Rechner',
      mailbox: 'das eingebaute Postfach: Keine Mail verlässt diesen Rechner',
    },
    perSecond: (anzahl) => `${numbers.format(anzahl)} pro Sekunde`,
    perHour: (anzahl) => `${numbers.format(anzahl)} pro Stunde`,
    slowedTo: (anzahl) => `vorerst gebremst auf ${numbers.format(anzahl)} pro Sekunde`,
    warmUp: (heute, grenze) =>
      grenze === null
        ? 'Aufwärmen ist vorbei'
        : `Aufwärmen: heute ${numbers.format(heute)} von ${numbers.format(grenze)}`,
    said: 'Der Server sagte:',
    again: 'Paperround versucht es wieder:',
    slowed: 'Langsamer, weil der Server sagte:',
    test: 'Test an mich senden',
    slower: 'Langsamer, wo es nötig ist',
    domain: 'Domain',
    aSecond: 'Pro Sekunde',
    anHour: 'Pro Stunde',
    why: 'Warum',
    setByYou: 'Ihre Einstellung',
    asked: 'die Domain bat um weniger; es wird von selbst wieder mehr',
  },
  trial: {
    subject: (publikation) => `[Test] Mail von ${publikation}`,
    text: (transport) =>
      `Das ist ein Test des Mailservers „${transport}“. Jemand hat in den Einstellungen von Paperround auf den Knopf gedrückt.`,
    passed: (transport, um) => `Test von ${transport} angenommen, ${um}.`,
    failed: (transport, um) => `Test von ${transport} nicht angenommen, ${um}.`,
    to: (adresse, millisekunden) => `Die Mail an ${adresse} brauchte ${millisekunden} ms.`,
    reply: 'Die Antwort des Servers:',
    tooMany: (wartezeit) => `Das waren viele Tests. Warten Sie ${wartezeit} bis zum nächsten.`,
  },
  doctor: {
    title: (domain) => `Prüfung von ${domain}`,
    staysHere:
      'Mails dieser Publikation bleiben vorerst auf diesem Rechner. Noch sieht kein Empfänger diese Einträge an.',
    unseen: 'Die Einträge dieser Domain hat noch niemand angesehen.',
    good: 'Alle Einträge sind in Ordnung.',
    odd: (count) =>
      count === 1
        ? 'Mails kommen durch. Ein Eintrag könnte besser sein.'
        : `Mails kommen durch. ${count} Einträge könnten besser sein.`,
    bad: (count) =>
      count === 1
        ? 'Ein Eintrag fehlt oder ist falsch. Empfänger können Ihre Mails ablehnen, bis Sie ihn berichtigen.'
        : `${count} Einträge fehlen oder sind falsch. Empfänger können Ihre Mails ablehnen, bis Sie sie berichtigen.`,
    now: 'Jetzt prüfen',
    again: 'Noch einmal prüfen',
    seen: 'Geprüft:',
    wait: 'Bis alle einen neuen Eintrag sehen, kann eine Stunde vergehen.',
    states: { good: 'In Ordnung', warning: 'Ansehen', bad: 'Fehlt oder falsch' },
    names: {
      dns: 'DNS',
      spf: 'SPF',
      dkim: 'DKIM',
      dmarc: 'DMARC',
      alignment: 'Zugehörigkeit',
      mx: 'MX',
      arrival: 'Rückläufer',
    },
    about: {
      dns: 'ob es die Domain gibt',
      spf: 'welche Server für Sie senden dürfen',
      dmarc: 'was Empfänger mit Mails tun, die nicht von Ihnen sind',
      alignment: 'ob alles zu Ihrer Adresse gehört',
      mx: 'wohin Antworten und Rückläufer gehen',
      arrival: 'ob Rückläufer angenommen werden',
    },
    key: (selector) => `Ihre Unterschrift, Schlüssel ${selector}`,
    means: {
      dns: 'Ohne die Domain lehnen Empfänger Ihre Mails ab.',
      spf: 'Empfänger wissen nicht, ob dieser Server für Sie senden darf.',
      dkim: 'Empfänger können Ihre Unterschrift nicht prüfen.',
      dmarc: 'Gmail, Yahoo und Outlook wollen einen gültigen Eintrag sehen.',
      alignment: 'Was besteht, gehört nicht zu Ihrer Absenderadresse und zählt deshalb nicht.',
      mx: 'Antworten und Rückläufer können verloren gehen.',
      arrival: 'Rückläufer können verloren gehen, und Sie schreiben weiter an Adressen, die es nicht gibt.',
    },
    type: 'Typ',
    name: 'Name',
    value: 'Wert',
  },
};
