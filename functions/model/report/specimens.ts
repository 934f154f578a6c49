// Specimens: reports of nobody, one in every state that a verifier can meet, to practise on. They stand in no database; each
// answer about one says 样张, and nothing about one is counted, kept or shown to a graduate.
import type { Reason, SilentReason } from '../reasons.ts'
import type { ReasonedVerdict } from '../verdict/verdict.ts'
import type { FieldName } from './blocks.ts'
import { type BasicInfoContent, type RecordShown, reportContent, type ReportContent } from './content.ts'
import type { ReportKind } from './kinds.ts'
import { specimenId } from './specimen-id.ts'

type State = ReasonedVerdict | { verdict: 'superseded'; because: SilentReason }

export interface Specimen {
  /** as a token carries it */
  reportId: string
  code: string
  kind: ReportKind
  state: State
  /** what it prints, of what the words invent */
  contentFor: (nobody: Nobody) => ReportContent
  /** names of fields that say something else today */
  changedFields: FieldName[]
}

/** Whom and what the specimens are about: everything that a report of any kind can print. */
export interface Nobody extends RecordShown {
  basicInfo: BasicInfoContent
}

/** No school has this 院校代码. */
const SCHOOL = '2600000'

const specimen = (
  named: string,
  symbols: string,
  state: State,
  more: Partial<Pick<Specimen, 'kind' | 'changedFields'>> & { lacksArchive?: true } = {},
): Specimen => {
  const { kind = 'archive', changedFields = [], lacksArchive = false } = more
  return {
    reportId: specimenId(named),
    code: `${SCHOOL}SPEC${symbols}`,
    kind,
    state,
    contentFor: (nobody) =>
      reportContent(kind, nobody.basicInfo, lacksArchive ? { ...nobody, archive: null } : nobody),
    changedFields,
  }
}

const changed: FieldName[] = [
  { block: 'destination', field: 'unitName' },
  { block: 'archive', field: 'unitName' },
]

export const specimens = {
  valid: specimen('valid', 'VA22', { verdict: 'valid' }),
  hukou: specimen('hukou', 'HK22', { verdict: 'valid' }, { kind: 'hukou' }),
  no_archive: specimen('no-archive', 'NA22', { verdict: 'valid' }, { lacksArchive: true }),
  chosen_day: specimen('chosen-day', 'CD22', { verdict: 'expired', because: 'chosen_day' }),
  cap: specimen('cap', 'CP22', { verdict: 'expired', because: 'cap' }),
  graduate: specimen('graduate', 'GR22', { verdict: 'revoked', because: 'graduate' }),
  frozen: specimen('frozen', 'FZ22', { verdict: 'revoked', because: 'frozen' }),
  record: specimen(
    'record',
    'RC22',
    { verdict: 'superseded', because: 'record' },
    { changedFields: changed },
  ),
  roster: specimen(
    'roster',
    'RS22',
    { verdict: 'superseded', because: 'roster' },
    {
      changedFields: [{ block: 'basicInfo', field: 'major' }],
    },
  ),
  dispute: specimen('dispute', 'DS22', { verdict: 'superseded', because: 'dispute' }),
  voided: specimen('voided', 'VD22', { verdict: 'superseded', because: 'voided' }),
} as const satisfies Record<Reason | 'valid' | 'hukou' | 'no_archive', Specimen>

export type SpecimenName = keyof typeof specimens
const all: Specimen[] = Object.values(specimens)

export const specimenNames = Object.keys(specimens) as SpecimenName[]

/** By what was typed, both parts right and the kind too; anything else is looked up like everything. */
export const typedSpecimen = (
  typed: { code: string | undefined; nameFolded: string; kind: ReportKind },
  nobody: Nobody,
): Specimen | undefined =>
  all.find(
    ({ code, kind }) =>
      code === typed.code && nobody.basicInfo.name === typed.nameFolded && kind === typed.kind,
  )

export const specimenOf = (reportId: string): Specimen | undefined =>
  all.find((each) => each.reportId === reportId)

const DAY = 86_400_000

/** Ends of a specimen, as if it had been authorized a month ago: exclusive instants, whole days in Shanghai. */
export function specimenEnds({ state }: Specimen, now: number): { validUntil: number; capAt: number } {
  const SHANGHAI = 8 * 3_600_000
  const tonight = Math.floor((now + SHANGHAI) / DAY + 1) * DAY - SHANGHAI
  if (state.verdict !== 'expired') return { validUntil: tonight + 30 * DAY, capAt: tonight + 60 * DAY }
  const past = tonight - 7 * DAY
  return { validUntil: past, capAt: state.because === 'cap' ? past : tonight + 60 * DAY }
}
