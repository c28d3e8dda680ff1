import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

const REDACTED = ['*.password', '*.authorization', '*.cookie', '*.signature', '*.privateKey', '*.secret', '*.token'];

/**
 * Structured logs. Bodies, keys, tokens and cookies are never passed to a logger; the redacted paths are a net.
 * @param to standard output when it is not given
 */
export function createLogger(level: string, to?: DestinationStream): Logger {
  return pino({ level, base: null, redact: REDACTED }, to ?? pino.destination(1));
}
