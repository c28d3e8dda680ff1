import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { ReportViews } from '../moderation/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import type { ReportReaders } from './report.ts';

interface Parts {
  reports: ReportViews;
  profiles: ProfileViews;
  naming: Naming;
  readers: ReportReaders;
}

/** Another instance, or somebody there, reports one of our people: it is put before the admins. */
export class ReportReactions implements Reaction {
  readonly name = 'reports';
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async react({ activity, origin, receivedAt }: Occurrence): Promise<void> {
    if (activity.type !== 'Flag' || origin !== 'remote') return;
    const { reports, profiles, naming, readers } = this.#parts;
    const { actor: from, object: about, reason, iri } = activity;
    const isOurs = naming.isLocal(about) && (await profiles.byIri(about)) !== null;
    if (!isOurs) return;
    const posts = activity.about.filter((post) => naming.isLocal(post) && post !== about);
    const host = URL.parse(from)?.host ?? '';
    const id = await reports.add({ from, host, about, posts, reason, at: receivedAt, forwarded: false }, iri);
    if (id !== null) await readers.onReported(id, from);
  }
}
