/** The words for a count: `other` must contain `#`, which becomes the number; other languages fill in more forms. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Picks the form a language uses for `count`: `plural('en', 2, { one: '1 reply', other: '# replies' })`. */
export function plural(language: string, count: number, forms: PluralForms): string {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace('#', new Intl.NumberFormat(language).format(count));
}
