import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getMentoringChoices } from '../../../shared/contracts/partners.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Notice } from '../../ui/feedback.tsx';

/** Said when one has as many pairs as one wanted: why nobody new is suggested, and where that can be changed. */
export function FullNotice() {
  const choices = useQuery(read(getMentoringChoices, {}));
  if (choices.data === undefined || choices.data.pairs === 0 || choices.data.pairs < choices.data.capacity) return null;
  return (
    <Notice>
      <p>
        {tMentoring.full(choices.data.pairs)} <Link to="/mentoring/find">{tMentoring.changeRoom}</Link>
      </p>
    </Notice>
  );
}
