// A list of pairs, as a file or pasted, to be read and judged; nothing is looked up.
import type { PairsView } from '../../../../functions/departments/wire.ts'
import { answerOf } from '../../kit/send.ts'

export type { PairsView }

/** @throws Trouble */
export const sendList = async (list: Blob): Promise<PairsView> =>
  (await answerOf(
    fetch('/api/department/pairs', {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: list,
      cache: 'no-store',
    }),
  )) as PairsView
