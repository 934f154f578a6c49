import type { Turned } from './use-pages.ts'

interface Props {
  pages: Turned
  /** cursor of the page after this one */
  next: string | null
  busy: boolean
  words: { page: (number: number) => string; back: string; on: string }
  onTurn: (to: Turned) => void
}

/** Back, which page, and on; nothing where one page holds all. */
export const Pager = ({ pages, next, busy, words, onTurn }: Props) =>
  pages.length === 1 && next === null ? null : (
    <nav class="actions list-acts" aria-label={words.page(pages.length)}>
      <button
        type="button"
        class="btn row quiet"
        disabled={busy || pages.length === 1}
        onClick={() => onTurn(pages.slice(0, -1))}
      >
        {words.back}
      </button>
      <span>{words.page(pages.length)}</span>
      <button
        type="button"
        class="btn row quiet"
        disabled={busy || next === null}
        onClick={() => onTurn([...pages, next ?? undefined])}
      >
        {words.on}
      </button>
    </nav>
  )
