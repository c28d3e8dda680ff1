/** A stranger's words have their own side to be read from and, when they say it, their own language (BCP 47). */
export function written(language: string | null): { dir: 'auto'; lang?: string } {
  return language === null ? { dir: 'auto' } : { dir: 'auto', lang: language };
}
