/** A browser of the smallest kind: keeps cookies, sends its page's origin, reads JSON. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** The last Set-Cookie line, whole. */
  setCookie: string | null = null;
  readonly #origin: string;
  readonly #pageOrigin: string;
  readonly #headers: Record<string, string>;

  constructor(origin: string, pageOrigin: string = origin, headers: Record<string, string> = {}) {
    this.#origin = origin;
    this.#pageOrigin = pageOrigin;
    this.#headers = headers;
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.#origin}/api/v1${path}`, {
      method,
      headers: {
        origin: this.#pageOrigin,
        ...(this.cookies.size > 0 ? { cookie: this.cookieHeader() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.#headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      this.setCookie = line;
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name && value) this.cookies.set(name, value);
      else if (name) this.cookies.delete(name);
    }
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  }

  get = (path: string) => this.call('GET', path);
  post = (path: string, body: unknown = {}) => this.call('POST', path, body);
  put = (path: string, body: unknown = {}) => this.call('PUT', path, body);
  delete = (path: string) => this.call('DELETE', path);

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
