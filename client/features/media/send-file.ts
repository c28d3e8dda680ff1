import { getMedia, type Media, UPLOAD_PATH } from '../../../shared/contracts/media.ts';
import { call } from '../../api/call.ts';
import { ApiError, toApiError } from '../../api/error.ts';

/** What most web servers in front of an instance let through in one request. */
const CHUNK_BYTES = 1024 * 1024;
/** Within one attempt; after them the upload waits for the network to come back. */
const RETRY_DELAYS_MS = [500, 2_000, 5_000];

/** Why an upload is aborted for good: the server may forget it too. */
export const REMOVED = 'removed';

/**
 * Uploads a file by tus, going on where an earlier attempt stopped, and answers what it became.
 * @throws ApiError: the server's refusal, or `unreachable`. An abort keeps what is there, for the next attempt, unless it is
 * for good (`REMOVED`).
 */
export async function sendFile(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Media> {
  const { Upload, DetailedError } = await import('tus-js-client').catch(() => {
    throw new ApiError('unreachable', '');
  });
  const url = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: UPLOAD_PATH,
      metadata: { filename: file.name, filetype: file.type },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      removeFingerprintOnSuccess: true,
      onProgress,
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => {
        const answer = error instanceof DetailedError ? error.originalResponse : null;
        reject(
          answer === null ? new ApiError('unreachable', '') : toApiError(answer.getStatus(), parsed(answer.getBody())),
        );
      },
    });
    signal.addEventListener('abort', () => {
      // What cannot be taken back now goes with the server's own clean-up.
      upload.abort(signal.reason === REMOVED).catch(() => {});
      reject(signal.reason);
    });
    upload
      .findPreviousUploads()
      .then(([earlier]) => {
        if (signal.aborted) return;
        if (earlier !== undefined) upload.resumeFromPreviousUpload(earlier);
        upload.start();
      })
      .catch(reject);
  });
  return call(getMedia, { params: { id: new URL(url, location.href).pathname.split('/').at(-1) ?? '' } }, signal);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
