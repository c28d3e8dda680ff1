import { tPractice } from '../../i18n/practice.ts';
import { Soft } from '../../ui/page.tsx';
import css from './editor.module.css';

/** What people vote for in a post that is published, which an edit of it leaves as it is. */
export function PollAsAsked({ answers }: { answers: readonly string[] }) {
  return (
    <section className={css.poll} aria-label={tPractice.poll}>
      <strong>{tPractice.poll}</strong>
      <ul className={css.asked}>
        {answers.map((answer) => (
          <li key={answer} dir="auto">
            {answer}
          </li>
        ))}
      </ul>
      <Soft>{tPractice.pollStays}</Soft>
    </section>
  );
}
