import type { ComponentChildren } from 'preact'

interface Props {
  title: string
  says: string
  shape?: string
  /** within the card of a list, not a card of its own */
  within?: boolean
  /** what can be done */
  children?: ComponentChildren
}

/** Nothing is here: what that means, and a next step. */
export function Empty({ title, says, shape, within = false, children }: Props) {
  const Box = within ? 'div' : 'section'
  return (
    <Box class={within ? 'empty' : 'card empty'}>
      {shape !== undefined && (
        <span class="shape" aria-hidden="true">
          {shape}
        </span>
      )}
      <h2>{title}</h2>
      <p class="lead">{says}</p>
      {children}
    </Box>
  )
}
