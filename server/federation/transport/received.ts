import type { IncomingMessage } from 'node:http';

/** A request as it stood on the wire, which is what a signature is about. */
export interface ReceivedRequest {
  method: string;
  /** Path and query exactly as sent. */
  target: string;
  /** Lower-case names; one entry for every line, since a doubled line must be seen as such. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** Empty for GET. */
  body: Buffer;
}

export function receivedRequest(req: IncomingMessage & { originalUrl?: string }, body: Buffer): ReceivedRequest {
  const headers = new Map<string, string[]>();
  for (let at = 0; at + 1 < req.rawHeaders.length; at += 2) {
    const name = (req.rawHeaders[at] ?? '').toLowerCase();
    const value = req.rawHeaders[at + 1] ?? '';
    const lines = headers.get(name);
    if (lines === undefined) headers.set(name, [value]);
    else lines.push(value);
  }
  return { method: req.method ?? 'GET', target: req.originalUrl ?? req.url ?? '/', headers, body };
}

/** The value of a header that stands there exactly once, else null. */
export function single(request: ReceivedRequest, name: string): string | null {
  const lines = request.headers.get(name);
  return lines?.length === 1 ? (lines[0] ?? null) : null;
}
