import { useLocation } from 'react-router';
import { INTERFACE_LANGUAGES, LANGUAGE_NAMES } from '../../shared/vocabulary.ts';
import { t } from '../i18n/messages.ts';

/** For visitors: the same page in another language. The server remembers the choice and answers anew. */
export function LanguageLinks({ className }: { className: string | undefined }) {
  const { search } = useLocation();
  const to = (language: string) => `?${new URLSearchParams([...new URLSearchParams(search), ['language', language]])}`;
  return (
    <footer>
      <nav className={className} aria-label={t.shell.language}>
        {INTERFACE_LANGUAGES.filter((language) => language !== t.language).map((language) => (
          <a key={language} href={to(language)} hrefLang={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </a>
        ))}
      </nav>
    </footer>
  );
}
