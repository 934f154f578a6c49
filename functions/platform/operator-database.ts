import { userInfo } from 'node:os'
import { openLocalD1 } from '../../db/open/local-d1.ts'
import { openRemoteD1 } from '../../db/open/remote-d1.ts'
import type { Asked } from './command.ts'
import { openOperatorWork } from './open-work.ts'
import type { Secrets } from './secrets.ts'
import type { Work } from './work.ts'

/** Acts on the database that the command line names, in the name of whoever is signed in to this machine. */
export async function onDatabase<T>(
  local: Asked<string, string>['local'],
  act: (work: Work) => Promise<T>,
  keys: Partial<Secrets> = {},
): Promise<T> {
  const opened = await (local === undefined ? openRemoteD1() : openLocalD1(local.state))
  try {
    return await act(openOperatorWork(opened, userInfo().username, keys))
  } finally {
    await opened.close()
  }
}
