/** Reasons are words of ours and few; a mistake in one must not become a list that grows. */
const REASONS_MAX = 100;

/** How often the inbox refused something since the server started, by reason. */
export class Refusals extends Map<string, number> {
  readonly since: Date;

  constructor(since: Date) {
    super();
    this.since = since;
  }

  count(reason: string): void {
    if (this.has(reason) || this.size < REASONS_MAX) this.set(reason, (this.get(reason) ?? 0) + 1);
  }
}
