import type { ReactionCount } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import css from './extras.module.css';
import postCss from './post.module.css';

/** Likes that say more than that, as servers send them that have several kinds. */
export function Reactions({ reactions }: { reactions: readonly ReactionCount[] }) {
  if (reactions.length === 0) return null;
  return (
    <ul className={css.reactions} aria-label={tPractice.reactions}>
      {reactions.map(({ label, url, count }) => (
        <li key={`${label} ${url}`}>
          {url === null ? label : <img className={postCss.emoji} src={url} alt={label} title={label} />} {count}
        </li>
      ))}
    </ul>
  );
}
