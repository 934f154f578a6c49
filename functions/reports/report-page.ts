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
import { reportWords as words } from '#words/reports.ts'

/** What a report that holds no longer says above its fields, on paper too. */
const voided: Record<Reason, { title: string; next: string }> = printedReasons

const toCards = { href: '/graduate/authorize/', text: words.back.cards }
const toSpecimens = { href: '/help/genuine/', text: words.back.specimens }

function reportSheet(report: ShownReport, config: Config): Sheet {
  const specimen = isSpecimen(report.id)
  const { content } = report
  const gone = report.gone && voided[report.gone]
  const until = showEnd(report.validUntil)
  return {
    title: words.title,
    state: gone === undefined ? words.active(until) : gone.title,
    back: specimen ? toSpecimens : toCards,
    ...(specimen ? {} : { picture: `/graduate/picture/#${report.id}` }),
    voided: gone && {
      title: gone.title,
      text: (report.gone === 'chosen_day' ? words.pastDay(until) : '') + gone.next,
    },
    codeLabel: words.code,
    code: report.code,
    facts: [],
    qr: report.qr,
    blocks: blocksOf(content),
    notes: words.notes({
      operator: config.operatorName,
      host: new URL(config.origin).host,
      scanWith: config.scanWith,
      page: kindPages[content.kind],
    }),
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
