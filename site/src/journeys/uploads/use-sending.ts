import { useRef, useState } from 'preact/hooks'
import { type Progress, sendFile } from './send-file.ts'
import { type Trouble, troubleOf } from '../../kit/trouble.ts'

/** One file on its way at a time. A repeat of a sending nobody knows the end of keeps its idempotency key. */
export function useSending() {
  const [progress, setProgress] = useState<Progress>()
  const [trouble, setTrouble] = useState<Trouble>()
  const key = useRef<{ path: string; file: File; key: string }>(undefined)
  const stop = useRef<AbortController>(undefined)

  const send = async (path: string, file: File) => {
    if (key.current?.path !== path || key.current.file !== file)
      key.current = { path, file, key: crypto.randomUUID() }
    stop.current = new AbortController()
    setTrouble(undefined)
    setProgress({ stage: 'sending', done: 0, total: file.size })
    try {
      const upload = await sendFile(path, file, key.current.key, setProgress, stop.current.signal)
      key.current = undefined
      return upload
    } catch (error) {
      const met = troubleOf(error)
      if (!met.unsure) key.current = undefined
      if (!stop.current.signal.aborted) setTrouble(met)
      return undefined
    } finally {
      setProgress(undefined)
    }
  }
  return {
    send,
    progress,
    trouble,
    forget: () => setTrouble(undefined),
    stop: () => stop.current?.abort(),
  }
}
