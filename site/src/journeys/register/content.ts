// What the registration form holds, what of it is sent, and what still keeps it from being submitted. The rules are the
// server's own.
import { countCharacters, explanationLimit } from '#model/record/dispute.ts'
import { categoryRule, destinationFields } from '#model/record/category-table.ts'
import { contentFaults, transferFaults } from '#model/record/content-faults.ts'
import { readContent } from '#model/record/registration-content.ts'
import { ofFields, typedFields } from '#model/record/fields.ts'
import { routingWarnings } from '#model/record/routing.ts'
import { type Remark, remarksOf } from '#model/wording.ts'
import { filling } from '#words/graduate/register-form.ts'
import { contentFaults as contentWords } from '#words/records/content-faults.ts'
import { asksForHukouRegion, asksForReceiver, type Kind } from './asked.ts'
import type { Registration, RegistrationInput, RegistrationPage } from '../../kit/send.ts'

export type Content = RegistrationInput['content']
export type Field = keyof Content
export type ContentView = Registration['content']
export type Entry = RegistrationPage['entry']
export type { Remark }

export const emptyContent: Content = ofFields(typedFields, () => '')

/** The fields that are typed, without the names that follow. */
export const typedOf = (view: ContentView): Content => ofFields(typedFields, (field) => view[field])

export const receiverFields = [
  'archiveUnitName',
  'archiveUnitRegionCode',
  'archiveUnitAddress',
  'archiveUnitPostcode',
  'archiveContact',
  'archivePhone',
] as const

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
  const content = remarksOf(
    contentWords,
    kind === 'void'
      ? []
      : kind === 'archive_change'
        ? transferFaults(view, entry, anyRegion)
        : contentFaults(view, entry, anyRegion),
  )
  if (kind === 'void' && reason.trim() === '')
    return [{ field: 'reason', reason: filling.review.reasonNeeded }]
  return countCharacters(reason.trim()) > explanationLimit
    ? [...content, { field: 'reason', reason: filling.review.reasonTooLong }]
    : content
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

/** Fields whose meaning follows a choice, by that choice: an employer is no university. */
export interface Aside {
  last: string | undefined
  kept: Map<string, Partial<Content>>
}
export const nothingAside = (): Aside => ({ last: undefined, kept: new Map() })

/** Sets what was typed under the old meaning aside, and brings back what was typed under the new one. */
function exchange(
  content: Content,
  aside: Aside,
  names: readonly Field[],
  meaning: { old: string | undefined; new: string | undefined },
  known: Partial<Content>,
): Content {
  const old = meaning.old ?? aside.last
  aside.last = meaning.new ?? old
  if (meaning.new === undefined || meaning.new === old) return content
  const part = (of: Content) => Object.fromEntries(names.map((name) => [name, of[name]])) as Partial<Content>
  if (old !== undefined) aside.kept.set(old, part(content))
  return { ...content, ...(aside.kept.get(meaning.new) ?? { ...part(emptyContent), ...known }) }
}

const unitMeaning = (code: string): string | undefined => {
  const rule = categoryRule(code)
  return rule === undefined || rule.level === 'unplaced' ? undefined : rule.unit
}

export const withCategory = (destinationCode: string, content: Content, aside: Aside): Content => ({
  ...exchange(
    content,
    aside,
    destinationFields,
    { old: unitMeaning(content.destinationCode), new: unitMeaning(destinationCode) },
    {},
  ),
  destinationCode,
})

/** What is known of the receiver by the transfer type alone. */
function knownReceiver(type: string, content: Content, entry: Entry, schoolName: string): Partial<Content> {
  switch (type) {
    case '签约单位接收':
    case '升学外校接收':
      return {
        archiveUnitName: content.unitName,
        archiveUnitRegionCode: content.unitRegionCode,
        archiveUnitAddress: content.unitAddress,
      }
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

const receiverMeaning = (type: string) => (asksForReceiver(type) ? type : undefined)

/** @param fitted what is asked for of the content, to fill the receiver from */
export const withTransferType = (
  type: string,
  content: Content,
  aside: Aside,
  fitted: Content,
  entry: Entry,
  schoolName: string,
): Content => ({
  ...exchange(
    content,
    aside,
    receiverFields,
    { old: receiverMeaning(content.archiveTransferType), new: receiverMeaning(type) },
    knownReceiver(type, fitted, entry, schoolName),
  ),
  archiveTransferType: type,
})

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
