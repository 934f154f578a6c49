/**
 * Why a 核验编号 is dead, and with which verdict that is said. `tellsFields`: whoever gave the right name is told which
 * fields say something else today. What each audience reads is in `#words/reasons/`.
 */
const reasons = {
  chosen_day: { verdict: 'expired', tellsFields: false },
  cap: { verdict: 'expired', tellsFields: false },
  graduate: { verdict: 'revoked', tellsFields: false },
  frozen: { verdict: 'revoked', tellsFields: false },
  record: { verdict: 'superseded', tellsFields: true },
  roster: { verdict: 'superseded', tellsFields: true },
  dispute: { verdict: 'superseded', tellsFields: false },
  voided: { verdict: 'superseded', tellsFields: false },
} as const

type Row = (typeof reasons)[Reason]
type ReasonWith<Part> = { [R in Reason]: (typeof reasons)[R] extends Part ? R : never }[Reason]

export type Reason = keyof typeof reasons
export type DeadVerdict = Row['verdict']
export type ReasonOf<V extends DeadVerdict> = ReasonWith<{ verdict: V }>
export type FieldsReason = ReasonWith<{ tellsFields: true }>
/** Superseded, and no fields are named. */
export type SilentReason = Exclude<ReasonOf<'superseded'>, FieldsReason>
/** As it is kept with a code: that the record was voided is seen only when the record is read. */
export type SupersededBecause = Exclude<ReasonOf<'superseded'>, 'voided'>

export const tellsFields = (reason: Reason): reason is FieldsReason => reasons[reason].tellsFields

export const reasonNames = Object.keys(reasons) as [Reason, ...Reason[]]

const those = <R extends Reason>(holds: (row: Row, name: Reason) => boolean) =>
  reasonNames.filter((name) => holds(reasons[name], name)) as [R, ...R[]]

export const expiredReasons = those<ReasonOf<'expired'>>(({ verdict }) => verdict === 'expired')
export const revokedReasons = those<ReasonOf<'revoked'>>(({ verdict }) => verdict === 'revoked')
export const fieldsReasons = those<FieldsReason>((row) => row.tellsFields)
export const silentReasons = those<SilentReason>((row) => row.verdict === 'superseded' && !row.tellsFields)
export const supersededBecause = those<SupersededBecause>(
  ({ verdict }, name) => verdict === 'superseded' && name !== 'voided',
)
