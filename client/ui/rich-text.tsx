import { cx } from './cx.ts';
import css from './rich-text.module.css';
import { written } from './written.ts';

interface Props {
  html: string;
  /** BCP 47; null when it is not known. */
  language?: string | null;
  compact?: boolean;
}

/**
 * The only place where HTML goes into the page unescaped. It is safe here, and only here, because every `html` and
 * `bioHtml` of the API has been through the server's allow-list sanitiser, whether it was written here or came from
 * another instance, and the Content-Security-Policy lets no script run that might still slip through.
 */
export function RichText({ html, language = null, compact = false }: Props) {
  const props = { ...written(language), className: cx(css.text, compact && css.compact) };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div {...props} dangerouslySetInnerHTML={{ __html: html }} />;
}
