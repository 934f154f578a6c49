import { type ComponentChild, render } from 'preact'

/** Puts a screen where the built page holds a place for it. */
export function mount(screen: ComponentChild): void {
  const place = document.querySelector('#screen')
  if (place === null) return
  place.replaceChildren()
  render(screen, place)
}

/** A deployment's own words, given to the screen by the built page. */
export const told = (name: 'support' | 'provider'): string =>
  document.querySelector<HTMLElement>('#screen')?.dataset[name] ?? ''
