// Who counts as a second person (decision 36). Everything that asks for two people asks here.

/** A grant as far as that goes. */
export interface Added {
  id: string
  issuer: string
  subject: string
  /** the grant whose holder added it; null: the level above */
  addedBy: string | null
}

const isSamePerson = (one: Added, other: Added) =>
  one.issuer === other.issuer && one.subject === other.subject

/** A grant, and behind it those through which it was added; empty where one of them is not known. */
function lineOf(id: string, grants: readonly Added[]): Added[] {
  const line: Added[] = []
  for (let next: string | null = id; next !== null;) {
    const grant = grants.find((each) => each.id === next)
    if (grant === undefined || line.includes(grant)) return []
    line.push(grant)
    next = grant.addedBy
  }
  return line
}

/**
 * Whether two grants of a place may stand as two people: held by different people, and neither of them added the other,
 * nor anybody through whom the other came. @param grants all of the place
 */
export function areTwoPeople(one: string, other: string, grants: readonly Added[]): boolean {
  const [mine, theirs] = [lineOf(one, grants), lineOf(other, grants)]
  const [me, they] = [mine[0], theirs[0]]
  if (me === undefined || they === undefined) return false
  return !mine.some((each) => isSamePerson(each, they)) && !theirs.some((each) => isSamePerson(each, me))
}

/** Whether a member may be the second person to a grant that waits: for the person it names, and for whoever added it. */
export const mayConfirm = (member: string, waiting: Added, grants: readonly Added[]): boolean =>
  areTwoPeople(member, waiting.id, grants) &&
  waiting.addedBy !== null &&
  areTwoPeople(member, waiting.addedBy, grants)
