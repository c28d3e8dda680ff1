/** A file on its way up, kept on this device so that a reload or a dead battery does not lose it. */
export interface KeptUpload {
  id: string;
  kind: 'image' | 'document';
  /** Account id, and the draft it belongs to. */
  account: string;
  scope: string;
  file: File;
  /** Milliseconds since 1970. */
  addedAt: number;
}

/** Where uploads wait. Every method resolves, also where the browser keeps nothing for us. */
export interface UploadShelf {
  all(account: string): Promise<KeptUpload[]>;
  put(upload: KeptUpload): Promise<void>;
  remove(id: string): Promise<void>;
}

export const UPLOADS_DATABASE = 'staffroom-uploads';
const STORE = 'uploads';
/** Nobody comes back to a picture after two weeks. */
const KEPT_MS = 14 * 24 * 3_600_000;

export const deviceShelf: UploadShelf = {
  async all(account) {
    const kept = (await run<KeptUpload[]>('readonly', (store) => store.getAll())) ?? [];
    const old = kept.filter((upload) => upload.addedAt < Date.now() - KEPT_MS);
    await Promise.all(old.map((upload) => this.remove(upload.id)));
    return kept.filter((upload) => upload.account === account && !old.includes(upload));
  },
  async put(upload) {
    await run('readwrite', (store) => store.put(upload));
  },
  async remove(id) {
    await run('readwrite', (store) => store.delete(id));
  },
};

/** Null when IndexedDB is closed to us (private windows, full disks): uploads then last as long as the page. */
function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(UPLOADS_DATABASE, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'id' });
      opening.onerror = () => resolve(null);
      opening.onblocked = () => resolve(null);
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction(STORE, mode);
        const request = work(transaction.objectStore(STORE));
        const end = (value: T | null) => {
          database.close();
          resolve(value);
        };
        transaction.oncomplete = () => end(request.result);
        transaction.onerror = () => end(null);
        transaction.onabort = () => end(null);
      };
    } catch {
      resolve(null);
    }
  });
}
