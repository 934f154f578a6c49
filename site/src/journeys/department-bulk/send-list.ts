// A list of pairs, as a file or pasted, to be read and judged; nothing is looked up.
import type { PairsView } from '../../../../functions/departments/wire.ts'
import { failed, offline, troubleFrom } from '../../kit/trouble.ts'

export type { PairsView }

/** @throws Trouble */
export async function sendList(list: Blob): Promise<PairsView> {
  const answer = await fetch('/api/department/pairs', {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: list,
    cache: 'no-store',
  }).catch(() => {
    throw offline()
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw troubleFrom(answer.status, body)
  if (body === undefined) throw failed()
  return body as PairsView
}
