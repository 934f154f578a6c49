import type { ComponentChildren } from 'preact'

interface Props {
  glyph: string
  title: string
  says: ComponentChildren
  /** the one that is most likely wanted */
  first?: boolean
  /** a state, below what it says */
  children?: ComponentChildren
}

const Inside = ({ glyph, title, says, children }: Props) => (
  <>
    <span class="glyph" aria-hidden="true">
      {glyph}
    </span>
    <span>
      <b>{title}</b>
      <span class="says">{says}</span>
      {children}
    </span>
    <span class="chev" aria-hidden="true">
      ›
    </span>
  </>
)

/** A way to a page, as a card. */
export const Entry = ({ href, first = false, ...inside }: Props & { href: string }) => (
  <a class={`card entry ${first ? 'first' : ''}`} href={href}>
    <Inside {...inside} />
  </a>
)

/** The same for something to choose. */
export const EntryButton = (props: Props & { disabled: boolean; onChoose: () => void }) => (
  <button type="button" class="card entry" disabled={props.disabled} onClick={props.onChoose}>
    <Inside {...props} />
  </button>
)
