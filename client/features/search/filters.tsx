import type { PostFilters } from '../../../shared/contracts/search.ts';
import { GRADE_LEVELS, LICENCE_IDS } from '../../../shared/vocabulary.ts';
import { languageName } from '../../i18n/format.ts';
import { t } from '../../i18n/messages.ts';
import { tSearch } from '../../i18n/search.ts';
import { SUGGESTED_SUBJECTS, subjectName, subjectOf } from '../../i18n/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Select } from '../../ui/field.tsx';
import { SUGGESTED_LANGUAGES } from '../profiles/languages.ts';
import css from './search.module.css';
import { FILTERS, type SearchType, type useSearch } from './use-search.ts';

type Change = ReturnType<typeof useSearch>['change'];

/** Closed until it is wanted: on a phone the results come first. */
export function Filters({ type, filters, change }: { type: SearchType; filters: PostFilters; change: Change }) {
  const set = FILTERS.filter((name) => filters[name] !== undefined);
  const subjects = [...SUGGESTED_SUBJECTS];
  const chosen = filters.subject === undefined ? '' : subjectName(filters.subject);
  if (chosen !== '' && !subjects.includes(chosen)) subjects.push(chosen);
  return (
    <details className={css.filters}>
      <summary>
        {tSearch.filters}
        {set.length > 0 && <span className={css.count}>{tSearch.filtersOn(set.length)}</span>}
      </summary>
      <div className={css.filterFields}>
        <Select
          label={tSearch.subject}
          value={chosen}
          onChange={(subject) => change({ subject: subject === '' ? '' : subjectOf(subject) })}
          options={[['', tSearch.any] as const, ...subjects.map((subject) => [subject, subject] as const)]}
        />
        <Select
          label={tSearch.gradeLevel}
          value={filters.gradeLevel ?? ''}
          onChange={(gradeLevel) => change({ gradeLevel })}
          options={[
            ['', tSearch.any] as const,
            ...GRADE_LEVELS.map((level) => [level, t.words.gradeLevels[level]] as const),
          ]}
        />
        <Select
          label={tSearch.language}
          value={filters.language ?? ''}
          onChange={(language) => change({ language })}
          options={[['', tSearch.any] as const, ...SUGGESTED_LANGUAGES.map((tag) => [tag, languageName(tag)] as const)]}
        />
        {type === 'posts' && (
          <>
            <Select
              label={tSearch.licence}
              value={filters.licence ?? ''}
              onChange={(licence) => change({ licence })}
              options={[
                ['', tSearch.any] as const,
                ...LICENCE_IDS.map((licence) => [licence, t.words.licences[licence]] as const),
              ]}
            />
            <Checkbox
              label={tSearch.asks}
              checked={filters.kind === 'asks'}
              onChange={(asks) => change({ kind: asks ? 'asks' : '' })}
            />
          </>
        )}
        {set.length > 0 && (
          <div>
            <Button small look="quiet" onClick={() => change(Object.fromEntries(FILTERS.map((name) => [name, ''])))}>
              {tSearch.clearFilters}
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}
