import type { ReportKind } from '#model/report/kinds.ts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type BulkAnswer, department, send, under } from '../../kit/send.ts'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'
import type { PairsView } from './send-list.ts'

type Pair = PairsView['rows'][number]
export type PairAnswer = BulkAnswer['rows'][number]

/** pairs of one request, as the server takes them at most */
const PART = 100

export interface Running {
  kind: ReportKind
  pairs: Pair[]
  answers: PairAnswer[]
}

/**
 * A batch on its way, part by part. After a broken connection it goes on where it was: every part has one key for good,
 * so that one that had arrived is answered and not looked up again.
 */
export function useBatch() {
  const [state, setState] = useState<Running>()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const opened = useRef<{ key: string; id?: string }>(undefined)

  const go = async (from: Running) => {
    setBusy(true)
    setTrouble(undefined)
    let now = from
    setState(now)
    try {
      opened.current ??= { key: crypto.randomUUID() }
      const open = opened.current
      open.id ??= (
        await send(
          department.batches.$post,
          { json: { kind: now.kind, pairs: now.pairs.length } },
          under(open.key),
        )
      ).id
      while (now.answers.length < now.pairs.length) {
        const at = now.answers.length
        const rows = now.pairs
          .slice(at, at + PART)
          .map(({ name, code, caseNumber }) => ({ name, code, caseNumber }))
        const { rows: answers } = await send(
          department.batches[':id'].pairs.$post,
          { param: { id: open.id }, json: { rows } },
          under(`${open.id}.${at}`),
        )
        now = { kind: now.kind, pairs: now.pairs, answers: now.answers.concat(answers) }
        setState(now)
      }
    } catch (error) {
      const met = troubleOf(error)
      // what was refused whole can be asked anew
      if (!met.unsure && met.kind !== 'session' && opened.current?.id === undefined)
        opened.current = undefined
      setTrouble(met)
    }
    setBusy(false)
  }

  const unfinished = state !== undefined && state.answers.length > 0
  useEffect(() => {
    if (!unfinished) return
    // what was answered is on this page only
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unfinished])

  return {
    state,
    busy,
    trouble,
    start: (kind: Running['kind'], pairs: Pair[]) => go({ kind, pairs, answers: [] }),
    resume: () => (state === undefined ? Promise.resolve() : go(state)),
    forget: () => {
      opened.current = undefined
      setState(undefined)
      setTrouble(undefined)
    },
  }
}
