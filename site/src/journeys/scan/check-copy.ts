// Checks a saved report without asking the server about it: the token, the digest of the content, the seal over the rest,
// then every printed field, the QR, and the file as a whole.
import QRCode from 'qrcode-svg'
import { toBase64Url } from '#model/proof/base64url.ts'
import { isDrawingOf, qrDrawer } from '#model/proof/qr-drawing.ts'
import { blocksOf, labelledBlocks } from '#model/report/blocks.ts'
import { reportFields } from '#words/report-fields.ts'
import type { ReportContent } from '#model/report/content.ts'
import { parseSeal, unsealed } from '#model/proof/seal.ts'
import { compareSheets, type Comparison, isSame, signedSheet } from '../../kit/proof/signed-copy.ts'
import { checkToken, type PublishedKey, signatureHolds } from '../../kit/proof/check-token.ts'
import { readCopy, type ReadCopy } from '../../kit/proof/read-copy.ts'

export type CheckedCopy =
  | { is: 'no_report' }
  /** nothing signed is in it: saved by an older version, or a 去向登记信息表 */
  | { is: 'unsigned'; qr: ReadCopy['qr'] }
  | { is: 'unknown_key' }
  /** what should prove it does not: nothing in the file can be relied on. `token`: that much is ours */
  | { is: 'broken'; part: 'token' | 'content' | 'seal'; token?: string }
  | {
      is: 'signed'
      token: string
      savedAtSeconds: number
      comparison: Comparison
      sameQr: boolean
      /** byte for byte what was saved */
      sameFile: boolean
      genuine: boolean
    }

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return toBase64Url(new Uint8Array(digest).subarray(0, 16))
}

/** @param origins of ours: one of them is in the printed QR */
export async function checkCopy(
  file: string,
  keys: readonly PublishedKey[],
  origins: readonly string[],
): Promise<CheckedCopy> {
  const read = readCopy(file)
  if (read === undefined) return { is: 'no_report' }
  const { printed, qr, carries } = read
  if (carries === undefined) return { is: 'unsigned', qr }
  const { token, content, seal } = carries
  const checked = await checkToken(token, keys)
  if (!checked.ours)
    return checked.because === 'foreign' ? { is: 'broken', part: 'token' } : { is: 'unknown_key' }
  const { digest, reportId } = checked.claims
  if ((await digestOf(content)) !== digest) return { is: 'broken', part: 'content', token }
  const parsed = parseSeal(seal)
  if (parsed === undefined) return { is: 'broken', part: 'seal', token }
  const holds = await signatureHolds(parsed, keys)
  if (holds === undefined) return { is: 'unknown_key' }
  const { claims } = parsed
  if (!holds || claims.reportId !== reportId || claims.digest !== digest)
    return { is: 'broken', part: 'seal', token }
  const blocks = labelledBlocks(reportFields, blocksOf(JSON.parse(content) as ReportContent))
  const comparison = compareSheets(signedSheet(claims.around, blocks), printed)
  const draw = qrDrawer(QRCode)
  const sameQr =
    qr !== undefined && origins.some((origin) => isDrawingOf(qr.path, `${origin}/v#${token}`, draw))
  const sameFile = (await digestOf(unsealed(file, seal))) === claims.fileDigest
  return {
    is: 'signed',
    token,
    savedAtSeconds: claims.savedAtSeconds,
    comparison,
    sameQr,
    sameFile,
    genuine: comparison.sameText && sameQr && comparison.rows.every(isSame),
  }
}
