import { languageName } from '../../i18n/format.ts';

/** Offered while typing; any other BCP 47 tag may be typed. */
export const SUGGESTED_LANGUAGES: readonly string[] =
  'en es fr de pt it nl sv nb da fi pl cs uk ru tr ar he fa ur hi bn ta zh ja ko vi th id sw am so yo ig ha zu af el ro hu ca cy ga'.split(
    ' ',
  );

/** `Spanish` or `spanish` is `es`; what is not a language we know by name is taken as a tag. */
export function languageTag(typed: string): string {
  const words = typed.toLocaleLowerCase();
  return SUGGESTED_LANGUAGES.find((tag) => languageName(tag).toLocaleLowerCase() === words) ?? typed;
}
