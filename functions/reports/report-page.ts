// The printed 核验报告.
import { showEnd } from '#model/calendar/caps.ts'
import type { Config } from '../platform/config.ts'
import type { Work } from '../platform/work.ts'
import { blocksOf, kindTitle } from '#model/report/blocks.ts'
import type { Around } from '#model/proof/seal.ts'
import { sealCopy } from '../proof/seal-copy.ts'
import { type Sheet, sheetPage } from '../print/sheet-page.ts'
import { isSpecimen } from '#model/report/specimen-id.ts'
import type { GoneBecause, ShownReport } from './show-report.ts'

/** What a report that holds no longer says above its fields, on paper too. */
const voided: Record<GoneBecause, { title: string; next: string }> = {
  chosen_day: { title: '本报告已过期', next: '请重新设置有效期，使用新的核验报告。' },
  cap: {
    title: '查询核验服务已截止',
    next: '服务时间截止到毕业时间加六个月，本报告不能再用于核验。',
  },
  graduate: {
    title: '本报告已停止使用',
    next: '您已停止这次核验授权。如仍需核验，请重新授权，使用新的核验报告。',
  },
  frozen: {
    title: '本报告已冻结',
    next: '您标记过一次查询“不是我授权的”，这次核验授权已冻结，不能恢复。如仍需核验，请重新授权，使用新的核验报告。',
  },
  record: {
    title: '本报告已失效',
    next: '去向登记信息在出具报告之后有更新。请核对并确认最新信息后重新授权，使用新的核验报告。',
  },
  roster: {
    title: '本报告已失效',
    next: '学校在出具报告之后更正了您的基本信息。请核对基本信息并再次确认后重新授权，使用新的核验报告。',
  },
  dispute: {
    title: '本报告已失效',
    next: '您在出具报告之后提交了信息有误。信息更新并再次确认后，可重新授权，使用新的核验报告。',
  },
  voided: {
    title: '本报告已失效',
    next: '您的去向登记信息已作废。重新登记并确认后，可重新授权，使用新的核验报告。',
  },
}

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
      `核验方式：①前往${new URL(config.origin).host}，选择“${kindTitle[content.kind]}”模块，正确输入毕业生姓名和核验编号进行核验；②使用${config.scanWith}的扫一扫功能扫描报告中的二维码在线核验。`,
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
