// 办到哪一步 (decision 29): what of a graduate's way is done, what is next, what is closed and why. Every page that says
// something about progress prints this and decides nothing of it again.
import { type CodeStanding, codeStandingOf, type NewestCode } from '../authorization/code-standing.ts'
import { serviceEndsAt } from '../calendar/caps.ts'
import { kindNames, ofKinds, type ReportKind } from '../report/kinds.ts'
import {
  type ConfirmationState,
  type ConfirmRefusal,
  confirmationStateOf,
  mayConfirm,
  type ProvinceSettings,
  type StandingFacts,
  wantsArchiveFirst,
} from '../record/confirmation.ts'
import type { OpenRegistrationState, RegistrationKind } from '../record/registration-states.ts'
import { type NextAct, nextActs, type StepName, stepNames, stepPages } from './next-acts.ts'

export interface GraduateFacts {
  graduationMonth: string
  hukouMovedIn: boolean | null
  standing: StandingFacts & {
    record: { version: number; archiveTransferType: string; hukouMigrationType: string } | undefined
  }
  province: ProvinceSettings
  /** what is registered is changed in the province's system, or has to be registered there first */
  elsewhere: boolean
  /** the registration that is not closed yet */
  open: { kind: RegistrationKind; state: OpenRegistrationState } | undefined
  /** the newest code of each kind */
  codes: Partial<Record<ReportKind, NewestCode>>
}

export interface Step {
  step: StepName
  /** next: what is to be done belongs to it; open: it can be done, but need not be now */
  state: 'done' | 'next' | 'open' | 'closed'
  /** its page; null while it is closed */
  path: string | null
}

/** exclusive; null where there was none */
type WithEnd = { validUntil: number | null }

export interface Progress {
  steps: Step[]
  next: { act: NextAct; path: string | null }
  registration: { kind: RegistrationKind; state: OpenRegistrationState } | null
  confirmation: ConfirmationState
  /** why nothing can be confirmed */
  notConfirmable: ConfirmRefusal | null
  codes: Record<ReportKind, CodeStanding & WithEnd>
}

export function progressOf(facts: GraduateFacts, now: number): Progress {
  const { standing } = facts
  const codes = codesOf(facts, now)
  const asked = mayConfirm(standing, facts.province, standing.record?.version ?? 0)
  const next = nextAct(facts, codes, now)
  return {
    steps: stepsOf({ facts, codes, next, confirmable: asked.allowed }),
    next: { act: next, path: nextActs[next].path },
    registration: facts.open ?? null,
    confirmation: confirmationStateOf(standing),
    notConfirmable: asked.allowed ? null : asked.because,
    codes,
  }
}

function codesOf({ standing, province, ...entry }: GraduateFacts, now: number): Progress['codes'] {
  const { onHold, record } = standing
  const confirmed = confirmationStateOf(standing) === 'confirmed'
  const about = { ...entry, onHold, record, confirmed, hukouReported: province.hukouReported }
  return ofKinds((kind) => {
    const code = entry.codes[kind]
    return { ...codeStandingOf(kind, about, code, now), validUntil: code?.validUntil ?? null }
  })
}

const isLive = (codes: Progress['codes']) => kindNames.some((kind) => codes[kind].state === 'active')
const hadOne = (codes: Progress['codes']) => kindNames.some((kind) => codes[kind].because !== null)

/** What somebody does about a registration that is not closed yet. */
const openActs: Record<OpenRegistrationState, NextAct> = {
  draft: 'fill_draft',
  returned: 'mend_returned',
  college_review: 'await_review',
  school_review: 'await_review',
}

/** A change that was begun and left: what is registered stands as it is. */
const isIdle = (open: NonNullable<GraduateFacts['open']>, { record, disputed }: StandingFacts) =>
  open.state === 'draft' && record !== undefined && !disputed

/** One thing: what nobody can help comes first, then what the way needs, and a live code is its end. */
function nextAct(
  { standing, province, elsewhere, open, graduationMonth }: GraduateFacts,
  codes: Progress['codes'],
  now: number,
): NextAct {
  if (!standing.basicInfoChecked) return 'check_basic_info'
  if (standing.onHold) return 'on_hold'
  if (now >= serviceEndsAt(graduationMonth)) return 'service_over'
  if (isLive(codes)) return 'show'
  if (open !== undefined && !elsewhere && !isIdle(open, standing)) return openActs[open.state]
  if (standing.record === undefined) return elsewhere ? 'register_elsewhere' : 'register'
  if (standing.disputed) return 'correct'
  if (standing.confirmed) return hadOne(codes) ? 'authorize_again' : 'authorize'
  if (wantsArchiveFirst(standing, province)) return 'archive_first'
  return hadOne(codes) ? 'confirm_again' : 'confirm'
}

function stepsOf(way: {
  facts: GraduateFacts
  codes: Progress['codes']
  next: NextAct
  confirmable: boolean
}): Step[] {
  const { standing } = way.facts
  const live = isLive(way.codes)
  const done: Record<StepName, boolean> = {
    basic_info: standing.basicInfoChecked,
    confirmation: confirmationStateOf(standing) === 'confirmed',
    authorization: live,
    report: live,
  }
  const open: Record<StepName, boolean> = {
    basic_info: true,
    confirmation: way.confirmable,
    authorization: kindNames.some((kind) => way.codes[kind].closed === null),
    report: live,
  }
  const { step: here, path: nextPath } = nextActs[way.next]
  return stepNames.map((step): Step => {
    if (done[step]) return { step, state: 'done', path: stepPages[step] }
    if (step === here) return { step, state: 'next', path: nextPath }
    return open[step] ? { step, state: 'open', path: stepPages[step] } : { step, state: 'closed', path: null }
  })
}
