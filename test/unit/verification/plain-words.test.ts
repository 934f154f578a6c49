import { expect, it } from 'vitest'
import { changedWords, limitedUntil, outcomeWords } from '#words/verify/outcomes.ts'
import { answerWords } from '#words/verify/answer.ts'
import { fileReceipt } from '#words/verify/file-receipt.ts'
import { qr } from '#words/verify/qr.ts'
import { receiptWords } from '#words/verify/receipt-sheet.ts'
import { receipt } from '#words/verify/receipt.ts'
import { copy, scan } from '#words/verify/scan.ts'
import { verify } from '#words/verify/verify.ts'
import { department } from '#words/department/department.ts'
import { departmentBulk, resultFile } from '#words/department/department-bulk.ts'

const pages = {
  outcomeWords,
  changedWords,
  limitedUntil,
  answerWords,
  fileReceipt,
  qr,
  receiptWords,
  receipt,
  copy,
  scan,
  verify,
  department,
  departmentBulk,
  resultFile,
}

/** Stands in for whatever a sentence is made of. */
const anything: unknown = new Proxy(() => '', {
  get: (_, name) =>
    name === Symbol.toPrimitive
      ? () => ''
      : name === Symbol.iterator
        ? [][Symbol.iterator].bind([])
        : anything,
  apply: () => anything,
})

/** Every sentence with the place it stands in. */
function sentences(of: unknown, place: string): [string, string][] {
  if (typeof of === 'string') return [[place, of]]
  if (typeof of === 'function')
    return sentences(String((of as (...given: unknown[]) => unknown)(anything, anything)), place)
  if (typeof of !== 'object' || of === null) return []
  return Object.entries(of).flatMap(([key, value]) => sentences(value, `${place}.${key}`))
}

it('speaks of no signature, key, list of states or check value to whoever verifies, but where it is folded away', () => {
  const technical = /签名|公钥|私钥|密钥|状态清单|校验值|哈希/
  const found = Object.entries(pages).flatMap(([name, words]) => sentences(words, name))
  expect(found.length).toBeGreaterThan(200)
  // these stand in a <details>: test/integration/verification/check-receipt.test.ts, test/browser/offline.spec.ts
  const folded = ['qr.keysAt', 'qr.listAt', 'receiptWords.hash']
  expect(
    found
      .filter(([, text]) => technical.test(text))
      .map(([place]) => place)
      .toSorted(),
  ).toEqual(folded)
})
