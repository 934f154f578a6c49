import {
  type BasicInfoContent,
  type HukouContent,
  type RecordShown,
  type ReportContent,
  reportContent,
  type ReportKind,
} from './content.ts'

export interface Field {
  label: string
  value: string
  /** stands beside its neighbour in a printed row */
  half?: true
}

export interface Block {
  title: string
  fields: Field[]
}

export const kindTitle: Record<ReportKind, string> = {
  archive: '档案转递信息在线核验',
  hukou: '户口迁移信息在线核验',
}

const emptyArchive = { transferType: '', unitName: '', unitRegion: '', postcode: '', contact: '', phone: '' }
const emptyHukou = { migrationType: '', region: '' }

const hukouBlock = (hukou: HukouContent): Block => ({
  title: '户口迁移信息',
  fields: [
    { label: '户口迁移类型', value: hukou.migrationType },
    { label: '户口迁移所在地', value: hukou.region },
  ],
})

/** A report's content under the guide's labels, in its order; nothing that is not printed comes in here. */
export function blocksOf(content: ReportContent): Block[] {
  const { basicInfo } = content
  const blocks: Block[] = [
    {
      title: '基本信息',
      fields: [
        { label: '姓名', value: basicInfo.name, half: true },
        { label: '性别', value: basicInfo.sex, half: true },
        { label: '毕业院校', value: basicInfo.schoolName },
        { label: '毕业时间', value: basicInfo.graduationMonth, half: true },
        { label: '学制', value: basicInfo.programmeLength, half: true },
        { label: '专业', value: basicInfo.major, half: true },
        { label: '学历', value: basicInfo.level, half: true },
        { label: '生源所在地', value: basicInfo.originRegion },
      ],
    },
  ]
  if (content.kind === 'hukou') {
    blocks.push(
      { title: '毕业去向信息', fields: [{ label: '毕业去向', value: content.destination.category }] },
      hukouBlock(content.hukou),
    )
    return blocks
  }
  blocks.push({
    title: '毕业去向信息',
    fields: [
      { label: '毕业去向', value: content.destination.category },
      { label: '单位名称', value: content.destination.unitName },
      { label: '单位所在地', value: content.destination.unitRegion },
    ],
  })
  if (content.archive !== undefined)
    blocks.push({
      title: '档案转递信息',
      fields: [
        { label: '档案转递类型', value: content.archive.transferType },
        { label: '单位名称', value: content.archive.unitName },
        { label: '单位所在地', value: content.archive.unitRegion },
        { label: '单位邮编', value: content.archive.postcode },
        { label: '联系人/联系部门', value: content.archive.contact, half: true },
        { label: '联系电话', value: content.archive.phone, half: true },
      ],
    })
  return blocks
}

/** 去向登记信息表: all four blocks, also one that is not registered. */
export const formBlocks = (entry: BasicInfoContent, record: RecordShown): Block[] => [
  ...blocksOf(reportContent('archive', entry, { ...record, archive: record.archive ?? emptyArchive })),
  hukouBlock(record.hukou ?? emptyHukou),
]

export interface FieldName {
  block: string
  label: string
}

/** Which fields of a report say something else today; their names only. A block that is missing is an empty one. */
export function changedFields(
  frozen: ReportContent,
  entry: BasicInfoContent,
  record: RecordShown,
): FieldName[] {
  const filled = (content: ReportContent) =>
    blocksOf(content.kind === 'archive' ? { ...content, archive: content.archive ?? emptyArchive } : content)
  const printed = filled(frozen)
  const today = filled(reportContent(frozen.kind, entry, { ...record, hukou: record.hukou ?? emptyHukou }))
  return today.flatMap(({ title, fields }, at) =>
    fields
      .filter(({ value }, place) => value !== printed[at]?.fields[place]?.value)
      .map(({ label }) => ({ block: title, label })),
  )
}

/** An empty field as it is printed (decision 19). */
export const shown = (value: string): string => (value === '' ? '--' : value)
