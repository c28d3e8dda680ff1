import { Link } from 'react-router';
import { tPartners } from '../../i18n/partners.ts';
import css from './partners.module.css';

type What = 'strengths' | 'growth' | 'subjects' | 'room' | 'closed';

/** What keeps me from good matches, each with what to do about it. */
export function Missing({ missing }: { missing: readonly What[] }) {
  if (missing.length === 0) return null;
  return (
    <ul className={css.missing}>
      {missing.map((what) => (
        <li key={what}>
          {tPartners.missing[what]}{' '}
          {what === 'subjects' && <Link to="/settings/profile">{tPartners.missing.toProfile}</Link>}
        </li>
      ))}
    </ul>
  );
}
