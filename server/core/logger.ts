import { type Logger, pino } from 'pino';

export type { Logger };

/** Structured logs on stdout. Bodies, keys, tokens and cookies are never passed to a logger; these paths are a net. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: ['*.password', '*.authorization', '*.cookie', '*.signature', '*.privateKey', '*.secret', '*.token'],
  });
}
