import type { TemplateFaultWords } from './template-faults.ts';

export const germanTemplateFaults: TemplateFaultWords = {
  at: (line, column) => `Zeile ${line}, Spalte ${column}`,
  in: (template) => `Vorlage „${template}“`,
  'unknown-variable': ({ name, meant }) =>
    `Eine Variable ${name} gibt es nicht.${meant === undefined ? '' : ` Meinen Sie ${meant}?`}`,
  'unknown-filter': ({ name }) => `Einen Filter ${name} gibt es nicht.`,
  'unknown-tag': ({ name }) => `Ein Tag ${name} gibt es nicht.`,
  'unexpected-end': ({ name }) => `{% ${name} %} kann hier nicht stehen: Etwas davor ist nicht geschlossen.`,
  'not-closed': ({ what }) => `${what} wird geöffnet und nie geschlossen.`,
  'no-part': ({ name }) =>
    `Eine Vorlage ${name} gibt es nicht. Eine Vorlage kann andere Vorlagen verwenden, aber keine Dateien lesen.`,
  'takes-too-long': () => 'Die Vorlage braucht zu lange. Gibt es eine Schleife ohne Ende?',
  'makes-too-much': () =>
    'Die Vorlage erzeugt viel zu viel Text für eine E-Mail. Gibt es eine Schleife ohne Ende?',
  'no-mjml': () =>
    'Das Ergebnis ist kein MJML. Es muss mit <mjml> beginnen; dafür sorgt {% layout layout %}.',
  'unknown-element': ({ element }) =>
    `Ein Element <${element}> gibt es hier nicht. HTML kann nur in <mj-text>, <mj-table>, <mj-button> und <mj-raw> stehen.`,
  'unknown-attribute': ({ element, attribute }) => `<${element}> hat kein Attribut ${attribute}.`,
  'bad-value': ({ element, attribute, value }) =>
    `„${value}“ kann nicht der Wert von ${attribute} in <${element}> sein.`,
  misplaced: ({ element, inside }) => `<${element}> kann hier nicht stehen. Möglich ist es in: ${inside}.`,
  include: () => '<mj-include> geht hier nicht: Eine Vorlage kann keine Dateien lesen.',
  script: () =>
    'Eine E-Mail kann keine Skripte haben: Mailprogramme entfernen sie, und Spamfilter lehnen solche E-Mails ab.',
  lacks: ({ need }) =>
    ({
      unsubscribe:
        'Der Link zum Abbestellen fehlt oder ist nicht zu sehen. Er ist Pflicht. {% render footer, mail: mail %} enthält ihn.',
      preferences:
        'Der Link zu den Einstellungen fehlt oder ist nicht zu sehen. {% render footer, mail: mail %} enthält ihn.',
      address:
        'Die Postanschrift fehlt oder ist nicht zu sehen. Sie ist Pflicht. Die Vorlage „layout“ zeigt sie aus mail.address.',
      why: 'Der Satz fehlt oder ist nicht zu sehen, der sagt, warum ein Leser diese E-Mail bekommt. {% render footer, mail: mail %} enthält ihn.',
      imprint:
        'Der Link zum Impressum fehlt oder ist nicht zu sehen. Er ist Pflicht. Die Vorlage „layout“ enthält ihn.',
      content: 'Der Text der E-Mail fehlt. Setzen Sie {{ mail.slots.body }} in ein <mj-text>.',
    })[need],
  unmarked: () =>
    'Links, die einem einzelnen Leser gehören, müssen zwischen {{ own.open | raw }} und {{ own.close | raw }} stehen. Sonst sähen sie alle im öffentlichen Archiv.',
  'depends-on-neighbours': () =>
    'Ein Artikel in einer Zusammenfassung sieht anders aus, je nachdem, was daneben steht, zum Beispiel durch forloop.last. Er muss überall gleich aussehen.',
  'too-large': ({ kilobytes }) =>
    `Die E-Mail hat ohne Text schon ${kilobytes} kB. Gmail schneidet E-Mails bei 102 kB ab.`,
  other: ({ reply }) => `Die Vorlage hat einen Fehler: ${reply}.`,
};
