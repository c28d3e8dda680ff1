import { type ReactNode, useState } from 'react';
import type { Post } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { written } from '../../ui/written.ts';
import { Attachments } from '../media/attachments.tsx';
import { IllustratedText } from '../media/illustrated-text.tsx';
import { EmojiText } from './emoji-text.tsx';
import { EventFacts } from './event-facts.tsx';
import css from './extras.module.css';
import { PollView } from './poll-view.tsx';
import { QuoteCard } from './quote-card.tsx';
import { Reactions } from './reactions.tsx';

/** What a post says and shows, from whatever server: behind its warning when it has one. */
export function PostBody({ post, compact = false }: { post: Post; compact?: boolean }) {
  const { attachments, sensitive, warning } = post;
  const pictures = attachments.filter(({ kind }) => kind === 'image');
  const hidesPictures = sensitive && warning === '' && pictures.length > 0;
  return (
    <>
      <Folded
        said={
          warning === '' ? null : (
            <span {...written(post.language)}>
              <EmojiText text={warning} emojis={post.emojis} />
            </span>
          )
        }
      >
        {post.event && <EventFacts event={post.event} />}
        {post.html !== '' && (
          <IllustratedText html={post.html} attachments={attachments} language={post.language} compact={compact} />
        )}
        {post.poll && <PollView post={post} poll={post.poll} />}
        <Folded said={hidesPictures ? tPractice.sensitivePictures(pictures.length) : null}>
          <Attachments items={attachments} />
        </Folded>
        {post.quote && <QuoteCard quote={post.quote} />}
      </Folded>
      <Reactions reactions={post.reactions} />
    </>
  );
}

/** Folded away behind what is said about it, until somebody wants to see it; nothing of it is loaded before. */
function Folded({ said, children }: { said: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  if (said === null) return children;
  return (
    <>
      <div className={css.warning}>
        <p>{said}</p>
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? tPractice.fold : tPractice.unfold}
        </Button>
      </div>
      {open && children}
    </>
  );
}
