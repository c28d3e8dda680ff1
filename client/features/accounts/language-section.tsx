import { changeLanguage } from '../../../shared/contracts/accounts.ts';
import { INTERFACE_LANGUAGES, LANGUAGE_NAMES } from '../../../shared/vocabulary.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Section } from '../../ui/page.tsx';

/** The language that was built into this page, and a page of the other one. */
export function LanguageSection() {
  const change = useCall(changeLanguage, { onSuccess: () => window.location.reload() });
  return (
    <Section title={tAccounts.language} lead={tAccounts.languageLead}>
      <OneOf
        legend={tAccounts.language}
        hideLegend
        value={change.variables?.body.language ?? t.language}
        options={INTERFACE_LANGUAGES.map((value) => ({
          value,
          label: <span lang={value}>{LANGUAGE_NAMES[value]}</span>,
        }))}
        onChange={(language) => change.mutate({ body: { language } })}
      />
      <Problem error={change.error} />
    </Section>
  );
}
