import type { onboarding as en } from '../en/onboarding.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const list = (words: readonly string[]) => new Intl.ListFormat(language).format(words);

export const onboarding: typeof en = {
  welcome: (name) => `Te damos la bienvenida, ${name}`,
  path: 'Primeros pasos',
  step: (number, of) => `Paso ${number} de ${of}`,
  stepDone: 'hecho',
  steps: { you: 'Quién eres', people: 'A quién leer', act: 'Algo útil' },
  skip: 'Saltar este paso',
  next: 'Guardar y continuar',
  goOn: 'Continuar',
  finish: 'Ir a mi inicio',
  back: 'Atrás',

  youTitle: '¿Quién eres como docente?',
  youLead: 'Así te encuentran tus colegas y de ahí salen las sugerencias. Todo es público y todo puede quedar vacío.',
  importOpen: 'Traerlo de otra cuenta',
  importLead:
    'De Mastodon o de cualquier otro lugar del fediverso. Primero lo ves; nada se guarda hasta que continúes.',
  importHandle: 'Tu dirección allí',
  importHint: '@amara@mastodon.example',
  importButton: 'Buscarla',
  importing: (host) => `Preguntando a ${host}. Puede tardar diez segundos.`,
  imported: (handle) => `Rellenado desde ${handle}. Léelo y cambia lo que quieras.`,

  peopleTitle: '¿A quién te gustaría leer?',
  peopleLead: 'Colegas de quienes podrías aprender o que podrían aprender de ti. Nunca por cuánta gente los sigue.',
  followSome: (count) => plural(language, count, { one: 'Seguir a # persona', other: 'Seguir a # personas' }),
  followed: (count) => plural(language, count, { one: 'Sigues a # persona más', other: 'Sigues a # personas más' }),
  choose: (name) => `Elegir a ${name}`,
  dismiss: (name) => `No volver a sugerir a ${name}`,
  dismissed: (name) => `Ya no te sugerimos a ${name}`,
  noSuggestions: 'Todavía no hay nadie a quien sugerir',
  noSuggestionsAdvice: 'Con tus asignaturas y unas palabras sobre en qué quieres mejorar en tu perfil, quizá sí.',
  suggestions: 'Quizá te guste leer a',
  reasons: {
    helpsYou: (words) => `Puede ayudar con ${list(words)}`,
    helpedByYou: (words) => `Quiere mejorar en ${list(words)}, donde tú puedes ayudar`,
    subject: (subject) => `También enseña ${subject}`,
    gradeLevel: (level) => `${level}, como tú`,
    school: (school) => `También en ${school}`,
    followedBy: (name) => `${name} sigue a esta persona`,
    here: 'También en esta instancia',
  },

  csvTitle: 'Trae a quienes ya sigues',
  csvLead: 'En Mastodon: Preferencias, Importar y exportar, Exportar datos, Seguidos. Elige el archivo que te da.',
  csvFile: 'Archivo CSV',
  csvReady: (count) => plural(language, count, { one: '# persona en el archivo.', other: '# personas en el archivo.' }),
  csvBad: (count) =>
    plural(language, count, {
      one: '# línea no es una dirección y se deja fuera:',
      other: '# líneas no son direcciones y se dejan fuera:',
    }),
  csvBadLine: (line, text) => `Línea ${line}: ${text}`,
  csvTooMany: (max) =>
    `Solo se toman las primeras ${new Intl.NumberFormat(language).format(max)}; importa el resto después.`,
  csvEmpty: 'No hay ninguna dirección en este archivo. Cada línea debería empezar por una, como amara@school.example.',
  csvUnreadable: 'Este archivo es demasiado grande para ser una lista de personas.',
  csvStart: 'Seguir a estas personas',
  importRunning: 'Siguiendo',
  importProgress: (done, of) => `${done} de ${of}`,
  importGoesOn: 'Puedes salir de esta página; la tarea continúa.',
  importFinished: 'La lista está completa',
  importCancelled: 'Se detuvo la importación',
  importStop: 'Detener',
  outcomes: {
    followed: (count) => plural(language, count, { one: '# seguida', other: '# seguidas' }),
    requested: (count) => plural(language, count, { one: '# solicitud enviada', other: '# solicitudes enviadas' }),
    already: (count) => plural(language, count, { one: '# ya seguida', other: '# ya seguidas' }),
    failed: (count) => plural(language, count, { one: '# no se pudo seguir', other: '# no se pudieron seguir' }),
    waiting: (count) => plural(language, count, { one: '# sin probar', other: '# sin probar' }),
  },
  exportTitle: 'Llévatelas a otra parte',
  exportLead: 'Todas las personas que sigues, en un archivo CSV que Mastodon y otros leen.',
  exportButton: 'Descargar el CSV',

  actTitle: 'Haz algo útil',
  actFeedback: 'Una persona espera respuesta',
  actFeedbackLead: 'Bastan dos frases: qué te llamó la atención y una pregunta.',
  actFeedbackButton: 'Comentar',
  actWrite: 'Escribe una primera publicación corta',
  actWriteLead: 'Tres preguntas te ayudan a empezar: qué probaste, qué pasó y qué te gustaría saber.',
  actWriteButton: 'Empezar con tres preguntas',
  actOr: 'O bien',
};
