// What a verifying page keeps between visits: the public keys and the status list, with their times. Nothing about
// anybody. Where a browser keeps nothing (private windows, some web views) or is stuck, every read finds nothing.

const STORE = 'kept'
const PATIENCE_MS = 2000

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('nothing can be kept')))
  })

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('verifier', 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
  return settled(request)
}

async function within<T>(act: () => Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS))
  try {
    return await Promise.race([act(), late])
  } catch {
    return undefined
  }
}

export const kept = <T>(name: string): Promise<T | undefined> =>
  within(async () => {
    const database = await opened()
    return settled<T | undefined>(database.transaction(STORE).objectStore(STORE).get(name))
  })

export async function keep(name: string, value: unknown): Promise<void> {
  await within(async () => {
    const database = await opened()
    return settled(database.transaction(STORE, 'readwrite').objectStore(STORE).put(value, name))
  })
}
