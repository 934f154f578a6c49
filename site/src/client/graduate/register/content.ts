// What the registration form holds, what of it is sent, and what still keeps it from being submitted. The rules are the
// server's own.
import { namesNoReceiver } from '../../../../../functions/code-tables/destinations.rules.ts'
import { categoryRule, destinationFields } from '../../../../../functions/records/category-table.rules.ts'
import { contentFaults, transferFaults } from '../../../../../functions/records/content-faults.rules.ts'
import { readContent } from '../../../../../functions/registrations/content.rules.ts'
import { reasonFaults } from '../../../../../functions/registrations/registration.rules.ts'
import { routingWarnings } from '../../../../../functions/registrations/routing.rules.ts'
import type { Registration, RegistrationInput, RegistrationPage } from '../../api.ts'

export type Kind = RegistrationInput['kind']
export type Content = RegistrationInput['content']
export type Field = keyof Content
export type ContentView = Registration['content']
export type Entry = RegistrationPage['entry']
export type Step = 'destination' | 'archive' | 'hukou' | 'review'
export interface Remark {
  field: string
  reason: string
}

export const emptyContent: Content = {
  destinationCode: '',
  unitName: '',
  unitCreditCode: '',
  unitNatureCode: '',
  unitIndustryCode: '',
  jobCategoryCode: '',
  unitRegionCode: '',
  unitAddress: '',
  archiveTransferType: '',
  archiveUnitName: '',
  archiveUnitRegionCode: '',
  archiveUnitAddress: '',
  archiveUnitPostcode: '',
  archiveContact: '',
  archivePhone: '',
  hukouMigrationType: '',
  hukouRegionCode: '',
}
const fields = Object.keys(emptyContent) as Field[]

/** The fields that are typed, without the names that follow. */
export const typedOf = (view: ContentView): Content =>
  Object.fromEntries(fields.map((field) => [field, view[field]])) as Content

export const receiverFields = [
  'archiveUnitName',
  'archiveUnitRegionCode',
  'archiveUnitAddress',
  'archiveUnitPostcode',
  'archiveContact',
  'archivePhone',
] as const

/** A hukou that never moved in is not asked about. */
export function stepsOf(kind: Kind, entry: Entry): Step[] {
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

/** Without what the chosen category and types do not ask for. It stays in the form, for who chooses again. */
export function fit(content: Content, entry: Entry): Content {
  const fitted = { ...content }
  const rule = categoryRule(content.destinationCode)
  if (rule !== undefined) {
    for (const field of destinationFields) if (rule.fields[field] === 'forbidden') fitted[field] = ''
    if (rule.natures?.includes(fitted.unitNatureCode) === false) fitted.unitNatureCode = ''
  }
  if (!asksForReceiver(content.archiveTransferType)) for (const field of receiverFields) fitted[field] = ''
  if (entry.hukouMovedIn === false) fitted.hukouMigrationType = ''
  if (!asksForHukouRegion(fitted.hukouMigrationType)) fitted.hukouRegionCode = ''
  return fitted
}

/** As it will be kept, with names. @param before the record, whose names stay where its codes do */
export const viewOf = (
  content: Content,
  entry: Entry,
  regionName: (code: string) => string,
  before: ContentView | undefined,
): ContentView => readContent(fit(content, entry), regionName, before)

export const same = (one: Content, other: Content, entry: Entry): boolean => {
  const kept = (content: Content) => JSON.stringify(typedOf(viewOf(content, entry, () => '', undefined)))
  return kept(one) === kept(other)
}

/** The picker gives no code that is none: the server looks again. */
const anyRegion = () => true

export function faultsOf(kind: Kind, view: ContentView, reason: string, entry: Entry): Remark[] {
  const content =
    kind === 'void'
      ? []
      : kind === 'archive_change'
        ? transferFaults(view, entry, anyRegion)
        : contentFaults(view, entry, anyRegion)
  return [...content, ...reasonFaults(reason, kind === 'void')]
}

/** Transfer types that the routing rules have nothing against, where they prefer some to others. */
export function suggestedTypes(types: readonly string[], view: ContentView, entry: Entry): string[] {
  const fine = types.filter((archiveTransferType) =>
    routingWarnings({ ...view, archiveTransferType }, entry).every(
      ({ field }) => field !== 'archiveTransferType',
    ),
  )
  const wanted = fine.filter((type) => entry.archiveMovedIn === false || asksForReceiver(type))
  return wanted.length < types.filter(asksForReceiver).length ? wanted : []
}

type Prefilled = Partial<Record<(typeof receiverFields)[number], string>>

/** What is known of the receiver by the type alone. */
function knownReceiver(type: string, content: Content, entry: Entry, schoolName: string): Prefilled {
  const unit = {
    archiveUnitName: content.unitName,
    archiveUnitRegionCode: content.unitRegionCode,
    archiveUnitAddress: content.unitAddress,
  }
  switch (type) {
    case '签约单位接收':
    case '升学外校接收':
      return unit
    case '升学本校接收':
      return { archiveUnitName: schoolName }
    case '转回生源地':
      return { archiveUnitRegionCode: entry.originRegionCode }
    case '托管单位接收':
      return { archiveUnitRegionCode: content.unitRegionCode }
    default:
      return {}
  }
}

/** Another transfer type: fills what is empty or was filled by the type before, and leaves what was typed. */
export function withTransferType(type: string, content: Content, entry: Entry, schoolName: string): Content {
  const next = { ...content, archiveTransferType: type }
  if (!asksForReceiver(type)) return next
  const before = knownReceiver(content.archiveTransferType, content, entry, schoolName)
  const known = knownReceiver(type, content, entry, schoolName)
  for (const field of ['archiveUnitName', 'archiveUnitRegionCode', 'archiveUnitAddress'] as const)
    if (content[field] === '' || content[field] === before[field]) next[field] = known[field] ?? ''
  return next
}

/** Another migration type, with the place that goes with it. */
export function withHukouType(type: string, content: Content, entry: Entry): Content {
  const placeOf = (of: string) =>
    of === '迁回生源地'
      ? entry.originRegionCode
      : ['迁往签约单位', '迁往升学院校'].includes(of)
        ? content.unitRegionCode
        : ''
  const untouched =
    content.hukouRegionCode === '' || content.hukouRegionCode === placeOf(content.hukouMigrationType)
  return {
    ...content,
    hukouMigrationType: type,
    ...(untouched ? { hukouRegionCode: placeOf(type) } : {}),
  }
}
