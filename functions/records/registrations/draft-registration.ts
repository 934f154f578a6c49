// What a graduate sends, for saving and for submitting alike: which open registration it belongs to, or a new one; its
// content as it is kept; and what keeps it from being submitted.
import { fullName } from '#model/tables/region-names.ts'
import { regions } from '#model/tables/regions.ts'
import { refuse } from '../../platform/problem.ts'
import { newId } from '../../platform/secrets.ts'
import type { Work } from '../../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { contentFaults, transferFaults } from '#model/record/content-faults.ts'
import { recordChange } from '#model/record/record-changes.ts'
import { contentOf, noContent, readContent, withDestinationOf } from '#model/record/registration-content.ts'
import { detailOf } from './offers-in-words.ts'
import { getOwnRegistrations, sealReason, warningsOf } from './own-registrations.ts'
import { sealContent } from './stored-content.ts'
import { isUnderReview, mayRegister, personOf, reasonFaults } from './decide-registration.ts'
import { remarksOf } from '#model/wording.ts'
import { contentFaults as contentWords } from '#words/records/content-faults.ts'
import { reasonFaults as reasonWords } from '#words/records/reasons.ts'
import type { ContentView, registrationInput } from './wire.ts'
import type { z } from 'zod'

export type RegistrationInput = z.infer<typeof registrationInput>

const regionName = (code: string) => {
  const region = regions.byCode(code)
  return region === undefined ? '' : fullName(region)
}
const isRegion = (code: string) => regions.byCode(code) !== undefined

/** @throws Problem where the registration named is not the one that is open, or cannot be edited */
export async function readDraft(work: Work<GraduateActor>, input: RegistrationInput) {
  const own = await getOwnRegistrations(work)
  const { open, record, entry } = own
  if (input.open !== null) {
    if (open === undefined || open.id !== input.open.id) refuse('registration.not_found')
    if (isUnderReview(open.state)) refuse('registration.under_review')
    if (open.version !== input.open.version || open.kind !== input.kind) refuse('registration.changed')
  }
  const editing = input.open === null ? undefined : open
  const before = record === undefined ? undefined : contentOf(record)
  const typed = readContent(input.content, regionName, before)
  const content =
    input.kind === 'void'
      ? noContent
      : input.kind === 'archive_change' && before !== undefined
        ? withDestinationOf(typed, before)
        : typed
  const id = editing?.id ?? newId()
  const reason = input.reason.trim()
  return {
    ...own,
    id,
    editing,
    content,
    reason,
    kept: {
      content: await sealContent(work, id, input.kind === 'void' ? {} : content),
      reasonCipher: await sealReason(work, 'registrations.reason', id, reason),
    },
    guard: { basedOnRecordId: record?.id ?? null },
    warnings: warningsOf(input.kind, content, personOf(entry)),
  }
}

export type Draft = Awaited<ReturnType<typeof readDraft>>

/** @throws Problem unless this kind can be asked for now */
export function mustBeOffered(work: Work, kind: RegistrationInput['kind'], draft: Draft): void {
  const facts = { ...draft.facts, otherOpen: draft.open !== undefined && draft.editing === undefined }
  const decision = mayRegister(kind, facts, work.now)
  if (!decision.allowed) refuse(decision.because, { detail: detailOf(decision.because, draft.school) })
}

/** @throws Problem registration.incomplete, registration.unchanged */
export function mustBeComplete(kind: RegistrationInput['kind'], draft: Draft): void {
  const { content, entry, record, reason } = draft
  const faults = [
    ...remarksOf(contentWords, faultsOf(kind, content, entry)),
    ...remarksOf(reasonWords, reasonFaults(reason, kind === 'void')),
  ]
  if (faults.length > 0) refuse('registration.incomplete', { fields: faults })
  if (kind !== 'void' && record !== undefined && recordChange(record, content) === 'none')
    refuse('registration.unchanged')
}

function faultsOf(kind: RegistrationInput['kind'], content: ContentView, entry: Draft['entry']) {
  if (kind === 'void') return []
  return kind === 'archive_change'
    ? transferFaults(content, entry, isRegion)
    : contentFaults(content, entry, isRegion)
}
