// Where a file should go (国办发〔2022〕13号, domain.md §6.2), and what comes back to the sender in practice: a private
// person, a unit that may not keep files, an address that nobody finds. They warn and stop nothing.
import { categoryRule, type CodedContent } from './category-table.ts'
import { foldName } from '../roster/names.ts'

export interface Person {
  name: string
  /** 定向 or 委培 */
  sponsored: boolean
  archiveMovedIn: boolean | null
  hukouMovedIn: boolean | null
  originRegionCode: string
}

interface Warning {
  field: keyof CodedContent
  reason: string
}

/** 机关 and 国有企事业 keep their people's files. */
const keepsFiles = new Set(['10', '20', '21', '22', '23', '25', '29', '31', '35'])
/** 非公有制单位 and what is none */
const privateNatures = new Set(['32', '39', '75', '76', '77'])
const talentService = /人才|人力资源|人社|就业|劳动|社会保障|社保|档案|流动人员|教育局|教育厅|服务中心/u
const institution =
  /公司|集团|中心|局|厅|委|院|校|学|所|站|部|处|科|室|馆|社|会|厂|店|行|府|办|企业|银行|医|人才|组|队|库/u
const exactPlace = /\d|[〇零一二三四五六七八九十百]+(?:号|室|楼|层|栋|幢|座|单元)|信箱/u

export function routingWarnings(content: CodedContent, person: Person): Warning[] {
  const warnings: Warning[] = []
  const warn = (field: keyof CodedContent, reason: string) => warnings.push({ field, reason })
  const type = content.archiveTransferType
  if (person.archiveMovedIn === false && !['', '无需转递'].includes(type))
    warn('archiveTransferType', '基本信息中您的档案没有转入学校，请确认是否需要由学校转递')
  if (person.archiveMovedIn === true && type === '无需转递')
    warn('archiveTransferType', '基本信息中您的档案在学校，一般需要转递')
  const expected = expectedRoute(content, person)
  if (expected !== undefined && !['', '无需转递', '保留原校', ...expected.types].includes(type))
    warn('archiveTransferType', expected.reason)
  if (
    type === '转回生源地' &&
    content.archiveUnitRegionCode !== '' &&
    !content.archiveUnitRegionCode.startsWith(person.originRegionCode.slice(0, 4))
  )
    warn('archiveUnitRegionCode', '接收单位不在您的生源地，请确认')
  receiverWarnings(content, person, warn)
  if (person.hukouMovedIn === true && content.hukouMigrationType === '')
    warn('hukouMigrationType', '您的户口在学校，还没有填写户口迁移信息')
  return warnings
}

/** What the notice says for this destination; undefined where it says nothing. */
function expectedRoute(
  content: CodedContent,
  person: Person,
): { types: string[]; reason: string } | undefined {
  const rule = categoryRule(content.destinationCode)
  const talent = ['托管单位接收', '转回生源地']
  if (person.sponsored)
    return { types: ['签约单位接收'], reason: '定向、委培毕业生的档案应转递至定向、委培单位' }
  if (rule?.level === 'unplaced')
    return { types: ['转回生源地'], reason: '暂未就业的，档案应转递至户籍地公共就业人才服务机构' }
  if (rule?.level === 'study')
    return content.destinationCode === '85'
      ? { types: talent, reason: '出国（境）留学的，档案一般转递至户籍地公共就业人才服务机构' }
      : { types: ['升学外校接收', '升学本校接收'], reason: '升学的，档案应转递至录取院校' }
  if (keepsFiles.has(content.unitNatureCode))
    return { types: ['签约单位接收'], reason: '到机关、国有企事业单位就业的，档案应转递至就业单位' }
  if (privateNatures.has(content.unitNatureCode))
    return {
      types: talent,
      reason: '到非公有制单位就业的，档案应转递至就业地或户籍地公共就业人才服务机构，单位一般无权保管',
    }
  return undefined
}

function receiverWarnings(
  content: CodedContent,
  person: Person,
  warn: (field: keyof CodedContent, reason: string) => void,
): void {
  const { archiveTransferType: type, archiveUnitName: name, archiveUnitAddress: address } = content
  const isPerson =
    name !== '' &&
    (foldName(name) === foldName(person.name) ||
      (/^[\p{Script=Han}·]{2,4}$/u.test(name) && !institution.test(name)))
  if (isPerson) warn('archiveUnitName', '看起来是个人。档案不能由个人接收，请填写接收单位的全称')
  else if (['托管单位接收', '转回生源地'].includes(type) && name !== '' && !talentService.test(name))
    warn('archiveUnitName', '看起来不是公共就业人才服务机构，请确认它有保管人事档案的资格')
  if (content.archiveContact !== '' && foldName(content.archiveContact) === foldName(person.name))
    warn('archiveContact', '联系人不能是毕业生本人，请填写接收单位的联系人或部门')
  if (address !== '' && !exactPlace.test(address))
    warn('archiveUnitAddress', '地址不够详细，可能被退回。请写到门牌号、楼栋或房间')
}
