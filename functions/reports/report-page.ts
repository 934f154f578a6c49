// The printed 核验报告.
import { showEnd } from '#model/calendar/caps.ts'
import type { Config } from '../platform/config.ts'
import type { Work } from '../platform/work.ts'
import type { Reason } from '#model/reasons.ts'
import { printedReasons } from '#words/reasons/printed.ts'
import { kindPages } from '#words/report-kinds.ts'
import { blocksOf } from '#model/report/blocks.ts'
import type { Around } from '#model/proof/seal.ts'
import { sealCopy } from '../proof/seal-copy.ts'
import { type Sheet, sheetPage } from '../print/sheet-page.ts'
import { isSpecimen } from '#model/report/specimen-id.ts'
import type { ShownReport } from './show-report.ts'

/** What a report that holds no longer says above its fields, on paper too. */
const voided: Record<Reason, { title: string; next: string }> = printedReasons

const toCards = { href: '/graduate/authorize/', text: '返回核验授权' }
const toSpecimens = { href: '/help/genuine/', text: '返回样张列表' }

function reportSheet(report: ShownReport, config: Config): Sheet {
  const specimen = isSpecimen(report.id)
  const { content } = report
  const gone = report.gone && voided[report.gone]
  const until = showEnd(report.validUntil)
  return {
    title: '全国普通高等学校毕业生去向登记信息',
    state: gone === undefined ? `生效中 · 有效期至 ${until}` : gone.title,
    back: specimen ? toSpecimens : toCards,
    ...(specimen ? {} : { picture: `/graduate/picture/#${report.id}` }),
    voided: gone && {
      title: gone.title,
      text: (report.gone === 'chosen_day' ? `有效期至 ${until}。` : '') + gone.next,
    },
    codeLabel: '核验编号',
    code: report.code,
    facts: [],
    qr: report.qr,
    blocks: blocksOf(content),
    notes: [
      `登记信息由${config.operatorName}提供。`,
      `核验方式：①前往${new URL(config.origin).host}，选择“${kindPages[content.kind]}”模块，正确输入毕业生姓名和核验编号进行核验；②使用${config.scanWith}的扫一扫功能扫描报告中的二维码在线核验。`,
      '登记信息来自于毕业生离校时上报的信息，如有问题请联系毕业生核实。',
      '查询核验服务时间截止到毕业生的毕业时间加六个月。',
    ],
    // a specimen is stamped 样张 wherever it is shown
    sandbox: specimen || config.sandbox,
    copy: false,
  }
}

const aroundOf = ({ title, voided: gone, codeLabel, code, notes, sandbox }: Sheet): Around => ({
  title,
  voided: gone === undefined ? '' : gone.title + gone.text,
  codeLabel,
  code,
  notes,
  sandbox,
})

type Signing = Pick<Work, 'config' | 'secrets' | 'machineNow'>

export const reportPage = async ({ config }: Pick<Signing, 'config'>, report: ShownReport): Promise<string> =>
  String(await sheetPage(reportSheet(report, config)))

/** A copy to save: it needs nothing else, holds no script, and carries what proves it. */
export async function reportCopy(work: Signing, report: ShownReport): Promise<string> {
  const { content, digest, token } = report.signed
  const sheet = { ...reportSheet(report, work.config), copy: true, carries: { content, token } }
  const page = String(await sheetPage(sheet))
  return sealCopy(work, page, { reportId: report.id, digest, around: aroundOf(sheet) })
}
