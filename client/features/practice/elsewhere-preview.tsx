import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type DraftFields, previewPost } from '../../../shared/contracts/practice.ts';
import { read } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { Picture } from '../media/picture.tsx';
import css from './editor.module.css';

const SERVERS = ['mastodon', 'lemmy'] as const;

/** The post as other software shows it, drawn from the very document that would be sent to it. */
export function ElsewherePreview({ fields }: { fields: DraftFields }) {
  const me = useSignedIn();
  const [server, setServer] = useState<(typeof SERVERS)[number]>('mastodon');
  const preview = useQuery({
    ...read(previewPost, { body: fields }),
    queryKey: [previewPost.path, fields],
    retry: false,
  });
  if (preview.isPending) return <Skeleton lines={3} />;
  if (preview.error) return <Problem error={preview.error} retry={preview.refetch} />;
  const { wire, image } = preview.data;
  const hasPoll = wire.answers.length > 0;
  return (
    <div className={css.elsewhereBody}>
      <OneOf
        legend={tPractice.elsewhere}
        hideLegend
        value={server}
        onChange={setServer}
        options={SERVERS.map((value) => ({ value, label: tPractice.elsewhereServers[value] }))}
      />
      <Soft>{(hasPoll ? tPractice.elsewhereHowPoll : tPractice.elsewhereHow)[server]}</Soft>
      {server === 'mastodon' && (
        <article className={css.foreign} aria-label={tPractice.elsewhereServers.mastodon}>
          <p>
            <strong>{me.displayName}</strong> <span className={css.foreignSoft}>{me.handle}</span>
          </p>
          <RichText html={wire.preview} compact />
          {hasPoll && (
            <ul className={css.asked}>
              {wire.answers.map((answer) => (
                <li key={answer} dir="auto">
                  {answer}
                </li>
              ))}
            </ul>
          )}
          {image && <Picture image={image} />}
        </article>
      )}
      {server === 'lemmy' && !hasPoll && (
        <article className={css.foreign} aria-label={tPractice.elsewhereServers.lemmy}>
          <h3>{wire.name}</h3>
          <p className={css.foreignSoft}>{me.handle}</p>
          <RichText html={wire.content} compact />
          {wire.tags.length > 0 && <p className={css.foreignSoft}>{wire.tags.join(' ')}</p>}
        </article>
      )}
    </div>
  );
}
