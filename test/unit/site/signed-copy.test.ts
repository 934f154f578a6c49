import fc from 'fast-check'
import { CompactSign, importJWK, type JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { blocksOf, labelledBlocks } from '#model/report/blocks.ts'
import type { ReportContent } from '#model/report/content.ts'
import { reportFields } from '#words/report-fields.ts'
import { sealCopy } from '../../../functions/proof/seal-copy.ts'
import { type Around, parseSeal, unsealed } from '#model/proof/seal.ts'
import {
  compareSheets,
  isSame,
  type PrintedSheet,
  signedSheet,
} from '../../../site/src/kit/proof/signed-copy.ts'
import { digestOf, readReportToken, signReport } from '../../../functions/proof/token.ts'
import { makeSecrets } from '../../support/settings.ts'
import { parseSecrets, type SigningJwk } from '../../../functions/platform/secrets.ts'

const secrets = parseSecrets(await makeSecrets())
const around: Around = {
  title: '全国普通高等学校毕业生去向登记信息',
  voided: '',
  codeLabel: '核验编号',
  code: '2610001EQ86V47B',
  notes: ['登记信息由运营单位提供。', '查询核验服务时间截止到毕业生的毕业时间加六个月。'],
  sandbox: true,
}
const printed = (content: ReportContent) => labelledBlocks(reportFields, blocksOf(content))
const blocks = printed({
  kind: 'archive',
  basicInfo: {
    name: '阿卜杜拉·买买提艾力',
    sex: '男',
    schoolName: '北京大学',
    graduationMonth: '202606',
    programmeLength: '4',
    major: '哲学类',
    level: '本科',
    originRegion: '',
  },
  destination: { category: '签就业协议形式就业', unitName: '北京云帆', unitRegion: '北京市西城区' },
  archive: {
    transferType: '托管单位接收',
    unitName: '人力资源公共服务中心',
    unitRegion: '北京市海淀区',
    postcode: '100195',
    contact: '档案科',
    phone: '010-80000001',
  },
})
const signed = signedSheet(around, blocks)
const asRead = (): PrintedSheet => structuredClone(signed)

/** As a file is read: the page's text follows from what stands in it. */
const printedAs = (sheet: PrintedSheet): PrintedSheet => ({
  ...sheet,
  text: signedSheet(sheet, sheet.blocks).text,
})

const genuine = (sheet: PrintedSheet) => {
  const { rows, sameText } = compareSheets(signed, sheet)
  return sameText && rows.every(isSame)
}

/** Every text of the sheet that a reader sees, as a way to change it. */
function texts(): { label: string; text: string; change: (sheet: PrintedSheet, text: string) => void }[] {
  const own = (key: 'title' | 'codeLabel' | 'code') => ({
    label: key,
    text: signed[key],
    change: (sheet: PrintedSheet, text: string) => void (sheet[key] = text),
  })
  return [
    own('title'),
    own('codeLabel'),
    own('code'),
    ...signed.notes.map((text, at) => ({
      label: `note ${at}`,
      text,
      change: (sheet: PrintedSheet, changed: string) => void (sheet.notes[at] = changed),
    })),
    ...signed.blocks.flatMap((block, at) => [
      {
        label: block.title,
        text: block.title,
        change: (sheet: PrintedSheet, changed: string) => void (sheet.blocks[at]!.title = changed),
      },
      ...block.fields.flatMap((field, place) =>
        (['label', 'value'] as const).map((key) => ({
          label: `${field.label} ${key}`,
          text: field[key],
          change: (sheet: PrintedSheet, changed: string) =>
            void (sheet.blocks[at]!.fields[place]![key] = changed),
        })),
      ),
    ]),
  ]
}

it('finds the same sheet the same, field by field', () => {
  const { rows, sameText } = compareSheets(signed, asRead())
  expect(sameText).toBe(true)
  expect(rows.every(isSame)).toBe(true)
  expect(rows.map(({ label }) => label)).toEqual(
    `姓名 性别 毕业院校 毕业时间 学制 专业 学历 生源所在地 毕业去向 单位名称 单位所在地 档案转递类型 单位名称 单位所在地
    单位邮编 联系人/联系部门 联系电话 标题 样张标记 核验编号 `
      .split(/\s+/)
      .slice(0, -1)
      .concat('注意事项 1', '注意事项 2'),
  )
})

it('catches one changed, added or missing character at every place of every text', () => {
  const missed: string[] = []
  let tried = 0
  for (const { label, text, change } of texts())
    for (let at = 0; at <= text.length; at += 1) {
      const [head, was, tail] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)]
      const others = [
        `${head}${was === '甲' ? '乙' : '甲'}${tail}`,
        `${head}0${was}${tail}`,
        `${head} ${was}${tail}`,
        ...(was === '' ? [] : [head + tail]),
      ]
      for (const other of others) {
        const sheet = asRead()
        change(sheet, other)
        tried += 1
        // what the page's text says is left as it was: the field alone must tell
        if (compareSheets(signed, sheet).rows.every(isSame)) missed.push(`${label} ${at}`)
        if (genuine(printedAs(sheet))) missed.push(`${label} ${at} with its text`)
      }
    }
  expect(tried).toBeGreaterThan(800)
  expect(missed).toEqual([])
})

it('catches any other text in place of a field’s', () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts()), fc.string({ unit: 'grapheme' }), ({ text, change }, other) => {
      fc.pre(text !== other)
      const sheet = asRead()
      change(sheet, other)
      expect(compareSheets(signed, sheet).rows.every(isSame)).toBe(false)
    }),
  )
})

describe('says which field differs when', () => {
  const differing = (sheet: PrintedSheet) => compareSheets(signed, sheet).rows.filter((row) => !isSame(row))

  it('a value was changed: both values stand beside each other', () => {
    const sheet = asRead()
    sheet.blocks[2]!.fields[3]!.value = '100196'
    expect(differing(sheet)).toEqual([
      { block: '档案转递信息', label: '单位邮编', signed: '100195', printed: '100196' },
    ])
  })

  it('a row was taken out', () => {
    const sheet = asRead()
    sheet.blocks[1]!.fields.splice(1, 1)
    expect(differing(sheet)).toEqual([
      { block: '毕业去向信息', label: '单位名称', signed: '北京云帆', printed: undefined },
    ])
  })

  it('a row was put in, also one that stands there already', () => {
    const sheet = asRead()
    sheet.blocks[0]!.fields.push({ label: '政治面貌', value: '群众' }, { label: '姓名', value: '别人' })
    expect(differing(sheet)).toEqual([
      { block: '基本信息', label: '政治面貌', signed: undefined, printed: '群众' },
      { block: '基本信息', label: '姓名', signed: undefined, printed: '别人' },
    ])
  })

  it('a whole block was taken out or put in', () => {
    const without = asRead()
    without.blocks.splice(2, 1)
    expect(differing(without).map(({ label }) => label)).toHaveLength(6)
    const more = asRead()
    more.blocks.push({ title: '户口迁移信息', fields: [{ label: '户口迁移类型', value: '迁回原籍' }] })
    expect(differing(more)).toEqual([
      { block: '户口迁移信息', label: '户口迁移类型', signed: undefined, printed: '迁回原籍' },
    ])
  })

  it('a paper that held no longer has lost the sentence that says so, or its 样张 mark', () => {
    const voided = signedSheet({ ...around, voided: '本报告已过期请重新授权' }, blocks)
    const sheet = { ...structuredClone(voided), voided: '', sandbox: false }
    expect(compareSheets(voided, sheet).rows.filter((row) => !isSame(row))).toEqual([
      { block: '', label: '状态说明', signed: '本报告已过期请重新授权', printed: undefined },
      { block: '', label: '样张标记', signed: '样张', printed: undefined },
    ])
  })
})

it('sees text that stands beside the fields, and fields that changed places', () => {
  expect(genuine({ ...asRead(), text: `${signed.text}核验通过` })).toBe(false)
  const swapped = asRead()
  swapped.blocks[0]!.fields.reverse()
  expect(genuine(printedAs(swapped))).toBe(false)
})

const keys: readonly SigningJwk[] = secrets.signingKeys
const page = '<main data-seal=""><p>报告</p></main>'
const sealClaims = { reportId: 'A'.repeat(22), digest: 'd'.repeat(22), around }
const work = { secrets, machineNow: Date.parse('2026-11-26T04:00:00.900Z') }
const sealed = await sealCopy(work, page, sealClaims)
const seal = /data-seal="([^"]+)"/.exec(sealed)?.[1] ?? ''

describe('a seal', () => {
  it('says what is printed, of which report, when, and what the file was', async () => {
    expect(parseSeal(seal)?.claims).toEqual({
      ...sealClaims,
      fileDigest: await digestOf(page),
      savedAtSeconds: Date.parse('2026-11-26T04:00:00Z') / 1000,
    })
    expect(unsealed(sealed, seal)).toBe(page)
  })

  it('passes for no token, and a token for no seal', async () => {
    expect(await readReportToken(keys, seal)).toBeUndefined()
    const token = await signReport(keys, {
      reportId: 'A'.repeat(22),
      kind: 'archive',
      capSeconds: 1_798_732_800,
      digest: 'd'.repeat(22),
      statusIndex: 1,
    })
    expect(parseSeal(token)).toBeUndefined()
  })

  const [header = '', payload = ''] = seal.split('.')
  const decoded = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  const signedAs = async (more: Record<string, unknown>, body: Record<string, unknown>) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(body)))
      .setProtectedHeader({ ...(decoded(header) as { alg: string }), ...more })
      .sign(await importJWK(keys[0] as JWK, 'ES256'))
  const body = decoded(payload)

  it.each([
    ['of another type', { typ: 'JWT' }, body],
    ['with a critical extension', { b64: true, crit: ['b64'] }, body],
    ['of another version', {}, { ...body, v: 2 }],
    ['with something more', {}, { ...body, x: 1 }],
    ['without its words', {}, { ...body, p: null }],
    ['with words that are none', {}, { ...body, p: { ...around, notes: [1] } }],
    ['with no time', {}, { ...body, t: '1' }],
  ])('%s is none', async (_, more, other) => {
    expect(parseSeal(await signedAs({}, body))).toBeDefined()
    expect(parseSeal(await signedAs(more, other))).toBeUndefined()
  })

  it.each(['', 'x', `${seal}.`, `${seal} `, seal.slice(0, -1), `${seal.slice(0, -1)}=`, 'A'.repeat(20_000)])(
    'spelled otherwise is none',
    (text) => expect(parseSeal(text)).toBeUndefined(),
  )
})
