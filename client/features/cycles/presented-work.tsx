import { type RefObject, useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { Turn } from '../../../shared/contracts/cycles.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { tPosts } from '../../i18n/posts.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, Chips } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Attachments } from '../media/attachments.tsx';
import { IllustratedText } from '../media/illustrated-text.tsx';
import { markedIn } from './passage.ts';
import css from './turn.module.css';

/** What was brought to the turn, and the question to it, which is what everything after it answers. */
export function PresentedWork({
  turn,
  text,
  onComment,
}: {
  turn: Turn;
  /** Where the words are that a comment can point at. */
  text: RefObject<HTMLDivElement | null>;
  /** Null while the reader does not speak. */
  onComment: ((quote: string) => void) | null;
}) {
  const { work, presenter, iPresent } = turn;
  return (
    <div className={css.work}>
      <Chips>
        <Chip as="li">{tCycles.brought[work.kind]}</Chip>
        {turn.subject !== '' && <Chip as="li">{subjectName(turn.subject)}</Chip>}
      </Chips>
      <h3 className={css.title}>{work.title}</h3>
      <figure className={css.question}>
        <figcaption>{iPresent ? tCycles.iAsk : tCycles.theyAsk(presenter.displayName)}</figcaption>
        <blockquote>{turn.focusQuestion}</blockquote>
      </figure>
      <div ref={text}>
        <IllustratedText html={work.html} attachments={work.attachments} />
      </div>
      <Attachments items={work.attachments} />
      {work.link !== '' && (
        <p>
          <a className={css.out} href={work.link} target="_blank" rel="noopener noreferrer">
            <Icon name={work.kind === 'video' ? 'play' : 'link'} size={18} />
            {work.kind === 'video' ? tCycles.openVideo : tCycles.openLink}
          </a>
        </p>
      )}
      {work.post !== null && (
        <p>
          {tCycles.openPost}: <Link to={`/posts/${work.post.id}`}>{work.post.title || tPosts.untitled}</Link>
        </p>
      )}
      {work.kind === 'post' && work.post === null && <p className={css.meta}>{tCycles.postHidden}</p>}
      {onComment !== null && <Marked text={text} onComment={onComment} />}
    </div>
  );
}

/** Words that are marked in the work, and the way to comment on them. It stays when the marking goes, as it does on touch. */
function Marked({ text, onComment }: { text: RefObject<HTMLDivElement | null>; onComment: (quote: string) => void }) {
  const [quote, setQuote] = useState('');
  useEffect(() => {
    const look = () => {
      const marked = markedIn(text.current);
      if (marked !== '') setQuote(marked);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [text]);
  if (quote === '') return null;
  return (
    <fieldset className={css.marked} aria-label={tCycles.selected}>
      <q>{quote}</q>
      <Button
        small
        look="primary"
        icon="reply"
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => {
          onComment(quote);
          setQuote('');
        }}
      >
        {tCycles.comment}
      </Button>
      <Button small look="quiet" onClick={() => setQuote('')}>
        {tCycles.unmark}
      </Button>
    </fieldset>
  );
}
