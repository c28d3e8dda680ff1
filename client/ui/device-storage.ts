/** The parts of `Storage` that the app uses. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** This device's storage; where the browser closes it to us, memory that lasts as long as the page. */
export const deviceStorage: DeviceStorage = open();

function open(): DeviceStorage {
  try {
    return localStorage;
  } catch {
    const values = new Map<string, string>();
    return {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
      removeItem: (key) => void values.delete(key),
    };
  }
}
