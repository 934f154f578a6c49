// What a screen shows stands in its address: a reload, the browser's back and a colleague find it again.
import { useCallback, useEffect, useState } from 'preact/hooks'

type Asked<Name extends string> = { [name in Name]?: string | undefined }

/** @param names of what may stand there; what is empty does not */
export const askedHere = <Name extends string>(names: readonly Name[]): Asked<Name> => {
  const asked = new URLSearchParams(location.search)
  return filled(Object.fromEntries(names.map((name) => [name, asked.get(name) ?? ''])) as Asked<Name>)
}

/** Without what is not asked for. */
export const filled = <A extends object>(asked: A): A =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')) as A

/** `?…`, or nothing. */
export function queryOf(asked: object): string {
  const query = new URLSearchParams(filled(asked) as Record<string, string>)
  return query.size === 0 ? '' : `?${query.toString()}`
}

export const hrefOf = (asked: object): string => location.pathname + queryOf(asked)

/** @param read the address as this screen understands it */
export function useAddress<A extends object>(read: () => A) {
  const [address, setAddress] = useState(read)
  useEffect(() => {
    const onBack = () => setAddress(read())
    addEventListener('popstate', onBack)
    return () => removeEventListener('popstate', onBack)
  }, [])
  const go = useCallback((next: A, how: 'push' | 'replace' = 'push') => {
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(next))
    setAddress(next)
  }, [])
  return { address, go }
}
