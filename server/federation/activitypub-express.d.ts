/** The parts of activitypub-express 4.4.2 that `engine.ts` uses; the package brings no types. */
declare module 'activitypub-express' {
  type Document = import('../activities/activity.ts').JsonObject;

  export interface Sender {
    id: string;
    outbox: string[];
    followers: string[];
  }

  /** Methods are bound on the instance and call each other through it, so assigning one replaces it everywhere. */
  export interface Apex {
    utils: {
      usernameToIRI(name: string): string;
      objectIdToIRI(id?: string): string;
      activityIdToIRI(id?: string): string;
      nameToActorStreams(name: string): Record<string, string>;
      idToActivityCollections(id: string): Record<string, string>;
    };
    buildActivity(type: string, actor: string, to: string[], rest: Document): Promise<Document>;
    addToOutbox(actor: Sender, activity: Document): Promise<void>;
    getCollection(
      id: string,
      page: string | undefined,
      remapper: (item: Document) => unknown,
      includePrivate: boolean,
    ): Promise<Document>;
    address(activity: Document, sender: Sender): Promise<string[]>;
    queueForDelivery(sender: Sender, activity: Document, audience: string[]): Promise<void>;
    requestObject(id: string): Promise<never>;
    publishUpdate(): Promise<void>;
    isLocalIRI(id: string): boolean;
    isPublic(document: Document): boolean;
    fromJSONLD(document: Document): Promise<Document>;
    toJSONLD(document: Document): Promise<Document>;
  }

  export default function ActivitypubExpress(settings: Record<string, unknown>): Apex;
}
