import { describe, expect, it } from 'vitest';
import type { Activity, JsonObject } from '../../../server/activities/activity.ts';
import type { PairEntry } from '../../../server/activities/pair-entry.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';

/** Entries of a pair as another server may write them, honest or not. */
const codec = createCodec(createNaming('https://school.example'));
const bo = 'https://other.example/users/bo';
const amara = 'https://school.example/users/amara';
const turn = 'https://other.example/objects/turn';
const step = { kind: 'respond', name: 'Respond', speaks: 'responder', minutes: 5 };
const last = { kind: 'reflect', name: 'Reflect', speaks: 'presenter', minutes: 5 };

const HONEST: Record<PairEntry['kind'], JsonObject> = {
  presentation: {
    type: 'staffroom:Presentation',
    name: 'A lesson',
    content: '<p>x</p>',
    'staffroom:workKind': 'plan',
    'staffroom:focusQuestion': 'Why?',
    'staffroom:protocol': { id: 'x', name: 'Tuning', summary: '', 'staffroom:steps': [step, last] },
  },
  contribution: { type: 'Note', content: '<p>x</p>', 'staffroom:turn': turn, 'staffroom:step': 0 },
  'step-closed': { type: 'staffroom:StepClosed', 'staffroom:turn': turn, 'staffroom:step': 0 },
  'set-aside': { type: 'staffroom:CycleSetAside', 'staffroom:cycle': turn, 'staffroom:reason': 'x' },
  'follow-up': {
    type: 'staffroom:FollowUp',
    'staffroom:turn': turn,
    'staffroom:what': 'Wait',
    'staffroom:by': '2026-04-01',
  },
  'follow-up-changed': { type: 'staffroom:FollowUpChanged', 'staffroom:followUp': turn },
  'follow-up-done': { type: 'staffroom:FollowUpDone', 'staffroom:followUp': turn, content: '<p>x</p>' },
  'consent-asked': { type: 'staffroom:ConsentAsked', 'staffroom:turn': turn, 'staffroom:contributions': [turn] },
  'consent-answered': { type: 'staffroom:ConsentAnswered', 'staffroom:consent': turn, 'staffroom:yes': true },
  session: {
    type: 'Event',
    'staffroom:times': [{ startTime: '2026-03-28T15:00:00Z', 'staffroom:minutes': 45 }],
  },
  'session-answered': { type: 'staffroom:SessionAnswered', 'staffroom:session': turn, 'staffroom:time': 0 },
  'session-cancelled': { type: 'staffroom:SessionCancelled', 'staffroom:session': turn },
  'session-notes': { type: 'staffroom:SessionNotes', 'staffroom:session': turn, content: '<p>x</p>' },
  resumed: { type: 'staffroom:Resumed' },
};

const id = 'https://other.example/objects/1';
function add(object: JsonObject, more: JsonObject = {}): JsonObject {
  const target = 'https://school.example/objects/thread';
  return {
    id: 'https://other.example/a',
    type: 'Add',
    actor: bo,
    to: [amara],
    cc: [],
    published: '2026-03-01T10:00:00.000Z',
    target,
    object: { id, ...object },
    ...more,
  };
}
function read(object: JsonObject): PairEntry | null {
  const decoded = codec.decode(add(object));
  return decoded.type === 'Add' ? decoded.object : null;
}

/** Numbers in [0, 1) that are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

describe('an entry of a pair', () => {
  it.each(Object.entries(HONEST))('%s is read from as little as it needs', (kind, object) => {
    expect(read(object)?.kind).toBe(kind);
  });

  it.each(Object.entries(HONEST).filter(([kind]) => kind !== 'resumed'))(
    '%s is none without what it needs',
    (_kind, object) => {
      expect(read({ type: object.type ?? '' })).toBeNull();
      expect(codec.decode(add(object, { target: null })).type).toBe('Unknown');
      expect(codec.decode(add({ ...object, id: 'not an address' })).type).toBe('Unknown');
      // By its id alone it may be a post, which a pair has none of.
      expect(codec.decode(add(object, { object: id })).type).toBe('Pin');
    },
  );

  it('never throws, and what could be read can be written and read again to the same', () => {
    const random = chance(11);
    const deep = Array.from({ length: 30 }).reduce<JsonObject>((inner) => ({ content: inner }), {});
    const values = [
      null,
      0,
      -1,
      1.5,
      1e308,
      Number.NaN,
      '',
      '\ud800',
      'x'.repeat(200_000),
      'https://',
      'javascript:alert(1)',
      true,
      [],
      {},
      [[]],
      [null],
      deep,
      Array.from({ length: 1_000 }, () => turn),
      Array.from({ length: 1_000 }, () => step),
      { 'staffroom:steps': 'x' },
      { 'staffroom:steps': [step, { ...step, minutes: -1 }] },
      { 'staffroom:quote': {} },
      { 'staffroom:seconds': -5 },
      { startTime: 'yesterday', 'staffroom:minutes': 1e9 },
      '2026-02-31',
      '+275760-09-13T00:00:00.001Z',
    ];
    const objects = Object.values(HONEST);
    const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
    const all = [...keys, 'staffroom:anchor', 'staffroom:feedbackKind', 'attachment', 'source', 'id', 'staffroom:post'];
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    let readable = 0;
    for (let run = 0; run < 6_000; run++) {
      const object: JsonObject = { ...pick(objects) };
      for (let changes = 0; changes < 2; changes++) object[pick(all)] = pick(values) as never;
      const decoded: Activity = codec.decode(
        add(object, random() < 0.2 ? { [pick(['target', 'to'])]: pick(values) as never } : {}),
      );
      expect(['Add', 'Pin', 'Unknown']).toContain(decoded.type);
      if (decoded.type !== 'Add') continue;
      readable += 1;
      expect(codec.decode(JSON.parse(JSON.stringify(codec.encode(decoded))))).toEqual(decoded);
    }
    expect(readable).toBeGreaterThan(1_000);
  });

  it('is bounded in everything it says', () => {
    const long = 'x'.repeat(100_000);
    const many = Array.from({ length: 900 }, (_, n) => `https://other.example/${n}`);
    const times = Array.from({ length: 900 }, () => ({ startTime: '2026-03-28T15:00:00Z', 'staffroom:minutes': 45 }));
    expect(read({ ...HONEST['set-aside'], 'staffroom:reason': long })).toMatchObject({ reason: 'x'.repeat(2_000) });
    expect(read({ ...HONEST['consent-asked'], 'staffroom:contributions': many })).toHaveProperty(
      'contributions.length',
      20,
    );
    expect(read({ ...HONEST.session, 'staffroom:times': times })).toHaveProperty('times.length', 5);
    expect(read({ ...HONEST.contribution, 'staffroom:anchor': { 'staffroom:quote': long } })).toHaveProperty(
      'anchor.quote.length',
      300,
    );
    const steps = Array.from({ length: 9 }, () => step);
    const protocol = { id: 'x', name: 'x', 'staffroom:steps': steps };
    expect(read({ ...HONEST.presentation, 'staffroom:protocol': protocol })).toBeNull();
  });

  it('says a follow-up or a reason, a day with what is meant, and only days that there are', () => {
    const followUp = HONEST['follow-up'];
    expect(read({ ...followUp, 'staffroom:by': '2026-02-31' })).toBeNull();
    expect(read({ ...followUp, 'staffroom:what': ' ' })).toBeNull();
    expect(read({ ...HONEST['follow-up-changed'], 'staffroom:by': 'soon' })).toMatchObject({ by: null });
  });

  it('has no scripts in it, and pictures only when they are attached', () => {
    const content = '<p onclick="x">a<script>b</script><img src="https://evil.example/pixel.gif"></p>';
    for (const kind of ['contribution', 'presentation', 'follow-up-done', 'session-notes'] as const) {
      const entry = read({ ...HONEST[kind], content, 'staffroom:reflection': content });
      expect(JSON.stringify(entry)).not.toMatch(/script|onclick|<img/);
    }
  });

  it('is redacted to its structure: when, by whom, in which thread, turn and step', () => {
    for (const object of Object.values(HONEST)) {
      const secret = 'Between us';
      const told = add({
        ...object,
        attributedTo: bo,
        context: 'https://school.example/objects/thread',
        name: secret,
        content: secret,
        summary: secret,
        source: { content: secret, mediaType: 'text/markdown' },
        attachment: [{ type: 'Document', url: 'https://other.example/media/1', name: secret }],
        location: secret,
        'staffroom:reason': secret,
        'staffroom:what': secret,
        'staffroom:reflection': secret,
        'staffroom:focusQuestion': secret,
        'staffroom:anchor': { 'staffroom:quote': secret },
      });
      const left = codec.redact(told);
      expect(JSON.stringify(left)).not.toMatch(/Between us|media\/1/);
      expect(left).toMatchObject({
        id: told.id,
        actor: bo,
        to: [amara],
        target: told.target,
        published: told.published,
      });
      expect(left.object).toMatchObject({ id, type: object.type, attributedTo: bo });
      for (const kept of ['staffroom:turn', 'staffroom:step', 'staffroom:session']) {
        if (object[kept] !== undefined) expect(left.object).toHaveProperty([kept], object[kept]);
      }
      // Once more is no less.
      expect(codec.redact(left)).toEqual(left);
    }
  });
});

describe('what else is said within pairs', () => {
  const base = { id: 'https://other.example/a', actor: bo, to: [amara], published: '2026-03-01T10:00:00.000Z' };

  it('a Move is of the one who says it, to somewhere', () => {
    const move = { ...base, type: 'Move', object: bo, target: 'https://new.example/users/bo' };
    expect(codec.decode(move).type).toBe('Move');
    for (const wrong of [{ object: amara }, { object: [] }, { target: null }, { target: {} }, { target: 'x' }]) {
      expect(codec.decode({ ...move, ...wrong }).type).toBe('Unknown');
    }
  });

  it('an Undo has a cause that we know, or none', () => {
    const undo = { ...base, type: 'Undo', object: 'https://other.example/o' };
    expect(codec.decode({ ...undo, 'staffroom:cause': 'capacity' })).toMatchObject({ cause: 'capacity' });
    for (const cause of ['because', {}, [], 7, null, ['capacity']]) {
      expect(codec.decode({ ...undo, 'staffroom:cause': cause as never })).toMatchObject({ cause: null });
    }
  });

  it('made-me-think names one thing', () => {
    const thought = { ...base, type: 'staffroom:MadeMeThink', object: 'https://school.example/objects/1' };
    expect(codec.decode(thought).type).toBe('MadeMeThink');
    for (const object of [null, {}, 7, 'x', []]) expect(codec.decode({ ...thought, object }).type).toBe('Unknown');
  });

  it('an invitation has terms between its author and whom it is for, or is none', () => {
    const note = { id: 'https://other.example/n', type: 'Note', attributedTo: bo, content: 'x', to: [amara] };
    const terms = {
      'staffroom:cadence': 'weekly',
      'staffroom:endsOn': '2099-01-01',
      'staffroom:goals': [
        { 'staffroom:member': bo, 'staffroom:goal': 'a' },
        { 'staffroom:member': 'https://evil.example/users/x', 'staffroom:goal': 'b' },
      ],
    };
    const invitation = (value: unknown) => {
      const decoded = codec.decode({
        ...base,
        type: 'Create',
        object: { ...note, 'staffroom:invitation': value as never },
      });
      return decoded.type === 'Create' && decoded.object.kind === 'note' ? decoded.object.invitation : undefined;
    };
    expect(invitation(terms)).toMatchObject({ goals: { [bo]: 'a' }, cadence: 'weekly', confidentiality: 'ask-first' });
    for (const wrong of [
      null,
      'x',
      [],
      {},
      { ...terms, 'staffroom:cadence': 'hourly' },
      { ...terms, 'staffroom:endsOn': 1 },
    ])
      expect(invitation(wrong)).toBeNull();
  });

  it('an actor whose new fields are nonsense is still an actor', () => {
    const person = { id: bo, type: 'Person', preferredUsername: 'bo', inbox: `${bo}/inbox` };
    for (const odd of [
      null,
      0,
      {},
      [{}],
      [[]],
      'x'.repeat(10_000),
      Array.from({ length: 900 }, () => 'https://x.example'),
    ]) {
      const actor = codec.decodeObject({
        ...person,
        'staffroom:strengths': odd as never,
        'staffroom:growth': odd as never,
        'staffroom:helpedIn': odd as never,
        'staffroom:openToPairs': odd as never,
        'staffroom:pairCadence': odd as never,
        'staffroom:outsideSchool': odd as never,
        alsoKnownAs: odd as never,
      });
      expect(actor).toMatchObject({ kind: 'actor', openToPairs: true, pairCadence: null, outsideSchool: false });
      expect(actor?.kind === 'actor' ? actor.alsoKnownAs.length : 99).toBeLessThanOrEqual(20);
    }
  });
});
