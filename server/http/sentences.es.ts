/**
 * What the server says to people, in Spanish, by its English words. `{}` stands for a value, in the same order; a value
 * that is itself in here is translated too. A test finds what is missing.
 */
export const SPANISH: Readonly<Record<string, string>> = {
  // Fields of forms.
  'This is needed.': 'Esto es necesario.',
  'This has the wrong form.': 'Esto no tiene la forma correcta.',
  'Choose one of: {}.': 'Elige uno de estos: {}.',
  'Use a multiple of {}.': 'Usa un múltiplo de {}.',
  'Leave out: {}.': 'Quita: {}.',
  'Send text.': 'Envía texto.',
  'Send a number.': 'Envía un número.',
  'Send a whole number.': 'Envía un número entero.',
  'Send true or false.': 'Envía true o false.',
  'Send a list.': 'Envía una lista.',
  'Send a JSON object.': 'Envía un objeto JSON.',
  'Send an instant in UTC, like 2026-12-18T09:30:00Z.': 'Envía un instante en UTC, como 2026-12-18T09:30:00Z.',
  'Send a day, like 2026-12-18.': 'Envía un día, como 2026-12-18.',
  'Write an e-mail address.': 'Escribe una dirección de correo.',
  'Write a web address.': 'Escribe una dirección web.',
  'Use at least {} characters.': 'Usa al menos {} caracteres.',
  'Add at least one.': 'Añade al menos uno.',
  'Add at least {}.': 'Añade al menos {}.',
  'Use {} or more.': 'Usa {} o más.',
  'Use at most {} characters.': 'Usa como máximo {} caracteres.',
  'Use at most {} of these.': 'Usa como máximo {} de estos.',
  'Use {} or less.': 'Usa {} o menos.',
  'Check “{}”: {}': 'Revisa «{}»: {}',
  'Check these: {}.': 'Revisa estos campos: {}.',
  'This is not an id.': 'Esto no es un identificador.',
  'Leave out line breaks and control characters.': 'Quita los saltos de línea y los caracteres de control.',
  'Write something that others can see.': 'Escribe algo que los demás puedan ver.',
  'Write something first.': 'Primero escribe algo.',

  // Accounts.
  'Use 2 to 30 letters a–z, digits or underscores.': 'Usa de 2 a 30 letras de la a a la z, cifras o guiones bajos.',
  'Use at least 10 characters; a short sentence is easiest to remember.':
    'Usa al menos 10 caracteres; una frase corta es lo más fácil de recordar.',
  'Use at most 200 characters.': 'Usa como máximo 200 caracteres.',
  'Write the name colleagues know you by.': 'Escribe el nombre por el que te conocen tus colegas.',
  'Paste the token that the server printed when it started.': 'Pega el código que el servidor mostró al arrancar.',
  'Give the token a name you will recognise.': 'Da a la clave un nombre que vayas a reconocer.',
  'This name is kept for the server itself. Choose another.':
    'Este nombre está reservado para el propio servidor. Elige otro.',
  'This name is taken. Choose another.': 'Este nombre ya está en uso. Elige otro.',
  'This server is set up already. Sign in, or sign up for an account.':
    'Este servidor ya está en marcha. Entra o crea una cuenta.',
  'This is not the token. Copy it from the output of the server, where it was printed at start.':
    'Este no es el código. Cópialo de lo que mostró el servidor al arrancar.',
  'The username or password is not right. Check both and try again.':
    'El nombre de usuario o la contraseña no son correctos. Revisa ambos e inténtalo de nuevo.',
  'Your account waits for an organizer of this instance to let you in. Try again later.':
    'Tu cuenta espera a que la coordinación de esta instancia la active. Inténtalo más tarde.',
  'One joins this instance by invitation. Paste the code you were given.':
    'En esta instancia se entra por invitación. Pega el código que te dieron.',
  'This invitation is used up, out of date or mistyped. Ask whoever invited you for a new one.':
    'Esta invitación ya se usó, caducó o está mal escrita. Pide una nueva a quien te invitó.',
  'There were too many attempts. Try again in {}.': 'Hubo demasiados intentos. Inténtalo de nuevo en {}.',
  '{} seconds': '{} segundos',
  '{} minutes': '{} minutos',
  'Too many people sign in at this moment. Try again in a minute.':
    'Demasiadas personas están entrando en este momento. Inténtalo de nuevo en un minuto.',
  'This is not your current password.': 'Esta no es tu contraseña actual.',
  'This is not your current password. Type it again.': 'Esta no es tu contraseña actual. Escríbela de nuevo.',
  'You have {} tokens, which is the most. Revoke one that you no longer need.':
    'Tienes {} claves, que es el máximo. Revoca una que ya no necesites.',
  // What becomes of accounts.
  'Type your password.': 'Escribe tu contraseña.',
  'Type the username.': 'Escribe el nombre de usuario.',
  'Say what is wrong, in a sentence or two.': 'Di qué está mal, en una o dos frases.',
  'This account is suspended. What is in it is not shown.':
    'Esta cuenta está suspendida. Lo que contiene no se muestra.',
  'This account was deleted.': 'Esta cuenta fue eliminada.',
  'This account is suspended. Lift that first.': 'Esta cuenta está suspendida. Levanta antes la suspensión.',
  'Your account is suspended by the people who run this instance. Ask them what can be done.':
    'Quienes llevan esta instancia han suspendido tu cuenta. Pregúntales qué se puede hacer.',
  'You cannot block yourself.': 'No puedes bloquearte a ti.',
  'You cannot report yourself.': 'No puedes denunciarte a ti.',
  'You cannot suspend yourself. Ask another admin.':
    'No puedes suspenderte a ti. Pídelo a otra persona administradora.',
  'This is not your password.': 'Esta no es tu contraseña.',
  'This is not your password. Type it again.': 'Esta no es tu contraseña. Escríbela de nuevo.',
  'This is not the username of the account.': 'Este no es el nombre de usuario de la cuenta.',
  'This is not the username of the account. Type it as it stands there.':
    'Este no es el nombre de usuario de la cuenta. Escríbelo tal como aparece allí.',
  'This is the account that you are in. Write the handle of another one of yours.':
    'Esta es la cuenta en la que estás. Escribe la dirección de otra cuenta tuya.',
  'You have {} other accounts here, which is the most. Remove one that you no longer need.':
    'Tienes {} cuentas más anotadas, que es el máximo. Quita una que ya no necesites.',
  'You have moved lately. You can move again from {} on.':
    'Te mudaste hace poco. Podrás mudarte de nuevo a partir del {}.',
  'You have moved already. Come back first if you want to move somewhere else.':
    'Ya te has mudado. Vuelve primero si quieres mudarte a otro lugar.',
  '{} has moved on itself. Write the handle of the account where you are now.':
    '{} también se ha mudado. Escribe la dirección de la cuenta en la que estás ahora.',
  '{} does not name this account yet. Sign in there, add {} as your earlier account (often called an alias, or “moving from”), then try again here.':
    '{} todavía no nombra esta cuenta. Entra allí, añade {} como tu cuenta anterior (a menudo se llama alias, o «mudarse desde») e inténtalo aquí de nuevo.',
  'You have moved to another account. Write and follow there, or come back: Settings, Moving.':
    'Te has mudado a otra cuenta. Escribe y sigue a personas desde allí, o vuelve: Ajustes, Mudanza.',
  'This cannot be sent: somebody whom it is for, or whom it names, has blocked you.':
    'Esto no se puede enviar: alguien a quien va dirigido, o a quien nombra, te ha bloqueado.',
  'This cannot be sent: you block somebody whom it is for, or whom it names. Unblock them first, or leave them out.':
    'Esto no se puede enviar: bloqueas a alguien a quien va dirigido, o a quien nombra. Desbloquea antes a esa persona, o no la incluyas.',
  'This API token is not known here. Create a new one in your settings.':
    'Aquí no se conoce esta clave de la API. Crea una nueva en tus ajustes.',
  'This account was let in already, perhaps by another organizer.':
    'Esta cuenta ya se activó, quizá por otra persona de la coordinación.',
  'This is the only admin. Make somebody else an admin first.':
    'Es la única persona que administra. Antes, da ese papel a otra.',
  'This account is not let in yet. Approve it first.': 'Esta cuenta aún no está activa. Actívala primero.',
  'Sign in first, then try again.': 'Primero entra y luego inténtalo de nuevo.',
  'Only {} of this instance can do this. Ask one of them.':
    'Solo {} de esta instancia puede hacer esto. Pídeselo a alguien de ahí.',
  'an organizer or admin': 'la coordinación o la administración',
  'an admin': 'la administración',

  // Posts.
  'Use letters, digits and underscores, like exit_tickets.':
    'Usa letras, cifras y guiones bajos, como tarjetas_de_salida.',
  'Give the post a title.': 'Pon un título a la publicación.',
  'Write what you tried and what happened.': 'Escribe qué probaste y qué pasó.',
  'Attach at most 8 files.': 'Adjunta como máximo 8 archivos.',
  'You have {} drafts. Publish or delete one first.': 'Tienes {} borradores. Publica o elimina uno primero.',
  'This is too long to be sent to other instances. Make two posts of it.':
    'Es demasiado largo para enviarlo a otras instancias. Haz dos publicaciones.',
  'Only public posts can be shared further; this one is for followers.':
    'Solo se pueden compartir las publicaciones públicas; esta es para quienes siguen a su autor o autora.',
  'Only posts that everybody may read can stand at the top of your profile. This one is for fewer people.':
    'Solo las publicaciones que todo el mundo puede leer pueden estar al principio de tu perfil. Esta es para menos gente.',
  'Five posts are at the top of your profile already. Take one down first.':
    'Ya hay cinco publicaciones al principio de tu perfil. Quita una primero.',
  'Choose an answer.': 'Elige una respuesta.',
  'Choose one answer only.': 'Elige una sola respuesta.',
  'Choose among the answers that there are.': 'Elige entre las respuestas que hay.',
  'Voting has ended.': 'La votación ha terminado.',
  'You have voted already, and a vote cannot be changed.': 'Ya has votado, y un voto no se puede cambiar.',
  'This is your own question. Others answer it.': 'Esta pregunta es tuya. La responden los demás.',
  'Use a language tag like en or es-MX.': 'Usa una etiqueta de idioma como en o es-MX.',
  'Use a language code like es.': 'Usa un código de idioma como es.',

  // People.
  'Write a handle like @amara@school.example, or a name on this instance like amara.':
    'Escribe una dirección como @amara@school.example, o un nombre de esta instancia como amara.',
  'Write a handle like @amara@school.example.': 'Escribe una dirección como @amara@school.example.',
  'Write what you are looking for.': 'Escribe lo que buscas.',
  'Paste the address of a post or profile, or write a handle like @amara@school.example.':
    'Pega la dirección de una publicación o de un perfil, o escribe una como @amara@school.example.',
  '{} has no post or profile at this address that it shows to this instance. It may be private, gone, or no page of the fediverse.':
    '{} no tiene en esta dirección ninguna publicación ni perfil que muestre a esta instancia. Puede ser privado, haberse eliminado o no ser una página del fediverso.',
  'This person is not known here yet. Sign in to look them up on their own instance.':
    'Aquí aún no se conoce a esta persona. Entra para buscarla en su propia instancia.',
  'Nobody here is called “{}”. Someone of another instance is found by their full handle, like @{}@school.example.':
    'Aquí nadie se llama «{}». A alguien de otra instancia se le encuentra por su dirección completa, como @{}@school.example.',
  'What {} says about {} could not be read.': 'No se pudo leer lo que {} dice de {}.',
  'There is nobody called {} at {}. Check the spelling with them.':
    'No hay nadie llamado {} en {}. Comprueba con esa persona cómo se escribe.',
  '{} at {} is not a person or group that can be followed.':
    '{} en {} no es una persona ni un grupo que se pueda seguir.',
  'This instance does not talk to {}. Ask the people who run it if you think it should.':
    'Esta instancia no habla con {}. Si crees que debería, díselo a quienes la gestionan.',
  '{} is not an address on the public internet, so this instance does not ask it.':
    '{} no es una dirección pública de internet, así que esta instancia no le pregunta.',
  '{} answers, but not like an instance of the fediverse. Check the part after the @.':
    '{} responde, pero no como una instancia del fediverso. Revisa la parte que va tras la @.',
  '{} did not answer within 10 seconds. Try again in a few minutes.':
    '{} no respondió en 10 segundos. Inténtalo de nuevo en unos minutos.',
  'The key of whoever signed this cannot be had at the moment. Send it again later.':
    'La clave de quien firmó esto no se puede obtener por ahora. Vuelve a enviarlo más tarde.',
  '{} cannot be reached at the moment. Check the spelling, or try again later.':
    'No se puede llegar a {} en este momento. Revisa cómo está escrito o inténtalo más tarde.',
  'The list is empty.': 'La lista está vacía.',
  'Import at most {} people at once.': 'Importa como máximo {} personas de una vez.',
  'This is not a handle like @amara@school.example.': 'Esto no es una dirección como @amara@school.example.',
  'Something went wrong here. Try this one again later.': 'Algo falló aquí. Inténtalo con esta más tarde.',
  'An import is under way. Wait until it is finished, or stop it, then start this one.':
    'Hay una importación en curso. Espera a que termine, o detenla, y luego empieza esta.',
  'Write the whole address of your other account, like @amara@mastodon.example.':
    'Escribe la dirección completa de tu otra cuenta, como @amara@mastodon.example.',
  'This person shows only how many follow and are followed, not who.':
    'Esta persona muestra solo cuántas personas le siguen y a cuántas sigue, no quiénes son.',
  'You cannot follow yourself; your posts are in your feed anyway.':
    'No puedes seguirte a ti; de todos modos, tus publicaciones ya están en tu inicio.',

  // Partners.
  'A few words are enough: at most 60 characters.': 'Bastan unas pocas palabras: como máximo 60 caracteres.',
  'At most ten.': 'Como máximo diez.',
  'At most {} pairs at once.': 'Como máximo {} parejas a la vez.',
  'Choose somebody on an instance of Staffroom.': 'Elige a alguien de una instancia de Staffroom.',
  'Choose somebody who is.': 'Elige a alguien que lo esté.',
  'Choose at least one person of this instance.': 'Elige al menos a una persona de esta instancia.',
  'Offer them a pair yourself: you do not need an introduction.':
    'Ofrécele tú una pareja: no necesitas que nadie te presente.',
  'The instance of {} does not know mentoring pairs.': 'La instancia de {} no conoce las parejas de mentoría.',
  '{} is not open to mentoring at the moment.': '{} no busca mentoría en este momento.',
  'You have proposed these two to each other already.': 'Ya has presentado a estas dos personas.',
  'You have proposed a hundred pairs. Take back those that are settled, then propose this one.':
    'Has propuesto cien parejas. Retira las que ya estén resueltas y propón después esta.',

  // Mentoring.
  'Write at least one goal.': 'Escribe al menos una meta.',
  'Choose a day, like 2026-12-18.': 'Elige un día, como 2026-12-18.',
  'A pair needs two people.': 'Una pareja necesita dos personas.',
  'Choose somebody else.': 'Elige a otra persona.',
  'You have invited {} already. Write to them in your thread.': 'Ya invitaste a {}. Escríbele en su hilo.',
  'This is a group or a service. Choose a person.': 'Esto es un grupo o un servicio. Elige a una persona.',
  'Open the link from the note again.': 'Abre otra vez el enlace del mensaje.',
  'There is no invitation under this link. Open the link from the note again.':
    'No hay ninguna invitación en este enlace. Abre otra vez el enlace del mensaje.',
  'This invitation is not open any more. Reply to the note if you would still like to.':
    'Esta invitación ya no está abierta. Responde al mensaje si todavía quieres.',
  'This is your own invitation: it is for the one you sent it to.':
    'Esta es tu propia invitación: es para la persona a quien se la enviaste.',
  'This account is here. Sign in with it, and open the link again.':
    'Esta cuenta está aquí. Entra con ella y abre otra vez el enlace.',
  'The server of this account does not know mentoring pairs. Join here, or name an account on another Staffroom.':
    'El servidor de esta cuenta no conoce las parejas de mentoría. Únete aquí, o di una cuenta en otro Staffroom.',
  'Mentoring pairs are not known there.': 'Allí no se conocen las parejas de mentoría.',
  'Files stay between the two of you, and the server of your partner cannot open such files. Take them out, or put a link in the text. What you wrote is not sent.':
    'Los archivos quedan entre ustedes dos, y el servidor de tu pareja de mentoría no puede abrir archivos así. Quítalos, o pon un enlace en el texto. Lo que escribiste no se ha enviado.',
  'Files cannot be sent to this server.': 'A este servidor no se pueden enviar archivos.',
  'Choose an end date that is still to come.': 'Elige una fecha de fin que aún no haya pasado.',
  'This day is past.': 'Este día ya pasó.',
  'You and {} are already a pair.': 'Tú y {} ya son pareja de mentoría.',
  'You and {} already have an open offer between you.': 'Tú y {} ya tienen una propuesta abierta.',
  'The two of you are already a pair. Decline this offer, or end that pair first.':
    'Ya son pareja de mentoría. Rechaza esta propuesta o termina antes aquella pareja.',
  'This server does not talk to your partner’s at the moment, so the pair rests. Nothing is lost, and what you wrote is not sent: keep it, and ask your admin.':
    'Este servidor no se comunica por ahora con el de tu pareja de mentoría, así que la pareja descansa. No se pierde nada, y lo que escribiste no se envía: guárdalo y pregunta a quien administra tu instancia.',
  'This server does not talk to your partner’s at the moment, so the pair rests and this would not reach them. Nothing is lost: ask your admin.':
    'Este servidor no se comunica por ahora con el de tu pareja de mentoría, así que la pareja descansa y esto no le llegaría. No se pierde nada: pregunta a quien administra tu instancia.',
  'A pair can be left without a reason after its first session or turn, and before the second. You can end this one instead.':
    'Se puede dejar una pareja sin dar un motivo después de la primera sesión o el primer turno, y antes del segundo. Esta puedes terminarla.',
  'You have as many pairs as you said you have room for. End one, or choose to have room for more under “Find a partner”, and try again.':
    'Tienes tantas parejas como dijiste que te caben. Termina una, o elige tener sitio para más en «Buscar pareja», e inténtalo otra vez.',
  '{} has no room for another pair at the moment. Their offer stays open: ask them to make room, or accept when a pair of theirs has ended.':
    '{} no tiene sitio para otra pareja en este momento. Su propuesta sigue abierta: pídele que haga sitio, o acéptala cuando termine una de sus parejas.',
  'A change that you proposed waits for an answer. Take it back, or wait for the answer, then propose another.':
    'Un cambio que propusiste espera respuesta. Retíralo, o espera la respuesta, y propón después otro.',
  'Your partner has proposed a change already. Accept or decline it, then propose another.':
    'Tu pareja de mentoría ya ha propuesto un cambio. Acéptalo o recházalo, y propón después otro.',
  'This change no longer waits for your answer. Reload the page to see how it stands.':
    'Este cambio ya no espera tu respuesta. Vuelve a cargar la página para ver cómo está.',
  'This cannot be done now: {}. Reload the page to see how it stands.':
    'Ahora no se puede hacer: {}. Vuelve a cargar la página para ver cómo está.',
  'the offer is still open': 'la propuesta sigue abierta',
  'you are already a pair': 'ya son pareja de mentoría',
  'the offer was declined': 'la propuesta se rechazó',
  'the offer was taken back': 'la propuesta se retiró',
  'the pair has ended': 'la pareja ha terminado',
  'they have been invited': 'ya recibió la invitación',
  'the offer was answered with another one': 'a la propuesta se respondió con otra',
  'You can write here while the pair is active. What you wrote is not sent.':
    'Aquí se puede escribir mientras la pareja está en marcha. Lo que escribiste no se envió.',
  'Ask for messages after or before a cursor, not both.':
    'Pide los mensajes de después o los de antes de un cursor, no ambos.',
  'Send a random id of 8 to 64 lower-case letters, digits or hyphens.':
    'Envía un identificador al azar de 8 a 64 letras minúsculas, cifras o guiones.',

  // Sessions.
  'Choose a day and a time.': 'Elige un día y una hora.',
  'At least five minutes.': 'Al menos cinco minutos.',
  'At most four hours.': 'Cuatro horas como máximo.',
  'Propose at least one time.': 'Propón al menos una hora.',
  'At most five times.': 'Cinco propuestas como máximo.',
  'This time is past. Choose one that is still to come.': 'Esta hora ya pasó. Elige una que esté por llegar.',
  'This time is past by now. Choose a later one, or decline with a word about when it would suit you.':
    'Esta hora ya pasó. Elige una posterior, o declina y di cuándo te vendría bien.',
  'Choose one of the times that were proposed.': 'Elige una de las horas propuestas.',
  'You have {} sessions ahead with this partner. Call one off first, or let some of them pass.':
    'Tienes {} sesiones pendientes con esta persona. Cancela una primero, o deja que pasen algunas.',
  'it waits for the other one, or its times are past': 'espera a la otra persona, o sus horas ya pasaron',
  'it is agreed, or over': 'ya está acordada o ha terminado',
  'it was declined': 'se declinó',
  'it was called off': 'se canceló',
  'it was moved to another time': 'se cambió a otra hora',
  'Notes hold no images: take them out, or put a link. What you wrote is not saved yet.':
    'Las notas no llevan imágenes: quítalas o pon un enlace. Lo que escribiste aún no está guardado.',
  'There is no calendar at this address, or its owner ended it. Copy the address again from your sessions.':
    'No hay ningún calendario en esta dirección, o se dio de baja. Copia la dirección de nuevo desde tus sesiones.',

  // Kept texts.
  'This is not the name of a kept text.': 'Este no es el nombre de un texto guardado.',
  'You have begun {} texts, which is as many as are kept here. Send or empty one of them; this one is kept on this device alone.':
    'Has empezado {} textos, que son los que se guardan aquí. Envía o vacía alguno; este se guarda solo en este dispositivo.',

  // Notifications and mail.
  'Write a time like 18:30.': 'Escribe una hora como 18:30.',
  'Write an address like amara@school.example.': 'Escribe una dirección como amara@school.example.',
  'Open the link from the mail again.': 'Abre otra vez el enlace del correo.',
  'This is not a push service.': 'Esto no es un servicio de notificaciones.',

  'This time zone is not known. Use a name like Europe/Madrid.':
    'No se conoce esta zona horaria. Usa un nombre como America/Mexico_City.',
  'Several links were sent already. Look in your mail, or try in an hour.':
    'Ya se enviaron varios enlaces. Mira tu correo o inténtalo dentro de una hora.',
  'This instance sends no mail, so there is no digest. Its admin can set up a mail server (SMTP_URL).':
    'Esta instancia no envía correo, así que no hay resumen. Quien la administra puede configurar un servidor de correo (SMTP_URL).',
  'This link is too old, or another address was given since. Ask for a new one in your settings.':
    'Este enlace es demasiado antiguo, o desde entonces se dio otra dirección. Pide uno nuevo en tus ajustes.',
  'This link belongs to an address that no longer gets a digest. There is nothing more to stop.':
    'Este enlace es de una dirección que ya no recibe ningún resumen. No queda nada que detener.',
  'This browser gave an address or keys that no message can be sent to. Turn notifications off and on again.':
    'Este navegador dio una dirección o unas claves a las que no se puede enviar nada. Desactiva los avisos y vuelve a activarlos.',
  'Turn notifications on in the browser that shall show them, where you are signed in. An API token cannot.':
    'Activa los avisos en el navegador que los mostrará, con tu sesión iniciada. Un token de la API no puede hacerlo.',

  // Files.
  'A post of yours shows this file. Take it out of the post, or delete the post.':
    'Una publicación tuya muestra este archivo. Quítalo de la publicación o elimina la publicación.',
  '{} may have at most {} MB. Make it smaller and try again.':
    '{} puede tener como máximo {} MB. Reduce su tamaño e inténtalo de nuevo.',
  'A picture': 'Una imagen',
  'A document': 'Un documento',
  'A file': 'Un archivo',
  'This file has not arrived completely. Go on with the upload, or start it again.':
    'Este archivo no ha llegado completo. Continúa la subida o empiézala de nuevo.',
  'This picture cannot be read: it is damaged, or has more than 50 million pixels. Save it anew, smaller, and try again.':
    'No se puede leer esta imagen: está dañada o tiene más de 50 millones de píxeles. Guárdala otra vez, más pequeña, e inténtalo de nuevo.',
  'This server cannot read HEIC pictures. Save it as JPEG, or take it with “Most compatible”, and try again.':
    'Este servidor no puede leer imágenes HEIC. Guárdala como JPEG, o haz la foto con «Más compatible», e inténtalo de nuevo.',
  'This document has macros, which can do harm on the computers of those who open it. Save it without.':
    'Este documento tiene macros, que pueden dañar el equipo de quien lo abra. Guárdalo sin ellas.',
  'SVG and web pages can hold scripts, so they are not taken. Save the picture as PNG, or the page as PDF.':
    'Los SVG y las páginas web pueden llevar programas, así que no se aceptan. Guarda la imagen como PNG o la página como PDF.',
  'This kind of file cannot be used here. Pictures: JPEG, PNG, WebP, GIF, AVIF. Documents: PDF, Word, Excel, PowerPoint, OpenDocument.':
    'Aquí no se puede usar este tipo de archivo. Imágenes: JPEG, PNG, WebP, GIF, AVIF. Documentos: PDF, Word, Excel, PowerPoint, OpenDocument.',
  'This upload is complete. Start a new one for another file.':
    'Esta subida ya está completa. Empieza una nueva para otro archivo.',
  'This file is empty. Choose another one.': 'Este archivo está vacío. Elige otro.',
  'The upload is at another place than it was thought to be. Ask where, and go on from there.':
    'La subida no está en el punto que se creía. Pregunta en cuál y continúa desde ahí.',
  'This is more than was announced, or more than is taken here. Make the file smaller.':
    'Esto es más de lo anunciado, o más de lo que aquí se acepta. Haz el archivo más pequeño.',
  'This is not an upload as tus 1.0.0 has it. Check its headers.':
    'Esto no es una subida como la define tus 1.0.0. Revisa sus cabeceras.',
  'The file could not be stored. Try again in a minute.':
    'No se pudo guardar el archivo. Inténtalo de nuevo en un minuto.',
  '{} is in use elsewhere. Upload it again to show it here.':
    '{} ya se usa en otro lugar. Súbelo de nuevo para mostrarlo aquí.',
  'In a private thread, images go below the message: take it out of the text and attach it. What you wrote is not sent.':
    'En un hilo privado, las imágenes van debajo del mensaje: quítala del texto y adjúntala. Lo que has escrito no se ha enviado.',
  'Use at most {} images in one text.': 'Usa como mucho {} imágenes en un mismo texto.',
  'The image {} is not among your files. Upload it again.':
    'La imagen {} no está entre tus archivos. Vuelve a subirla.',
  '{} is not an image. Attach it below the text instead.': '{} no es una imagen. Adjúntalo debajo del texto.',
  'Say what the image shows, between the brackets: ![what it shows](…). Not everybody can see it.':
    'Di qué muestra la imagen, entre los corchetes: ![qué muestra](…). No todo el mundo puede verla.',
  'One of the files is not among yours any more. Attach it again.':
    'Uno de los archivos ya no está entre los tuyos. Adjúntalo otra vez.',
  'Say what the image {} shows.': 'Di qué muestra la imagen {}.',
  'You have {} uploads under way. Wait until one is done, or cancel one.':
    'Tienes {} subidas en curso. Espera a que termine una o cancela una.',
  'Your files take all the room you have here. Delete some that you no longer need.':
    'Tus archivos ocupan todo el espacio que tienes aquí. Elimina los que ya no necesites.',

  // Running an instance.
  'Write a domain like school.example.': 'Escribe un dominio como school.example.',
  'Write a host like school.example.': 'Escribe un servidor como school.example.',
  'This is the domain of this instance itself, or covers it. Choose another.':
    'Es el dominio de esta misma instancia, o la incluye. Elige otro.',

  // Anywhere.
  'This app is not registered here. Go back to it and connect it again; if that does not help, tell the people who make it.':
    'Esta aplicación no está registrada aquí. Vuelve a ella y conéctala otra vez; si no sirve, díselo a quienes la hacen.',
  'This app wants its answer at another address than it registered. You are not sent there, because it may not be the app’s. Tell the people who make it.':
    'Esta aplicación quiere la respuesta en otra dirección que la que registró. No se te envía allí, porque puede que no sea suya. Díselo a quienes la hacen.',
  'Say whom it is for, in “to” or “cc”: Public, your followers, or your partner in a pair.':
    'Di para quién es, en «to» o «cc»: Public, tus seguidores o tu pareja de mentoría.',
  'An answer is as visible as what it answers. Address it to Public or to your followers, just as that one is.':
    'Una respuesta es tan visible como lo que responde. Dirígela a Public o a tus seguidores, igual que aquello.',
  'What is for one person alone goes to a partner: address it to them, with the thread of your pair as its “context”.':
    'Lo que es para una sola persona va a una pareja de mentoría: dirígeselo, con el hilo de su pareja como «context».',
  'There is nothing to be taken back: it was not so to begin with.':
    'No hay nada que retirar: no era así desde el principio.',
  'Only the Follow of somebody who asks to follow you can be answered here. Pairs are answered in the API.':
    'Aquí solo se puede responder al Follow de quien pide seguirte. A las parejas de mentoría se responde en la API.',
  'Only a Follow, a Like or an Announce of yours can be undone here.':
    'Aquí solo se puede deshacer un Follow, un Like o un Announce tuyo.',
  'Only posts of your own can be added, and only to the collection that your profile names as “featured”.':
    'Solo se pueden añadir publicaciones tuyas, y solo a la colección que tu perfil nombra como «featured».',
  'An app can only say what its user says: “actor” and “attributedTo” are them.':
    'Una aplicación solo puede decir lo que dice su usuario: «actor» y «attributedTo» son esa persona.',
  'Say what it is about, in “object”: the id of something, or something with its id.':
    'Di de qué se trata, en «object»: el id de algo, o algo con su id.',
  'Only an Article, a Note or a Question can be created or updated here. Profiles are changed in the API.':
    'Aquí solo se puede crear o cambiar un Article, una Note o una Question. Los perfiles se cambian en la API.',
  'A question stands by itself here: leave out “inReplyTo”.': 'Una pregunta va aquí por sí sola: quita «inReplyTo».',
  'Give at least two different answers to choose from.': 'Da al menos dos respuestas distintas para elegir.',
  'Give at most eight answers to choose from.': 'Da como máximo ocho respuestas para elegir.',
  'Two answers say the same. Change one of them.': 'Dos respuestas dicen lo mismo. Cambia una de ellas.',
  'Let people vote for at least five minutes.': 'Deja votar al menos cinco minutos.',
  'Say when voting ends.': 'Di cuándo termina la votación.',
  'Voting must end later than now.': 'La votación tiene que terminar más tarde que ahora.',
  'Voting can go on for 30 days at most.': 'Se puede votar durante 30 días como máximo.',
  'This outbox takes Create, Update, Delete, Follow, Like, Announce, Undo, Accept and Reject of a Follow, and Add and Remove of a featured post. For the rest see /api/docs.':
    'Este outbox acepta Create, Update, Delete, Follow, Like, Announce, Undo, Accept y Reject de un Follow, y Add y Remove de una publicación destacada. Para lo demás, mira /api/docs.',
  'Only its owner can use this, by an app with a token: see “endpoints” in their profile, or make one in the settings.':
    'Solo puede usarlo su dueño, con una aplicación que tenga una clave: mira «endpoints» en su perfil, o crea una en los ajustes.',
  'This belongs to somebody else. Use the inbox and outbox that your own profile names.':
    'Esto es de otra persona. Usa el inbox y el outbox que nombra tu propio perfil.',
  'Send one activity or object of ActivityStreams, as JSON with the content type application/activity+json.':
    'Envía una actividad o un objeto de ActivityStreams, como JSON con el tipo de contenido application/activity+json.',
  'This is too large. Send at most {} KiB.': 'Es demasiado grande. Envía como máximo {} KiB.',
  'The request took too long. Send it again.': 'La petición tardó demasiado. Envíala otra vez.',
  'Make the Idempotency-Key of 8 to 100 letters, digits, hyphens or underscores.':
    'Forma la Idempotency-Key con entre 8 y 100 letras, cifras, guiones o guiones bajos.',
  'You did not let this app do this: it needs “{}”. Connect it again and allow that.':
    'No has permitido esto a esta aplicación: necesita «{}». Vuelve a conectarla y permítelo.',
  'No app can do this in your name. Sign in to this instance with your browser and do it there.':
    'Ninguna aplicación puede hacer esto en tu nombre. Entra en esta instancia con tu navegador y hazlo allí.',
  'There is nothing here, or it is not shared with you.': 'Aquí no hay nada, o no se comparte contigo.',
  'At most four files.': 'Como máximo cuatro archivos.',
  'Write an address that begins with https://.': 'Escribe una dirección que empiece por https://.',
  'Give it a title.': 'Ponle un título.',
  'Ask what you want your partner to look at.': 'Pregunta en qué quieres que se fije tu pareja de mentoría.',
  'Choose a protocol.': 'Elige un protocolo.',
  'Say why, in a sentence.': 'Di por qué, en una frase.',
  'Say what you will do.': 'Di qué harás.',
  'Write a sentence or two: what did you see, and what now?': 'Escribe una o dos frases: ¿qué viste, y ahora qué?',
  'Show something: a few words, a link, a post or an image.':
    'Muestra algo: unas palabras, un enlace, una publicación o una imagen.',
  'Choose what you want to quote.': 'Elige lo que quieres citar.',
  'Write something, or take the line out.': 'Escribe algo o quita la línea.',
  'Give the step a name.': 'Ponle un nombre al paso.',
  'At least one minute.': 'Al menos un minuto.',
  'At most 60 minutes.': 'Como máximo 60 minutos.',
  'Give the protocol a name.': 'Ponle un nombre al protocolo.',
  'A protocol needs at least a step to respond in and one to reflect in.':
    'Un protocolo necesita al menos un paso para responder y uno para reflexionar.',
  'At most eight steps.': 'Como máximo ocho pasos.',
  'Steps come in this order: clarify, probe, respond, reflect.':
    'Los pasos van en este orden: aclarar, profundizar, responder, reflexionar.',
  'While the partner responds, the presenter listens: let only the responder speak.':
    'Mientras la otra persona responde, quien presenta escucha: deja que solo hable quien responde.',
  'A protocol needs a step in which the partner responds.':
    'Un protocolo necesita un paso en el que la otra persona responda.',
  'The last step is for the presenter to reflect.': 'El último paso es para que quien presenta reflexione.',
  'You agreed that what is said stays between you, so nothing of your partner’s can be quoted. Propose a change of the agreement first.':
    'Acordaron que lo dicho queda entre ustedes dos, así que no se puede citar nada de tu pareja de mentoría. Propón antes un cambio del acuerdo.',
  'The presenter can ask this when all steps of the turn are done.':
    'Quien presenta puede pedir esto cuando se han hecho todos los pasos del turno.',
  'Choose what your partner said in this turn, and did not delete.':
    'Elige algo que tu pareja de mentoría dijo en este turno y no ha borrado.',
  'Only your partner can answer this.': 'Solo tu pareja de mentoría puede responder a esto.',
  'You said no to this. Your partner may ask again.':
    'Dijiste que no a esto. Tu pareja de mentoría puede volver a preguntar.',
  'What you wrote is not sent: keep it, and reload the page.':
    'Lo que escribiste no se ha enviado: guárdalo y vuelve a cargar la página.',
  'This turn is over. {}': 'Este turno ya terminó. {}',
  'The turn is in another step by now. {}': 'El turno ya está en otro paso. {}',
  'Your partner responds now, and you listen: your turn to speak comes when they pass on. {}':
    'Ahora responde tu pareja de mentoría y tú escuchas: te tocará hablar cuando dé paso. {}',
  'In this step your partner speaks. {}': 'En este paso habla tu pareja de mentoría. {}',
  'The turn is not in this step now. Reload the page to see how it stands.':
    'El turno no está ahora en este paso. Vuelve a cargar la página para ver cómo está.',
  'Your partner passes on from this step, when they are ready.':
    'De este paso da paso tu pareja de mentoría, cuando quiera.',
  'Say something that makes your partner think before you pass on: choose a kind, and name what you noticed, ask or suggest.':
    'Antes de dar paso, di algo que haga pensar a tu pareja de mentoría: elige un tipo y nombra lo que notaste, pregunta o sugiere.',
  'Write what you take from it before you pass on; a sentence or two is enough.':
    'Antes de dar paso, escribe qué te llevas; bastan una o dos frases.',
  'The presenter says what they do about the feedback, once, when all steps are done. Reload the page to see how it stands.':
    'Quien presenta dice qué hará con la retroalimentación, una vez, cuando se han hecho todos los pasos. Vuelve a cargar la página para ver cómo está.',
  'Choose a day that is still to come.': 'Elige un día que aún no haya pasado.',
  'Choose one of the practice posts that you wrote.': 'Elige una de las publicaciones de práctica que escribiste.',
  'Only the one who planned it changes it, and only while it is open. Reload the page to see how it stands.':
    'Solo lo cambia quien lo planeó, y solo mientras está abierto. Vuelve a cargar la página para ver cómo está.',
  'This instance has {} protocols of its own. Delete one first.':
    'Esta instancia tiene {} protocolos propios. Borra uno primero.',
  'This protocol comes with the software and is the same everywhere. Add one of your own instead.':
    'Este protocolo viene con el programa y es igual en todas partes. Añade uno propio en su lugar.',
  'A cycle of the two of you is still under way. Bring it to its end, or set it aside, and then begin another.':
    'Aún hay un ciclo en marcha entre ustedes. Llévalo a su fin o déjalo de lado, y empieza después otro.',
  'The first turn is still under way. You present when it is closed.':
    'El primer turno sigue en marcha. Te toca presentar cuando se cierre.',
  'It is not for you to present in this cycle now. Reload the page to see how it stands.':
    'Ahora no te toca presentar en este ciclo. Vuelve a cargar la página para ver cómo está.',
  'This protocol is not in the list any more. Choose another.': 'Este protocolo ya no está en la lista. Elige otro.',
  'A post goes with the kind “post” only. Choose that kind, or take it out.':
    'Una publicación solo va con el tipo «publicación». Elige ese tipo o quítala.',
  'Say where the video is.': 'Di dónde está el vídeo.',
  'Show something: a few words, a link or a file.': 'Muestra algo: unas palabras, un enlace o un archivo.',
  'This cycle is over already. Reload the page to see how it stands.':
    'Este ciclo ya terminó. Vuelve a cargar la página para ver cómo está.',
  'A post can be made of a turn in which you presented, once it is closed with what you do about the feedback.':
    'Se puede hacer una publicación de un turno en el que presentaste, cuando está cerrado con lo que harás con la retroalimentación.',
  'These words are your partner’s, and they have not said yes: “{}”. Ask them, or say it in your own words.':
    'Estas palabras son de tu pareja de mentoría, que no ha dicho que sí: «{}». Pregúntale, o dilo con tus palabras.',
  'This leads back to what is between the two of you. Take the address out.':
    'Esto lleva de vuelta a lo que hay entre ustedes dos. Quita la dirección.',
  'In a private text, images go below it: take it out and attach it. What you wrote is not sent.':
    'En un texto privado, las imágenes van debajo: quítala y adjúntala. Lo que escribiste no se ha enviado.',
  'There is nothing at this address. Check the link.': 'No hay nada en esta dirección. Revisa el enlace.',
  'The API has no such endpoint. They are listed at /api/docs.':
    'La API no tiene nada con esa dirección. La lista está en /api/docs.',
  'There is no such page. Begin with the collection itself.': 'Esa página no existe. Empieza por la propia colección.',
  'This file is gone. Reload the page.': 'Este archivo ya no está. Vuelve a cargar la página.',
  'This came from {}, not from {}. Open {} and try again there; scripts use an API token.':
    'Esto llegó de {}, no de {}. Abre {} e inténtalo allí; los programas usan una clave de la API.',
  'a page without an address': 'una página sin dirección',
  'another site': 'otro sitio',
  'an unnamed place': 'un lugar sin nombre',
  'Something went wrong here. Try again; if it stays, tell the people who run this server: {}':
    'Algo falló aquí. Inténtalo de nuevo; si sigue igual, díselo a quienes gestionan este servidor: {}',
  'The database of this server does not answer at the moment. Try again in a minute.':
    'La base de datos de este servidor no responde en este momento. Inténtalo de nuevo en un minuto.',
  'The database could not be written.': 'No se pudo escribir en la base de datos.',
  'This address is not well formed. Check the link.': 'Esta dirección no está bien formada. Revisa el enlace.',
  'The request could not be read. Send JSON in UTF-8.': 'No se pudo leer la petición. Envía JSON en UTF-8.',
  'This is too large. Send at most 1 MB at a time.': 'Es demasiado grande. Envía como máximo 1 MB cada vez.',
  'The request is not valid JSON. Check quotes, commas and brackets.':
    'La petición no es JSON válido. Revisa comillas, comas y corchetes.',
};
