// Which steps and fields a registration asks for.
import type { RecordBlock } from '#model/record/fields.ts'
import { namesNoReceiver } from '#model/tables/destinations.ts'
import type { RegistrationInput, RegistrationPage } from '../../kit/send.ts'

export type Kind = RegistrationInput['kind']
export type Step = RecordBlock | 'review'

/** A hukou that never moved in is not asked about. */
export function stepsOf(kind: Kind, entry: RegistrationPage['entry']): Step[] {
  if (kind === 'void') return ['review']
  const transfer: Step[] = entry.hukouMovedIn === false ? ['archive'] : ['archive', 'hukou']
  return [...(kind === 'archive_change' ? [] : (['destination'] as const)), ...transfer, 'review']
}

export const stepOf = (field: string): Step =>
  field.startsWith('archive')
    ? 'archive'
    : field.startsWith('hukou')
      ? 'hukou'
      : field === 'reason'
        ? 'review'
        : 'destination'

export const asksForReceiver = (type: string) => type !== '' && !namesNoReceiver(type)
export const asksForHukouRegion = (type: string) => !['', '保留在学校'].includes(type)

/** Where what is typed is kept in this tab. */
export const draftName = (entryId: string, kind: Kind) => `registration:${entryId}:${kind}`
