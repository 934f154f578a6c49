import type { History } from '../../db/history.ts'
import type { Work } from '../platform/work.ts'
import type { RosterFieldChange } from '#model/roster/roster-changes.ts'

/** What each change of the roster entry changed, in the order given. */
export const openRosterChanges = (work: Work, changes: History['roster']): Promise<RosterFieldChange[][]> =>
  Promise.all(
    changes.map(
      async ({ rosterEntryId, version, changesCipher }) =>
        JSON.parse(
          await work.secrets.open('roster_changes.changes', `${rosterEntryId}/${version}`, changesCipher),
        ) as RosterFieldChange[],
    ),
  )
