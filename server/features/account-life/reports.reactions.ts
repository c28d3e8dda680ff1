import type { Occurrence, Reaction } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import type { ReportViews } from '../moderation/index.ts';
import type { ProfileViews } from '../profiles/index.ts';

/** Another instance, or somebody there, reports one of our people: it is put before the admins. */
export class ReportReactions implements Reaction {
  readonly name = 'reports';
  readonly #parts: { reports: ReportViews; profiles: ProfileViews; naming: Naming };

  constructor(parts: { reports: ReportViews; profiles: ProfileViews; naming: Naming }) {
    this.#parts = parts;
  }

  async react({ activity, origin, receivedAt }: Occurrence): Promise<void> {
    if (activity.type !== 'Flag' || origin !== 'remote') return;
    const { reports, profiles, naming } = this.#parts;
    const { actor: from, object: about, reason, iri } = activity;
    const isOurs = naming.isLocal(about) && (await profiles.byIri(about)) !== null;
    if (!isOurs) return;
    const posts = activity.about.filter((post) => naming.isLocal(post) && post !== about);
    const host = URL.parse(from)?.host ?? '';
    await reports.add({ from, host, about, posts, reason, at: receivedAt, forwarded: false }, iri);
  }
}
