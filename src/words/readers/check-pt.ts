import type { CheckWords } from './check-en.ts';

export const checkPt: CheckWords = {
  title: (name) => `Um momento – ${name}`,
  heading: 'Um momento, por favor',
  why: 'Há neste momento um número invulgar de inscrições. Por isso, o seu navegador faz um pequeno cálculo antes de a inscrição contar. Assim sabemos que nenhum robô escreve endereços de outras pessoas.',
  works: 'O seu navegador está a calcular. Demora alguns segundos e depois avança por si.',
  failed: 'O seu navegador não consegue fazer este cálculo.',
  slowWay: 'Também é possível sem ele: o e-mail chega então mais tarde, talvez daqui a algumas horas.',
  later: 'Inscrever-me e esperar',
  comesLater: 'Há neste momento tantas inscrições que o e-mail pode demorar algumas horas.',
  program:
    'Há neste momento um número invulgar de inscrições. Por isso, é preciso um pequeno cálculo antes de a inscrição contar.',
};
