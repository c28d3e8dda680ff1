import type { Json, JsonObject } from '../../activities/activity.ts';
import type { Intake } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { sha256 } from '../../core/ids.ts';
import { isActorType } from '../convert/actor.ts';
import { authorOf, idOf, publishedBy, sameHost, typeOf } from '../convert/read.ts';
import type { Engine } from '../engine.ts';

const HOUR_CHARS = 'yyyy-mm-ddThh'.length;

/** The same text for the same document, whatever the order of its keys and whatever is in it: RFC 8785 refuses some texts. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join()}}`;
}

/** The id of an activity that we make up for something that we asked for ourselves; the same for the same text. */
export function fetchedId(text: string): string {
  return `urn:staffroom:fetched:${sha256(text)}`;
}

/**
 * Brings a document read from its own origin into the log, as an activity that we make up for it: everything on screen
 * comes from the log. An unchanged document is one entry; the hour in the name lets one that changed there and back again
 * be learnt a second time. One that says it is by somebody of another host is nobody's word (FEP-fe34), and changes nothing.
 */
export function createLearner(parts: { engine(): Promise<Engine>; intake: Intake; clock: Clock }) {
  return async (document: JsonObject): Promise<void> => {
    const now = parts.clock.now();
    const isActor = isActorType(typeOf(document));
    const actor = isActor ? idOf(document.id) : authorOf(document);
    if (actor === null || !sameHost(actor, idOf(document.id) ?? '')) return;
    const object = isActor ? document : { ...document, published: publishedBy(document.published, now) };
    const hour = now.toISOString().slice(0, HOUR_CHARS);
    const id = fetchedId(`${hour} ${canonical(document)}`);
    const engine = await parts.engine();
    const activity = await engine.wrap(isActor ? 'Update' : 'Create', actor, object, id);
    await parts.intake.accept({ ...activity, published: publishedBy(document.published, now) }, 'fetched');
  };
}

export type Learn = ReturnType<typeof createLearner>;

/** Brings into the log that the server of an actor, or of what they wrote, says that it is no more: as a Delete that we make up. */
export function createGoneLearner({ intake, clock }: { intake: Intake; clock: Clock }) {
  return async (object: string, actor = object): Promise<void> => {
    const published = clock.now().toISOString();
    const id = fetchedId(`${published.slice(0, HOUR_CHARS)} gone ${object}`);
    await intake.accept({ id, type: 'Delete', actor, object, to: [], cc: [], published }, 'fetched');
  };
}
