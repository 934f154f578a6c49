import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { graduate, type RegistrationInput, type RegistrationPage, send, under } from '../../kit/send.ts'
import { dropDraft, findDraft, keepDraft } from '../../kit/draft.ts'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'
import { draftName, type Kind } from './asked.ts'
import { type Content, emptyContent, fit, same, typedOf } from './content.ts'

export interface Typed {
  content: Content
  reason: string
}
interface Kept extends Typed {
  /** the server's draft it was typed upon */
  open: RegistrationInput['open']
}
export type Saving = 'idle' | 'saving' | 'done' | 'local'

/** How long after the last key the draft goes to the server by itself. */
const idleMilliseconds = 15_000

function startOf(page: RegistrationPage, kind: Kind): Kept {
  const { open, record } = page
  if (open?.kind === kind)
    return {
      content: typedOf(open.content),
      reason: open.reason,
      open: { id: open.id, version: open.version },
    }
  const content = record === null || kind === 'registration' ? emptyContent : typedOf(record.content)
  return { content, reason: '', open: null }
}

/**
 * What is typed: kept in this tab at every key, on the server after each step and each pause. Saves follow one another;
 * one whose outcome nobody knows is repeated under its own key before the next.
 */
export function useDraft(page: RegistrationPage, kind: Kind, entryId: string) {
  const name = draftName(entryId, kind)
  const [start] = useState(() => {
    const stored = startOf(page, kind)
    const kept = findDraft(name) as Kept | undefined
    if (kept === undefined) return { typed: stored, stored, other: undefined }
    const sameBase = kept.open?.id === stored.open?.id && kept.open?.version === stored.open?.version
    if (sameBase) return { typed: kept, stored, other: undefined }
    const equal = same(kept.content, stored.content, page.entry) && kept.reason.trim() === stored.reason
    return { typed: stored, stored, other: equal ? undefined : kept }
  })
  const [typed, setTyped] = useState<Typed>({ content: start.typed.content, reason: start.typed.reason })
  const [other, setOther] = useState(start.other)
  const [saving, setSaving] = useState<Saving>('idle')
  const [trouble, setTrouble] = useState<Trouble>()
  const latest = useRef(typed)
  const open = useRef(start.stored.open)
  const saved = useRef(JSON.stringify([start.stored.content, start.stored.reason]))
  const unsure = useRef<{ input: RegistrationInput; key: string; text: string }>(undefined)
  const queue = useRef<Promise<boolean>>(Promise.resolve(true))

  const change = (next: Typed) => {
    latest.current = next
    setTyped(next)
    setSaving('idle')
    setTrouble(undefined)
    keepDraft(name, { ...next, open: open.current } satisfies Kept)
  }
  const input = useCallback(
    (): RegistrationInput => ({
      open: open.current,
      kind,
      content: fit(latest.current.content, page.entry),
      reason: latest.current.reason,
    }),
    [],
  )

  const push = useCallback(async (evenUnchanged: boolean): Promise<boolean> => {
    for (;;) {
      const text = JSON.stringify([latest.current.content, latest.current.reason])
      const wanted = text !== saved.current || (evenUnchanged && open.current === null)
      if (unsure.current === undefined && !wanted) {
        // typed and typed back: what stands here is what was saved
        if (open.current !== null) setSaving((was) => (was === 'idle' ? 'done' : was))
        return true
      }
      unsure.current ??= { input: input(), key: crypto.randomUUID(), text }
      setSaving('saving')
      setTrouble(undefined)
      try {
        const answer = await send(
          graduate.registration.draft.$post,
          { json: unsure.current.input },
          under(unsure.current.key),
        )
        open.current = { id: answer.id, version: answer.version }
        saved.current = unsure.current.text
        unsure.current = undefined
        keepDraft(name, { ...latest.current, open: open.current } satisfies Kept)
        setSaving('done')
      } catch (error) {
        const met = troubleOf(error)
        if (!met.unsure) {
          unsure.current = undefined
          setTrouble(met)
        }
        setSaving('local')
        return false
      }
    }
  }, [])
  const save = useCallback((evenUnchanged = false): Promise<boolean> => {
    queue.current = queue.current.then(() => push(evenUnchanged))
    return queue.current
  }, [])

  useEffect(() => {
    const timer = setTimeout(() => void save(), idleMilliseconds)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    const leaving = () => document.visibilityState === 'hidden' && void save()
    document.addEventListener('visibilitychange', leaving)
    return () => document.removeEventListener('visibilitychange', leaving)
  }, [])

  return {
    ...typed,
    change,
    save,
    saving,
    trouble,
    /** what to submit, once no save is under way whose outcome matters to it */
    settled: async (): Promise<RegistrationInput | undefined> => {
      await queue.current
      return unsure.current === undefined || (await save()) ? input() : undefined
    },
    /** typed in this tab upon another version than the server's */
    other: other !== undefined,
    takeOther: () => {
      if (other !== undefined) change({ content: other.content, reason: other.reason })
      setOther(undefined)
    },
    dropOther: () => {
      dropDraft(name)
      setOther(undefined)
    },
    drop: () => dropDraft(name),
  }
}
