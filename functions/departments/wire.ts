import { z } from 'zod'
import { kindNames } from '#model/report/kinds.ts'
import { reasonNames } from '#model/reasons.ts'
import { givenAs, outcomes } from '#model/transfer/receipt.ts'
import { verdicts } from '#model/verdict/verdict.ts'
import { verificationAnswer } from '../verification/wire.ts'

const kind = z.enum(kindNames).describe('archive: 档案转递信息; hukou: 户口迁移信息')
const asked = {
  name: z.string().trim().max(100).describe('学籍姓名'),
  code: z.string().trim().min(1).max(1000),
  caseNumber: z
    .string()
    .trim()
    .max(64)
    .default('')
    .describe('部门自己的业务编号，只有本部门看得到，可以不填'),
}

/** A QR's token says of itself whose report it is; with a code an empty name finds nothing. */
export const deskQuestion = z.strictObject({
  kind,
  ...asked,
  code: asked.code.describe('核验编号、转递编号，或扫码枪读出的二维码内容'),
})
export type DeskQuestion = z.infer<typeof deskQuestion>

const otherUnit = z
  .string()
  .nullable()
  .describe('登记的档案接收单位不是本部门负责的单位时，写明登记的是哪个单位；只作提示')

export const deskAnswer = z.object({ answer: verificationAnswer, otherUnit })
export type DeskAnswer = z.infer<typeof deskAnswer>

const deskFile = z
  .object({
    sending: z
      .object({
        method: z.enum(['confidential', 'ems', 'courier']),
        trackingNumber: z.string(),
        sentOn: z.string(),
      })
      .nullable()
      .describe('null: 学校尚未登记寄出'),
    answer: z
      .object({ outcome: z.enum(outcomes), at: z.iso.datetime(), givenAs: z.enum(givenAs), from: z.string() })
      .nullable(),
    mayAnswer: z.boolean().describe('登记的接收单位由本部门负责，且还没有接收单位的登记'),
  })
  .describe('有效的转递编号：档案寄送和接收情况')
export type DeskFile = z.infer<typeof deskFile>

/** At the desk itself also where the file is. */
export const deskLookup = deskAnswer.extend({ file: deskFile.nullable() })

/** Pairs of one bulk look-up, and of one part of it. */
export const bulkLimit = 1000
export const partLimit = 100

const pair = z.strictObject({ ...asked, code: asked.code.max(200).describe('核验编号或转递编号') })
export type Pair = z.infer<typeof pair>

export const bulkQuestion = z.strictObject({ kind, rows: z.array(pair).min(1) })

const instant = z.iso.datetime()
const rowAnswer = z.object({
  verdict: z.enum(verdicts),
  because: z.enum(reasonNames).nullable(),
  kind: kind.nullable(),
  codeKind: z.enum(['verification', 'transfer']).nullable(),
  validUntil: instant.nullable().describe('exclusive'),
  receipt: z.string().nullable(),
  report: verificationAnswer.options[0].shape.report.nullable(),
  otherUnit,
  duplicateOf: z.int().nullable().describe('与本次第几行（从 0 起）是同一对姓名和编号；只查询一次，回答相同'),
})
export type RowAnswer = z.infer<typeof rowAnswer>

export const bulkAnswer = z.object({
  checkedAt: instant,
  rows: z.array(rowAnswer).describe('与所问的行一一对应，顺序相同'),
})
export type BulkAnswer = z.infer<typeof bulkAnswer>

export const batchInput = z.strictObject({ kind, pairs: z.int().min(1).max(bulkLimit) })
export const batchView = z.object({ id: z.string(), pairs: z.int() })
export type BatchView = z.infer<typeof batchView>
export const batchId = z.strictObject({ id: z.string().regex(/^[\w-]{22}$/) })
export const partInput = z.strictObject({ rows: z.array(pair).min(1).max(partLimit) })

export const pairsView = z.object({
  total: z.int().describe('名单里的行数'),
  rows: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      code: z.string(),
      caseNumber: z.string(),
      duplicateOf: z.int().nullable().describe('同一对姓名和编号在第几行已经有了'),
    }),
  ),
  refused: z.array(z.object({ line: z.int(), column: z.string(), value: z.string(), reason: z.string() })),
  ignored: z.array(z.string()).describe('没有读取的列'),
  budget: z.object({ left: z.int(), most: z.int(), resetsAt: instant }),
})
export type PairsView = z.infer<typeof pairsView>
