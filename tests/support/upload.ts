import sharp from 'sharp';
import { getMedia, type Media, UPLOAD_PATH } from '../../shared/contracts/media.ts';
import type { ApiClient } from './api.ts';

const TUS = { 'tus-resumable': '1.0.0' };
export const CHUNK = { 'content-type': 'application/offset+octet-stream' };

/** One request of the tus protocol, as a browser of this person sends it. `path` is a whole path or empty. */
export function tus(
  client: ApiClient,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): Promise<Response> {
  return fetch(client.baseUrl + (path === '' ? UPLOAD_PATH : path), {
    method,
    headers: { ...TUS, origin: client.baseUrl, ...(client.cookie ? { cookie: client.cookie } : {}), ...headers },
    body: body ? new Uint8Array(body) : null,
  });
}

/** Begins an upload and answers its path. */
export async function begin(client: ApiClient, bytes: number, name = 'a file.bin'): Promise<Response> {
  const metadata = `filename ${Buffer.from(name).toString('base64')}`;
  return tus(client, 'POST', '', { 'upload-length': String(bytes), 'upload-metadata': metadata });
}

/** Uploads a whole file; the last answer says what became of it. */
export async function send(client: ApiClient, bytes: Uint8Array, name?: string): Promise<Response & { id: string }> {
  const begun = await begin(client, bytes.length, name);
  const path = begun.headers.get('location') ?? '';
  if (begun.status !== 201) return Object.assign(begun, { id: '' });
  const done = await tus(client, 'PATCH', path, { ...CHUNK, 'upload-offset': '0' }, bytes);
  return Object.assign(done, { id: path.split('/').at(-1) ?? '' });
}

/** Uploads a file that must be taken. */
export async function upload(client: ApiClient, bytes: Uint8Array, name?: string): Promise<Media> {
  const answer = await send(client, bytes, name);
  if (answer.status !== 204) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return client.call(getMedia, { params: { id: answer.id } });
}

/** A picture in which neighbouring points differ, so that it has a size worth measuring. */
export function picture(width = 320, height = 200, colour = 'seagreen'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

/** A PDF as far as anybody looks at it. */
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
