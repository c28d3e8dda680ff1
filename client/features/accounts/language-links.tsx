import { useSearchParams } from 'react-router';
import { INTERFACE_LANGUAGES, LANGUAGE_NAMES } from '../../../shared/vocabulary.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { Row } from '../../ui/page.tsx';

/** For visitors: the same page in another language. The server remembers the choice and answers anew. */
export function LanguageLinks() {
  const [search] = useSearchParams();
  return (
    <nav aria-label={tAccounts.language}>
      <Row>
        {INTERFACE_LANGUAGES.filter((language) => language !== t.language).map((language) => (
          <a
            key={language}
            href={`?${new URLSearchParams([...search, ['language', language]])}`}
            hrefLang={language}
            lang={language}
          >
            {LANGUAGE_NAMES[language]}
          </a>
        ))}
      </Row>
    </nav>
  );
}
