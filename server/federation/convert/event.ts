import type { EventDetails, Json, JsonObject } from '../../activities/activity.ts';
import { escapeHtml, htmlToText } from '../../core/html.ts';
import { date, iri, isObject, list, text, typeOf } from './read.ts';
import { instant } from './source.ts';

const PLACE_MAX_CHARS = 300;
const PLACES_MAX = 8;
const ADDRESS_LINES = ['streetAddress', 'postalCode', 'addressLocality', 'addressRegion', 'addressCountry'] as const;

/** What makes an article an `Event`, in the terms of Mobilizon and FEP-8a8e. */
export function writeEvent({ startsAt, endsAt, place, joinUrl, cancelled }: EventDetails): JsonObject {
  const locations = [
    ...(place === '' ? [] : [{ type: 'Place', name: place }]),
    ...(joinUrl === null ? [] : [{ type: 'VirtualLocation', url: joinUrl }]),
  ];
  return {
    type: 'Event',
    startTime: instant(startsAt),
    ...(endsAt === null ? {} : { endTime: instant(endsAt) }),
    ...(locations.length === 0 ? {} : { location: locations }),
    'ical:status': cancelled ? 'CANCELLED' : 'CONFIRMED',
  };
}

/**
 * When and where, in the words of nobody's language, for servers that show a `summary` and no times. It follows from the
 * event alone, so an instance that reads the times finds exactly this before the summary and takes it off again.
 */
export function dateLine({ startsAt, place }: EventDetails): string {
  const [day, time] = startsAt.toISOString().split(/T|:00\.|\./);
  return escapeHtml(`${[`${day} ${time} UTC`, place].filter((part) => part !== '').join(' · ')} — `);
}

/** Null without a start. */
export function readEvent(json: JsonObject): EventDetails | null {
  const startsAt = date(json.startTime);
  if (startsAt === null) return null;
  const endsAt = date(json.endTime);
  const locations = list(json.location).slice(0, PLACES_MAX);
  const status = text(json['ical:status'], 20) || text(json.eventStatus, 60);
  return {
    startsAt,
    endsAt: endsAt !== null && endsAt >= startsAt ? endsAt : null,
    place: distinct(locations.flatMap(linesOf)).join(', ').slice(0, PLACE_MAX_CHARS).toWellFormed(),
    joinUrl: locations.map(onlineAt).find((url) => url !== null) ?? iri(json.externalParticipationUrl),
    cancelled: /cancel/i.test(status),
  };
}

function onlineAt(location: Json): string | null {
  if (!isObject(location)) return iri(location);
  return typeOf(location) === 'VirtualLocation' ? iri(location.url) : null;
}

function linesOf(location: Json): string[] {
  if (!isObject(location)) return iri(location) === null ? [plain(location)] : [];
  if (typeOf(location) === 'VirtualLocation') return [];
  const [address] = list(location.address);
  const lines = isObject(address) ? ADDRESS_LINES.map((line) => plain(address[line])) : [plain(address)];
  return [plain(location.name), ...lines];
}

function plain(value: Json | undefined): string {
  return htmlToText(text(value, PLACE_MAX_CHARS));
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)].filter((line) => line !== '');
}
