import { useCallback, useEffect, useState } from 'preact/hooks'

/** What of the queue is shown, as the address has it: a reload and the browser's back find it again. */
export interface Address {
  state?: 'college_review' | 'school_review' | undefined
  /** where the page begins */
  after?: string | undefined
  /** the registration that is open */
  open?: string | undefined
}

export function readAddress(): Address {
  const asked = new URLSearchParams(location.search)
  const state = asked.get('state')
  return {
    state: state === 'college_review' || state === 'school_review' ? state : undefined,
    after: asked.get('after') ?? undefined,
    open: asked.get('open') ?? undefined,
  }
}

export function hrefOf(address: Address): string {
  const asked = new URLSearchParams(
    Object.entries(address).filter((each): each is [string, string] => typeof each[1] === 'string'),
  )
  return asked.size === 0 ? location.pathname : `${location.pathname}?${asked.toString()}`
}

export function useAddress() {
  const [address, setAddress] = useState(readAddress)
  useEffect(() => {
    const onBack = () => setAddress(readAddress())
    addEventListener('popstate', onBack)
    return () => removeEventListener('popstate', onBack)
  }, [])
  const go = useCallback((next: Address, how: 'push' | 'replace' = 'push') => {
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', hrefOf(next))
    setAddress(next)
  }, [])
  return { address, go }
}
