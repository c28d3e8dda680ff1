import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { ALT_MAX, describeMedia, getMedia, type Media } from '../../../shared/contracts/media.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tMedia } from '../../i18n/media.ts';
import { IconButton } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { fileSize } from './file-size.ts';
import css from './media.module.css';
import { UploadState } from './upload-state.tsx';
import { type Uploads, useUploads } from './use-uploads.ts';

const FILES_MAX = 4;

/** Files that go with something in a pair, for its two members alone. */
export interface PairFilesBox {
  /** Ids of those that are uploaded, for `files` of a request. */
  ids: string[];
  /** A sentence that says what is still missing before it can be sent; empty when nothing is. */
  missing: string;
  /** Somebody wants to send: at once, as soon as what the pictures show is saved, or not, and it is said why. */
  whenReady(send: () => void): void;
  /** After it was sent. */
  clear(): void;
  uploads: Uploads;
  media: readonly (Media | undefined)[];
  complaining: boolean;
  remove(id: string): void;
  /** What pictures show, as it is being written, by id. */
  alts: Readonly<Record<string, string>>;
  describe(id: string, alt: string): void;
  /** What is written goes to the server. */
  saveAlt(id: string): void;
  error: unknown;
}

/** @param scope names the text they go with; what is uploaded is kept on the device under it until it is sent. */
export function usePairFiles(scope: string): PairFilesBox {
  const me = useSignedIn();
  const [kept, setKept] = useKeptText(`files:${me.id}:${scope}`);
  const [complaining, setComplaining] = useState(false);
  const ids = kept.split(' ').filter(Boolean).slice(0, FILES_MAX);
  // Two uploads may be done before the page is drawn again.
  const now = useRef(ids);
  const keep = (next: string[]) => {
    now.current = next;
    setKept(next.join(' '));
  };
  const uploads = useUploads(me.id, `pair:${scope}`, [], FILES_MAX - ids.length, (_upload, { id }) =>
    keep([...now.current, id]),
  );
  const media = useQueries({ queries: ids.map((id) => read(getMedia, { params: { id } })) }).map(({ data }) => data);
  const [alts, setAlts] = useState<Readonly<Record<string, string>>>({});
  const client = useQueryClient();
  const save = useCall(describeMedia, {
    onSuccess: (described) => client.setQueryData(keyOf(getMedia, { id: described.id }), described),
  });
  const altOf = (one: Media | undefined) => (one ? (alts[one.id] ?? one.alt).trim() : '');
  const unsaved = media.flatMap((one) => (one?.kind === 'image' && altOf(one) !== one.alt ? [one] : []));
  const saveOne = (one: Media) => save.mutateAsync({ params: { id: one.id }, body: { alt: altOf(one) } });
  const undescribed = media.some((one) => one?.kind === 'image' && altOf(one) === '');
  const missing = uploads.items.length > 0 ? tMedia.stillUploading : undescribed ? tMedia.altMissingToSend : '';
  const waits = useRef(false);
  return {
    ids,
    missing,
    alts,
    error: save.error,
    describe: (id, alt) => setAlts((before) => ({ ...before, [id]: alt })),
    saveAlt(id) {
      const one = unsaved.find((each) => each.id === id);
      // A refusal is in `error`, beside the field.
      if (one) void saveOne(one).catch(() => undefined);
    },
    whenReady(send) {
      if (missing !== '') return setComplaining(true);
      if (unsaved.length === 0) return send();
      if (waits.current) return;
      waits.current = true;
      Promise.all(unsaved.map(saveOne))
        .then(send, () => undefined)
        .finally(() => {
          waits.current = false;
        });
    },
    clear() {
      keep([]);
      setComplaining(false);
    },
    uploads,
    media,
    complaining,
    remove: (id) => keep(now.current.filter((one) => one !== id)),
  };
}

/** The button to attach, and what is attached: pictures with the words that they need. */
export function PairFilesField({ box, compact = false }: { box: PairFilesBox; compact?: boolean }) {
  const { ids, uploads, media, complaining } = box;
  const id = useId();
  const room = FILES_MAX - ids.length - uploads.items.length;
  return (
    <div className={css.pairFiles}>
      {(ids.length > 0 || uploads.items.length > 0) && (
        <ul className={css.pairFilesList} aria-label={tMedia.files}>
          {ids.map((one, index) => (
            <li key={one}>
              <Attached id={one} media={media[index]} box={box} />
            </li>
          ))}
          {uploads.items.map((item) => (
            <li key={item.id}>
              <div className={css.file}>
                <Icon name="file" />
                <span>{item.file.name}</span>
                <IconButton
                  icon="trash"
                  label={tMedia.removeFile(item.file.name)}
                  onClick={() => uploads.remove(item.id)}
                />
              </div>
              <UploadState sending={item} onRetry={() => uploads.retry(item.id)} />
            </li>
          ))}
        </ul>
      )}
      {uploads.objection !== '' && (
        <p className={css.lost} role="alert">
          {uploads.objection}
        </p>
      )}
      <Problem error={box.error} />
      {complaining && box.missing !== '' && (
        <p className={css.lost} role="alert">
          {box.missing}
        </p>
      )}
      {room > 0 && (
        <label className={compact ? css.attachSmall : css.attach} htmlFor={id}>
          <Icon name="image" />
          <span className={compact ? 'visually-hidden' : undefined}>{tMedia.attach}</span>
          <input
            id={id}
            type="file"
            multiple
            className="visually-hidden"
            accept={`${uploads.accept.image},${uploads.accept.document}`}
            onChange={(event) => {
              for (const file of [...(event.target.files ?? [])].slice(0, room)) {
                uploads.add(file.type.startsWith('image/') ? 'image' : 'document', file);
              }
              event.target.value = '';
            }}
          />
        </label>
      )}
    </div>
  );
}

function Attached({ id, media, box }: { id: string; media: Media | undefined; box: PairFilesBox }) {
  const name = media?.name ?? tMedia.file;
  const words = box.alts[id] ?? media?.alt ?? '';
  return (
    <>
      <div className={css.file}>
        {media?.kind === 'image' ? <img src={`${media.url}?size=small`} alt="" /> : <Icon name="file" />}
        <span>{name}</span>
        {media && <span className={css.state}>{fileSize(media.bytes)}</span>}
        <IconButton icon="trash" label={tMedia.removeFile(name)} onClick={() => box.remove(id)} />
      </div>
      {media?.kind === 'image' && (
        <TextArea
          label={tMedia.whatItShows(1)}
          hint={tMedia.recognised}
          error={box.complaining && words.trim() === '' ? tMedia.altMissingToSend : undefined}
          value={words}
          onChange={(next) => box.describe(id, next.replaceAll('\n', ' '))}
          onBlur={() => box.saveAlt(id)}
          maxLength={ALT_MAX}
          rows={2}
        />
      )}
    </>
  );
}
