import type { Attachment } from '../../../shared/contracts/media.ts';
import { tMedia } from '../../i18n/media.ts';
import { Icon } from '../../ui/icon.tsx';
import { fileSize } from './file-size.ts';
import css from './media.module.css';
import { Picture } from './picture.tsx';

/** What belongs to a post besides its text: pictures that the text does not show, recordings, files; and what pictures show. */
export function Attachments({ items }: { items: readonly Attachment[] }) {
  const pictures = items.filter(({ kind, inline }) => kind === 'image' && !inline);
  const described = items.filter(({ kind, inline, name }) => kind === 'image' && inline && name !== '');
  const files = items.filter(({ kind }) => kind !== 'image');
  if (pictures.length + described.length + files.length === 0) return null;
  return (
    <div className={css.attachments}>
      {pictures.length > 0 && (
        <ul className={css.gallery} aria-label={tMedia.images}>
          {pictures.map((picture) => (
            <li key={picture.url}>
              <figure className={css.figure}>
                <a
                  href={picture.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  aria-label={tMedia.openPicture(picture.name)}
                >
                  <Picture image={picture} />
                </a>
                {picture.name !== '' && (
                  <details className={css.alt}>
                    <summary>
                      <abbr title={tMedia.altTitle}>ALT</abbr>
                    </summary>
                    <figcaption>{picture.name}</figcaption>
                  </details>
                )}
              </figure>
            </li>
          ))}
        </ul>
      )}
      {described.length > 0 && (
        <details className={css.descriptions}>
          <summary>{tMedia.descriptions(described.length)}</summary>
          <ol>
            {described.map((image) => (
              <li key={image.url}>{image.name}</li>
            ))}
          </ol>
        </details>
      )}
      {files.length > 0 && (
        <ul className={css.files} aria-label={tMedia.files}>
          {files.map((file) => (
            <li key={file.url}>
              <a className={css.file} href={file.url} target="_blank" rel="noopener noreferrer">
                <Icon name={file.kind === 'document' ? 'file' : 'play'} />
                <span>{file.name || tMedia.kinds[file.kind]}</span>
              </a>
              <span className={css.state}>
                {[typeWords(file), file.bytes === null ? null : fileSize(file.bytes)].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/pdf/, 'PDF'],
  [/wordprocessingml|msword/, 'Word'],
  [/spreadsheetml|ms-excel/, 'Excel'],
  [/presentationml|ms-powerpoint/, 'PowerPoint'],
  [/opendocument\.text/, 'ODT'],
  [/opendocument\.spreadsheet/, 'ODS'],
  [/opendocument\.presentation/, 'ODP'],
];

function typeWords({ kind, mediaType }: Attachment): string {
  return TYPES.find(([pattern]) => pattern.test(mediaType))?.[1] ?? tMedia.kinds[kind];
}
