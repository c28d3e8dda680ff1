/** The words that `feedback-hints.ts` goes by, English and Spanish together: a comment may be in either, or in both. */

/** Say that something is good or bad, and no more. */
export const JUDGING = words(`
  great good nice cool awesome amazing excellent fantastic wonderful brilliant superb perfect lovely beautiful impressive
  outstanding terrific fabulous super solid best better well kudos bravo congrats congratulations wow love loved loving
  adore like liked enjoy enjoyed agree agreed interesting helpful useful inspiring spot
  boring bad terrible awful poor weak dull lame disappointing disappointed confusing unclear messy sloppy weird wrong meh
  ok okay fine needs improve improvement hate hated disliked dislike worst worse
  bien bueno buena buenos buenas buen genial excelente increíble maravilloso maravillosa fantástico fantástica estupendo
  estupenda perfecto perfecta lindo linda bonito bonita hermoso hermosa precioso preciosa chévere padrísimo guay magnífico
  magnífica felicidades felicitaciones enhorabuena encanta encantó encantado gusta gustó gustado interesante útil
  inspirador inspiradora súper mejor mejorar mejorarse acuerdo
  aburrido aburrida malo mala mal pésimo pésima flojo floja confuso confusa raro rara peor horrible decepcionante odio
  👍 👏 ❤ 😍 🔥 💯 🎉 ⭐ 🙌 👌 🤩 😊 😀 💪 🥰 👎 😕 🥱`);

/** Say thank you. */
export const THANKING = words('thank thanks thx gracias agradezco agradecida agradecido');

/** Lead to what was seen, or why. */
export const LEADING_ON = words(`
  because since when while where how way whenever
  porque cuando mientras donde cómo como manera forma`);

/** Could stand in a comment on anything at all. */
export const ANYTHING = words(`
  a an the this that these those it its i im me my mine you your yours we us our they them their he she his her one ones
  is was are were be been being am s re ve d ll m t don didn doesn isn wasn aren weren won couldn wouldn shouldn haven hasn
  do does did done doing have has had having would could should can may might must will shall need
  to of for with on in at by as from about into out up and or but if than then not no yes yeah yep oh ah hi hello hey dear
  so very really absolutely totally truly such too much more most just quite pretty super kind rather simply all always
  overall everything something anything nothing lot lots bit little some any every again still also even only now here
  there what who why which keep make makes made think feel thought job work working lesson lessons class idea ideas post
  plan activity stuff thing things part video unit approach strategy technique teaching teach teacher read reading share
  sharing shared see seeing look looks sound sounds seem seems go going goes get got way enough ever never today
  el la los las un una unos unas lo este esta esto estos estas ese esa eso esos esas yo mí mi mis me tú tu tus te usted
  ustedes nos nosotros nosotras nuestro nuestra su sus se le les él ella ellos ellas
  es son era eran ser estar está están estuvo fue fueron sido soy eres ha han he has hay había haber hacer hace hecho
  hiciste hizo puede pueden podría debe debería tiene tienes tener
  de del a al en con por para sin sobre y e o u pero si no sí que qué quien más menos muy mucho mucha muchas muchos tan
  tanto todo toda todos todas algo nada poco poca así ya también solo sólo siempre nunca realmente totalmente hola oye ay
  trabajo clase clases idea ideas actividad lección publicación plan cosa cosas parte video vídeo unidad propuesta
  estrategia compartir compartirlo compartido leer ver aquí hoy falta faltan vale bastante`);

function words(listed: string): ReadonlySet<string> {
  return new Set(listed.trim().split(/\s+/));
}
