import { groupCode } from '#model/codes/codes.ts'

/** A code in groups: the gaps are for the eye only, what is copied has none. */
export const Groups = ({ of }: { of: string }) => (
  <>
    {groupCode(of).map((group) => (
      <span>{group}</span>
    ))}
  </>
)
