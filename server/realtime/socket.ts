import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { z } from 'zod';
import type { Ack, ClientEvents, ServerEvents } from '../../shared/contracts/live.ts';
import { NOT_FOUND } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Principal } from '../core/principal.ts';
import { parseInput } from '../http/input.ts';

export interface SocketData {
  /** Null for somebody who only looks at public posts. */
  principal: Principal | null;
  /** The short id of the principal's profile. */
  profile: string | null;
}

export type LiveServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;
export type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>;

export const SIGN_IN_FIRST = 'Sign in first, then try again.';

/** A refusal that the person at the other end is told about. */
export class Refused extends Error {}

export function notFound(): Refused {
  return new Refused(NOT_FOUND.message);
}

/**
 * Makes a listener of a client event: what it sends is parsed by the contract's schema, and whatever goes wrong becomes
 * an acknowledgement, never an exception. Clients that ask for none hear nothing.
 */
export function answering<S extends z.ZodType, T>(
  schema: S,
  logger: Logger,
  run: (request: z.output<S>) => Promise<T> | T,
): (request: unknown, ack?: unknown) => void {
  return (request, ack) => {
    const answer: Ack<T> = (value) => {
      if (typeof ack === 'function') ack(value);
    };
    const parsed = parseInput(schema, request);
    if (!parsed.ok) return answer({ ok: false, message: parsed.error.message });
    const running = async () => run(parsed.value);
    running().then(
      (value) => answer({ ok: true, value }),
      (error: unknown) => {
        if (error instanceof Refused) return answer({ ok: false, message: error.message });
        logger.error({ err: error }, 'a live request failed');
        answer({ ok: false, message: 'Something went wrong here. Try again.' });
      },
    );
  };
}
