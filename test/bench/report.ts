// Run by hand: `node test/bench/report.ts [folder]`. Prints what a report and a token check cost on this machine; with
// a folder, leaves the pages there to be looked at.
import { readFileSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '../../functions/platform/config.ts'
import { parseSecrets } from '../../functions/platform/secrets.ts'
import type { ReportContent } from '#model/report/content.ts'
import { qrSvg } from '../../functions/proof/qr.ts'
import type { ShownReport } from '../../functions/reports/show-report.ts'
import { digestOf, readReportToken, signReport } from '../../functions/proof/token.ts'
import { testSettings } from '../support/settings.ts'

// wrangler imports style sheets as text; plain Node has to be told
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.css')
      ? {
          format: 'module',
          shortCircuit: true,
          source: `export default ${JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'))}`,
        }
      : next(url, context),
})
const { reportCopy, reportPage } = await import('../../functions/reports/report-page.ts')

const settings = await testSettings()
const config = parseConfig(settings)
const secrets = parseSecrets(settings)
const { signingKeys } = secrets
const work = { config, secrets, machineNow: Date.parse('2026-11-26T04:00:00Z') }

const basicInfo = {
  name: '阿卜杜拉·买买提艾力·阿不都热合曼',
  sex: '男',
  schoolName: '中国人民解放军陆军军事交通学院研究生院（天津校区）',
  graduationMonth: '202606',
  programmeLength: '2.5',
  major: '马克思主义基本原理与思想政治教育（中外合作办学）',
  level: '硕士研究生',
  originRegion: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县',
}
const archive: ReportContent = {
  kind: 'archive',
  basicInfo,
  destination: {
    category: '签就业协议形式就业',
    unitName: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州人力资源和社会保障服务有限责任公司阿图什市分公司',
    unitRegion: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿图什市',
  },
  archive: {
    transferType: '转至生源地公共就业人才服务机构',
    unitName: '克孜勒苏柯尔克孜自治州公共就业人才服务中心流动人员人事档案管理科',
    unitRegion: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿图什市',
    postcode: '845350',
    contact: '流动人员人事档案管理科',
    phone: '0908-4223456',
  },
}
const hukou: ReportContent = {
  kind: 'hukou',
  basicInfo: { ...basicInfo, name: '陈诚', schoolName: '北京大学', major: '哲学类', level: '本科' },
  destination: { category: '签就业协议形式就业' },
  hukou: { migrationType: '迁往单位所在地', region: '' },
}
const bare: ReportContent = { kind: 'archive', basicInfo: hukou.basicInfo, destination: archive.destination }

const capAt = Date.parse('2026-12-31T16:00:00Z')
const claims = { reportId: 'A'.repeat(22), capSeconds: capAt / 1000, statusIndex: 12_345 }

async function report(content: ReportContent, gone?: ShownReport['gone']): Promise<ShownReport> {
  const text = JSON.stringify(content)
  const digest = await digestOf(text)
  const token = await signReport(signingKeys, { ...claims, kind: content.kind, digest })
  const qr = qrSvg(`${config.origin}/v#${token}`, '核验二维码')
  const signed = { content: text, digest, token }
  const { reportId: id } = claims
  return { id, content, signed, code: '2610001EQ86V47B', qr, validUntil: capAt, ...(gone && { gone }) }
}

async function time(label: string, act: () => Promise<unknown>) {
  const costs: number[] = []
  for (let round = 0; round < 220; round += 1) {
    const began = performance.now()
    await act()
    costs.push(performance.now() - began)
  }
  const sorted = costs.slice(20).toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
  console.log(`${label}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms`)
}

const page = async (content: ReportContent, gone?: ShownReport['gone'], copy = false) =>
  (copy ? reportCopy : reportPage)(work, await report(content, gone))

const token = await signReport(signingKeys, { ...claims, kind: 'archive', digest: 'd'.repeat(22) })
const made = await page(archive)
console.log(`page ${made.length} characters, QR ${(await report(archive)).qr.length} characters`)
await time('report with QR and signature', () => page(archive))
await time('saved copy with its seal', () => page(archive, undefined, true))
await time('QR alone', () => Promise.resolve(qrSvg(`${config.origin}/v#${token}`, 'QR')))
await time('token signed', () =>
  signReport(signingKeys, { ...claims, kind: 'archive', digest: 'd'.repeat(22) }),
)
await time('token checked', () => readReportToken(signingKeys, token))

const folder = process.argv[2]
if (folder !== undefined)
  for (const [name, html] of Object.entries({
    archive: made,
    hukou: await page(hukou),
    bare: await page(bare),
    superseded: await page(archive, 'record'),
    copy: await page(archive, 'chosen_day', true),
  }))
    writeFileSync(`${folder}/${name}.html`, html)
