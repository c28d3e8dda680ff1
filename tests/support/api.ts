import type { z } from 'zod';
import type { Endpoint } from '../../shared/contracts/endpoint.ts';
import type { ErrorBody } from '../../shared/contracts/errors.ts';

interface Request {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** Added to, or in place of, the usual headers. */
  headers?: Record<string, string>;
}

export interface Answer<T> {
  status: number;
  /** The value, when the call succeeded. */
  value: T;
  error: ErrorBody['error'] | null;
  headers: Headers;
}

/** Somebody's browser as far as the API can tell: keeps the session cookie and sends the Origin. */
export class ApiClient {
  readonly baseUrl: string;
  cookie: string | null = null;

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Calls an endpoint and answers whatever came back. */
  async try<E extends Endpoint>(endpoint: E, request: Request = {}): Promise<Answer<z.output<E['response']>>> {
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(request.params?.[name] ?? ''),
    );
    const query = new URLSearchParams(
      Object.entries(request.query ?? {}).map(([name, value]) => [name, String(value)]),
    );
    const response = await fetch(`${this.baseUrl}/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: endpoint.method,
      headers: {
        accept: 'application/json',
        origin: this.baseUrl,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
    });
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    if (set.length > 0) this.cookie = set.join('; ');
    const text = await response.text();
    const json = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, value: json, error: response.ok ? null : json.error, headers: response.headers };
  }

  /** Calls an endpoint that must succeed. */
  async call<E extends Endpoint>(endpoint: E, request: Request = {}): Promise<z.output<E['response']>> {
    const answer = await this.try(endpoint, request);
    if (answer.error) {
      throw new Error(`${endpoint.method} ${endpoint.path}: ${answer.status} ${JSON.stringify(answer.error)}`);
    }
    return answer.value;
  }
}
