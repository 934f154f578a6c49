// Where a file should go (国办发〔2022〕13号, domain.md §6.2), and what comes back to the sender in practice: a private
// person, a unit that may not keep files, an address that nobody finds. They warn and stop nothing.
import { categoryRule, type CodedContent } from './category-table.ts'
import { foldName } from '../roster/names.ts'
import type { Plain } from '../wording.ts'

export interface Person {
  name: string
  /** 定向 or 委培 */
  sponsored: boolean
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
  originRegionCode: string
}

/** What the notice says for a destination. */
type ExpectedRoute =
  | 'route.sponsored'
  | 'route.unplaced'
  | 'route.abroad'
  | 'route.study'
  | 'route.public_unit'
  | 'route.private_unit'

type RoutingReason = Plain<
  | ExpectedRoute
  | 'archive.not_at_school'
  | 'archive.at_school'
  | 'archive.not_at_origin'
  | 'receiver.is_person'
  | 'receiver.keeps_no_files'
  | 'receiver.contact_is_graduate'
  | 'receiver.address_too_short'
  | 'hukou.at_school'
>

export type RoutingWarning = RoutingReason & { field: keyof CodedContent }
type Warn = (field: keyof CodedContent, because: RoutingReason['because']) => void

/** 机关 and 国有企事业 keep their people's files. */
const keepsFiles = new Set(['10', '20', '21', '22', '23', '25', '29', '31', '35'])
/** 非公有制单位 and what is none */
const privateNatures = new Set(['32', '39', '75', '76', '77'])
const talentService = /人才|人力资源|人社|就业|劳动|社会保障|社保|档案|流动人员|教育局|教育厅|服务中心/u
const institution =
  /公司|集团|中心|局|厅|委|院|校|学|所|站|部|处|科|室|馆|社|会|厂|店|行|府|办|企业|银行|医|人才|组|队|库/u
const exactPlace = /\d|[〇零一二三四五六七八九十百]+(?:号|室|楼|层|栋|幢|座|单元)|信箱/u

export function routingWarnings(content: CodedContent, person: Person): RoutingWarning[] {
  const warnings: RoutingWarning[] = []
  const warn: Warn = (field, because) => warnings.push({ field, because } as RoutingWarning)
  const type = content.archiveTransferType
  if (person.archiveMovedIn === false && !['', '无需转递'].includes(type))
    warn('archiveTransferType', 'archive.not_at_school')
  if (person.archiveMovedIn === true && type === '无需转递') warn('archiveTransferType', 'archive.at_school')
  const expected = expectedRoute(content, person)
  if (expected !== undefined && !['', '无需转递', '保留原校', ...expected.types].includes(type))
    warn('archiveTransferType', expected.because)
  if (
    type === '转回生源地' &&
    content.archiveUnitRegionCode !== '' &&
    !content.archiveUnitRegionCode.startsWith(person.originRegionCode.slice(0, 4))
  )
    warn('archiveUnitRegionCode', 'archive.not_at_origin')
  receiverWarnings(content, person, warn)
  if (person.hukouMovedIn === true && content.hukouMigrationType === '')
    warn('hukouMigrationType', 'hukou.at_school')
  return warnings
}

/** What the notice says for this destination; undefined where it says nothing. */
function expectedRoute(
  content: CodedContent,
  person: Person,
): { types: string[]; because: ExpectedRoute } | undefined {
  const rule = categoryRule(content.destinationCode)
  const talent = ['托管单位接收', '转回生源地']
  if (person.sponsored) return { types: ['签约单位接收'], because: 'route.sponsored' }
  if (rule?.level === 'unplaced') return { types: ['转回生源地'], because: 'route.unplaced' }
  if (rule?.level === 'study')
    return content.destinationCode === '85'
      ? { types: talent, because: 'route.abroad' }
      : { types: ['升学外校接收', '升学本校接收'], because: 'route.study' }
  if (keepsFiles.has(content.unitNatureCode)) return { types: ['签约单位接收'], because: 'route.public_unit' }
  if (privateNatures.has(content.unitNatureCode)) return { types: talent, because: 'route.private_unit' }
  return undefined
}

function receiverWarnings(content: CodedContent, person: Person, warn: Warn): void {
  const { archiveTransferType: type, archiveUnitName: name, archiveUnitAddress: address } = content
  const isPerson =
    name !== '' &&
    (foldName(name) === foldName(person.name) ||
      (/^[\p{Script=Han}·]{2,4}$/u.test(name) && !institution.test(name)))
  if (isPerson) warn('archiveUnitName', 'receiver.is_person')
  else if (['托管单位接收', '转回生源地'].includes(type) && name !== '' && !talentService.test(name))
    warn('archiveUnitName', 'receiver.keeps_no_files')
  if (content.archiveContact !== '' && foldName(content.archiveContact) === foldName(person.name))
    warn('archiveContact', 'receiver.contact_is_graduate')
  if (address !== '' && !exactPlace.test(address)) warn('archiveUnitAddress', 'receiver.address_too_short')
}
