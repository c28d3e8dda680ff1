import type { PairNewsWords } from './en.ts';

export const pairNews: PairNewsWords = {
  pair: {
    offered: (who) => `${who} te propone una pareja de mentoría`,
    countered: (who) => `${who} respondió a tu propuesta con otras condiciones`,
    accepted: (who) => `${who} aceptó tu propuesta: ya son pareja de mentoría`,
    declined: (who) => `${who} respondió a tu propuesta`,
    withdrawn: (who) => `${who} retiró su propuesta de pareja`,
    ended: (who) => `${who} terminó la pareja de mentoría`,
    full: (who) => `No había lugar para la pareja con ${who}: terminó, y no es culpa de nadie`,
    left: (who) => `${who} terminó la pareja al comienzo, como cualquiera puede: no es culpa de nadie`,
    amendment: (who) => `${who} propone un cambio en su acuerdo`,
    amended: (who) => `${who} aceptó tu cambio del acuerdo`,
    'not-amended': (who) => `${who} prefiere dejar el acuerdo como está`,
  },
  turn: {
    presented: (who) => `${who} te muestra algo y pregunta qué ves`,
    'your-move': (who) => `Te toca hablar en el ciclo con ${who}`,
    swap: (who) => `${who} dijo qué hará con tus comentarios. Ahora presentas tú`,
    complete: (who) => `Tú y ${who} completaron un ciclo`,
    'set-aside': (who) => `${who} dejó de lado su ciclo`,
    done: (who) => `${who} hizo lo que se propuso tras tus comentarios`,
    'consent-asked': (who) => `${who} pregunta si puede citarte`,
    'consent-answered': (who) => `${who} respondió si puedes citar sus palabras`,
    thought: (who) => `Tus comentarios hicieron pensar a ${who}`,
  },
  session: {
    proposed: (who) => `${who} propone horas para reunirse`,
    'other-times': (who) => `${who} preferiría reunirse a otra hora`,
    agreed: (who) => `${who} eligió una hora: hay reunión`,
    moved: (who) => `${who} aceptó reunirse a la otra hora`,
    declined: (who) => `Ninguna de las horas le viene bien a ${who}`,
    cancelled: (who) => `${who} canceló la sesión`,
    'in-a-day': (who) => `Tienes sesión con ${who} en menos de un día`,
    'in-an-hour': (who) => `Tienes sesión con ${who} en menos de una hora`,
  },
  followUp: {
    'due-tomorrow': (who) => `Lo que te propusiste con ${who} es para mañana`,
    'due-today': (who) => `Lo que te propusiste con ${who} es para hoy`,
  },
  balance: {
    'mine-to-give': (who) => `${who} ha dado más últimamente. ¿Quieres dar algo a cambio?`,
    'mine-to-ask': (who) => `Le has dado más a ${who} últimamente. ¿Le pides algo a cambio?`,
  },
};
