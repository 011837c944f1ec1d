import type { CheckWords } from './check-en.ts';

export const checkEs: CheckWords = {
  title: (name) => `Un momento – ${name}`,
  heading: 'Un momento, por favor',
  why: 'Ahora mismo se está suscribiendo muchísima gente. Por eso su navegador hace un pequeño cálculo antes de que la suscripción cuente. Así sabemos que ningún robot escribe direcciones ajenas.',
  works: 'Su navegador está calculando. Tarda unos segundos y luego sigue por sí solo.',
  failed: 'Su navegador no puede hacer este cálculo.',
  slowWay: 'También es posible sin él: el correo llegará más tarde, quizá dentro de unas horas.',
  later: 'Suscribirme y esperar',
  comesLater: 'Hay tantas suscripciones en este momento que el correo puede tardar unas horas.',
  program:
    'Ahora mismo se está suscribiendo muchísima gente. Por eso hace falta un pequeño cálculo antes de que la suscripción cuente.',
};
