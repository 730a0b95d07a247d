// Pictures that were chosen and not placed yet. They are kept in a database of the browser, which takes more
// than its other store.

const NAME = "wijkengids";
const STORE = "pictures";

/**
 * Does one thing in the database. A browser without one keeps nothing, and nothing else fails by it.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T | null>}
 */
function within(mode, act) {
  return new Promise((resolve) => {
    const fail = () => resolve(null);
    try {
      const opening = indexedDB.open(NAME, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
      opening.onerror = fail;
      opening.onblocked = fail;
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction(STORE, mode);
        const asked = act(transaction.objectStore(STORE));
        transaction.oncomplete = () => {
          database.close();
          resolve(asked.result);
        };
        transaction.onabort = fail;
      };
    } catch {
      fail();
    }
  });
}

/** @param {string} key @param {File} picture */
export async function keepPicture(key, picture) {
  await within("readwrite", (store) => store.put(picture, key));
}

/** @param {string} key @returns {Promise<File | null>} */
export async function keptPicture(key) {
  const found = await within("readonly", (store) => store.get(key));
  return found instanceof File ? found : null;
}

/** @param {string} key */
export async function dropPicture(key) {
  await within("readwrite", (store) => store.delete(key));
}
