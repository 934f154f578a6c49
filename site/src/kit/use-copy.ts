import { useRef, useState } from 'preact/hooks'

/** Puts a text on the clipboard; where that is forbidden, it is selected for a copy by hand. What happened is said. */
export function useCopy(text: string, words: { copied: string; byHand: string }) {
  const [said, setSaid] = useState('')
  const word = useRef<HTMLSpanElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(words.copied)
    } catch {
      if (word.current !== null) getSelection()?.selectAllChildren(word.current)
      setSaid(words.byHand)
    }
  }
  return { word, said, copy: () => void copy() }
}
