import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { type Child, startChild } from './storage/child.ts';
import type { EndAfter } from './storage/end-after.ts';

const SCRIPT = new URL('./instance-child.ts', import.meta.url);

/** A whole instance as a process of its own, that can be killed and started again at the same address. */
export class InstanceProcess {
  readonly baseUrl: string;
  /** Where this process listens: `baseUrl`, but for one beside another. */
  readonly address: string;
  /** For who looks into it, or prepares it, while nothing runs. */
  readonly dataDir: string;
  readonly #port: number;
  #child: Child | null = null;

  private constructor(dataDir: string, port: number, baseUrl = `http://localhost:${port}`) {
    this.dataDir = dataDir;
    this.#port = port;
    this.baseUrl = baseUrl;
    this.address = `http://localhost:${port}`;
  }

  static async make(): Promise<InstanceProcess> {
    return new InstanceProcess(join(await mkdtemp(join(tmpdir(), 'staffroom-process-')), 'data'), await freePort());
  }

  /** A second process of the same instance, on the same database. */
  async beside(): Promise<InstanceProcess> {
    return new InstanceProcess(this.dataDir, await freePort(), this.baseUrl);
  }

  /**
   * Resolves when it serves, or has ended already (`endAfter`).
   * @param aheadMs of its clock: what another process of before has leased is anybody's then
   */
  async start({ aheadMs = 0, endAfter }: { aheadMs?: number; endAfter?: EndAfter } = {}): Promise<void> {
    this.#child = startChild(SCRIPT, [], {
      PORT: String(this.#port),
      BASE_URL: this.baseUrl,
      DATA_DIR: this.dataDir,
      REGISTRATION: 'open',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
      FEDERATION_ALLOW_PRIVATE: '127.0.0.0/8,::1/128',
      AHEAD_MS: String(aheadMs),
      END_AFTER: endAfter ? JSON.stringify(endAfter) : '',
    });
    await this.#child.reached(1);
  }

  /** `kill -9`. */
  kill(): void {
    this.#child?.process.kill('SIGKILL');
  }

  /** Resolves when it has ended, to how. */
  async ended(): Promise<NodeJS.Signals | null> {
    return (await this.#child?.ended)?.signal ?? null;
  }

  /** Ends it, and takes away what it and others beside it stored. */
  async remove(): Promise<void> {
    this.kill();
    await this.ended();
    await rm(join(this.dataDir, '..'), { recursive: true, force: true });
  }
}
