// A school's file, sent as it is. XMLHttpRequest, because fetch does not tell how many bytes have left.
import type { Upload } from '../../kit/send.ts'
import { failed, offline, troubleFrom } from '../../kit/trouble.ts'

export interface Progress {
  stage: 'sending' | 'reading' | 'checking' | 'comparing' | 'sealing' | 'writing'
  done: number
  total: number
}

interface Line {
  progress?: Progress
  result?: Upload
  problem?: { status: number }
}

/** @throws Trouble; the answer is a stream of lines whose last one is the result or a problem */
export function sendFile(
  path: string,
  file: File,
  key: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    let taken = 0
    let last: Line = {}
    const takeLines = () => {
      const lines = sending.responseText.slice(taken).split('\n')
      const unfinished = lines.pop() ?? ''
      taken = sending.responseText.length - unfinished.length
      for (const line of lines) take(line)
      return unfinished
    }
    const take = (line: string) => {
      if (line.trim() === '') return
      last = JSON.parse(line) as Line
      if (last.progress !== undefined) onProgress(last.progress)
    }
    sending.open('POST', path)
    sending.setRequestHeader('Content-Type', 'application/octet-stream')
    sending.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    sending.setRequestHeader('Idempotency-Key', key)
    sending.upload.addEventListener('progress', (event) =>
      onProgress({ stage: 'sending', done: event.loaded, total: event.total }),
    )
    sending.addEventListener('progress', () => {
      if (sending.status === 200) takeLines()
    })
    sending.addEventListener('error', () => reject(offline()))
    sending.addEventListener('abort', () => reject(offline()))
    sending.addEventListener('load', () => {
      try {
        if (sending.status !== 200)
          return reject(troubleFrom(sending.status, JSON.parse(sending.responseText) as unknown))
        take(takeLines())
        if (last.problem !== undefined) return reject(troubleFrom(last.problem.status, last.problem))
        if (last.result === undefined) return reject(offline())
        resolve(last.result)
      } catch {
        reject(failed())
      }
    })
    signal.addEventListener('abort', () => sending.abort())
    sending.send(file)
  })
}
