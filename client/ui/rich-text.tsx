import { cx } from './cx.ts';
import css from './rich-text.module.css';

/**
 * The only place where HTML goes into the page unescaped. It is safe here, and only here, because every `html` and
 * `bioHtml` of the API has been through the server's allow-list sanitiser, whether it was written here or came from
 * another instance, and the Content-Security-Policy lets no script run that might still slip through.
 */
export function RichText({ html, compact = false }: { html: string; compact?: boolean }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div dir="auto" className={cx(css.text, compact && css.compact)} dangerouslySetInnerHTML={{ __html: html }} />;
}
