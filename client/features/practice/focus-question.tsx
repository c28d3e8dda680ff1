import { tPosts } from '../../i18n/posts.ts';
import { written } from '../../ui/written.ts';
import css from './post.module.css';

/** What the author wants feedback on: the reason to answer, so it is the most visible thing after the title. */
export function FocusQuestion({ question, language }: { question: string; language: string | null }) {
  if (question === '') return null;
  return (
    <div className={css.card}>
      <p className={css.cardLabel}>{tPosts.focusQuestion}</p>
      <p className={css.question} {...written(language)}>
        {question}
      </p>
    </div>
  );
}
