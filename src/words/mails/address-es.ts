import type { AddressWords } from './address-en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('es');

export const spanishAddress: AddressWords = {
  ask: {
    subject: (name) => `¿Recibir ${name} en esta dirección?`,
    heading: '¿Usar esta dirección a partir de ahora?',
    body: (name, old, moment) =>
      `El ${moment}, alguien que recibe ${name}, seguramente tú, pidió que llegara a esta dirección y ya no a ${old}. La frecuencia, los temas y todo lo demás siguen igual.`,
    button: 'Sí, usar esta dirección',
    validity: (days) =>
      `El botón funciona durante ${plural(days, { one: 'un día', other: '# días' })}. Hasta que alguien lo pulse, nada cambia.`,
    why: (name) =>
      `Recibes este único correo porque alguien que recibe ${name} escribió esta dirección como la nueva.`,
  },
  taken: {
    heading: (name) => `Esta dirección ya recibe ${name}`,
    body: (name, old, moment) =>
      `El ${moment}, alguien que recibe ${name}, seguramente tú, pidió que llegara a esta dirección y ya no a ${old}. Aquí ya llega, así que nada ha cambiado. Para que no lleguen más correos a la otra dirección, pulsa «Darse de baja» en uno de ellos.`,
  },
  moved: {
    subject: (name) => `${name} llega ahora a otra dirección`,
    heading: 'Tus correos llegan ahora a otra dirección',
    body: (name, now, moment) =>
      `El ${moment}, ${name} pasó de esta dirección a ${now}, como se confirmó allí. La frecuencia, los temas y todo lo demás siguen igual.`,
    undo: (day) => `¿No fuiste tú? Puedes deshacerlo hasta el ${day}:`,
    button: 'Conservar esta dirección',
    why: (name) => `Este correo es solo para avisarte. ${name} no envía nada más a esta dirección.`,
  },
};
