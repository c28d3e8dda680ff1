import { calendarDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import css from './mentoring.module.css';
import { type AgreedTerms, changedTerms, type TermName } from './terms.ts';

/** What differs between two agreements, term by term: crossed out what was, and under it what is to be. */
export function TermsChanges({ before, after, name }: { before: AgreedTerms; after: AgreedTerms; name: string }) {
  return (
    <dl className={css.changes}>
      {changedTerms(before, after).map((term) => (
        <div key={term}>
          <dt>{nameOf(term, name)}</dt>
          <dd>
            <span className="visually-hidden">{tMentoring.before} </span>
            <del>{wordsOf(term, before)}</del>
          </dd>
          <dd>
            <span className="visually-hidden">{tMentoring.after} </span>
            <ins>{wordsOf(term, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function nameOf(term: TermName, name: string): string {
  switch (term) {
    case 'myGoals':
      return tMentoring.goalsMine;
    case 'partnerGoals':
      return tMentoring.goalsOf(name);
    case 'cadence':
      return tMentoring.meeting;
    case 'protocol':
      return tMentoring.protocol;
    case 'confidentiality':
      return tMentoring.confidentiality;
    case 'endsOn':
      return tMentoring.ends;
  }
}

function wordsOf(term: TermName, terms: AgreedTerms): string {
  switch (term) {
    case 'cadence':
      return t.words.cadences[terms.cadence];
    case 'protocol':
      return terms.protocol || tMentoring.anyProtocol;
    case 'confidentiality':
      return tMentoring.confidentialities[terms.confidentiality];
    case 'endsOn':
      return calendarDay(terms.endsOn);
    default:
      return terms[term] || tMentoring.nothing;
  }
}
