import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Poll, type Post, votePoll } from '../../../shared/contracts/practice.ts';
import { useCall } from '../../api/use-call.ts';
import { moment } from '../../i18n/format.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Form, Row, Soft } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { written } from '../../ui/written.ts';
import { useMe } from '../accounts/use-me.ts';
import { EmojiText } from './emoji-text.tsx';
import css from './extras.module.css';
import { putPost } from './post-cache.ts';

/** Answers to choose from while one may, and what was chosen so far to everybody else. */
export function PollView({ post, poll }: { post: Post; poll: Poll }) {
  const me = useMe();
  const asked = me !== null && me.handle !== post.author.handle && !poll.closed && poll.mine.length === 0;
  // The button that had the focus goes with the vote.
  const place = useFocusWhenLost<HTMLDivElement>(asked);
  return (
    <div className={css.poll} ref={place} tabIndex={-1}>
      {asked ? <Ballot post={post} poll={poll} /> : <Result post={post} poll={poll} />}
      <Soft>
        {poll.voters === null ? tPractice.votes(sum(poll)) : tPractice.voters(poll.voters)}
        {poll.closesAt !== null &&
          ` · ${(poll.closed ? tPractice.pollClosed : tPractice.pollCloses)(moment(poll.closesAt))}`}
        {poll.closesAt === null && poll.closed && ` · ${tPractice.pollOver}`}
      </Soft>
    </div>
  );
}

function Ballot({ post, poll }: { post: Post; poll: Poll }) {
  const name = useId();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const vote = useCall(votePoll, { onSuccess: (changed: Post) => putPost(queryClient, changed) });
  const choose = (place: number, on: boolean) => {
    const others = poll.multiple ? chosen.filter((other) => other !== place) : [];
    setChosen(on ? [...others, place] : others);
  };
  return (
    <Form error={vote.error} onSubmit={() => vote.mutate({ params: { id: post.id }, body: { options: [...chosen] } })}>
      <fieldset className={css.options}>
        <legend className="visually-hidden">{poll.multiple ? tPractice.pollSeveral : tPractice.pollOne}</legend>
        {poll.options.map(({ text }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike; their place is what they are
          <label key={place} className={css.option}>
            <input
              type={poll.multiple ? 'checkbox' : 'radio'}
              name={name}
              checked={chosen.includes(place)}
              onChange={(event) => choose(place, event.target.checked)}
            />
            <span {...written(post.language)}>
              <EmojiText text={text} emojis={post.emojis} />
            </span>
          </label>
        ))}
      </fieldset>
      <Problem error={vote.error} />
      <Row>
        <Button type="submit" look="primary" small busy={vote.isPending} disabled={chosen.length === 0}>
          {tPractice.vote}
        </Button>
      </Row>
    </Form>
  );
}

function Result({ post, poll }: { post: Post; poll: Poll }) {
  // Where several may be chosen, the share is of people, and shares add up to more than all.
  const all = Math.max(1, poll.multiple ? (poll.voters ?? sum(poll)) : sum(poll));
  return (
    <ul className={css.options}>
      {poll.options.map(({ text, votes }, place) => {
        const share = Math.min(100, Math.round((100 * votes) / all));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike; their place is what they are
          <li key={place} className={css.result}>
            <span className={css.share} style={{ inlineSize: `${share}%` }} />
            <span {...written(post.language)}>
              <EmojiText text={text} emojis={post.emojis} />
              {poll.mine.includes(place) && (
                <>
                  {' '}
                  <Icon name="check" size={16} />
                  <span className="visually-hidden">{tPractice.myVote}</span>
                </>
              )}
            </span>
            <span className={css.count}>
              {share}&nbsp;% ({votes})
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function sum({ options }: Poll): number {
  return options.reduce((all, { votes }) => all + votes, 0);
}
